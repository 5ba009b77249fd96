public import Wire

/// A subflow was refused or ended by MPTCP: the RST carries MP_TCPRST with a reason (MPTCP_RST_…; RFC 8684 §3.6), or
/// MP_FASTCLOSE where the whole connection was aborted (§3.5).
///
/// Answering a segment, the option settles it. In an active RST it tells the protocol, not the call: an application's
/// close with unread data bears MP_FASTCLOSE as well, and a killed subflow bears MP_TCPRST without a reason.
enum MPTCPResetRule: Rule {
  static let cause = Cause.mptcpReset

  static func weigh(_ scene: Scene, _ weighing: inout Weighing) {
    guard scene.shows(.multipathReset) || scene.shows(.multipathFastClose) else { return }
    if scene.form != .ending {
      weighing.support(cause, scene.hardDeparture == nil ? .decisive : .strong, .multipathResetOption)
    } else if scene.shows(.multipathFastClose) {
      weighing.support(cause, .strong, .multipathFastClose)
    } else {
      weighSubflow(scene, &weighing)
    }
    weighAgainstSender(scene, &weighing)
  }

  /// The option without MP_FASTCLOSE in an active RST: one subflow was ended, by the protocol if it gives a reason, by
  /// whoever runs the host if not. An application ends the whole connection.
  private static func weighSubflow(_ scene: Scene, _ weighing: inout Weighing) {
    weighing.support(cause, .strong, .multipathResetOption)
    if scene.shows(.multipathReason) {
      weighing.support(cause, .strong, .multipathResetOption)
    } else {
      weighing.support(.administrativeKill, .strong, .multipathResetOption)
    }
    for application in [Cause.closeWithUnreadData, .processExitWithUnreadData, .lingerZeroClose, .disconnect] {
      weighing.oppose(application, .weak, .multipathResetOption)
    }
  }
}

extension Segment {
  /// The reason that its MP_TCPRST gives, if it carries one.
  public var multipathResetReason: MultipathResetReason? {
    options.hasMultipathReset ? MultipathResetReason(rawValue: options.multipathResetReason) : nil
  }
}
