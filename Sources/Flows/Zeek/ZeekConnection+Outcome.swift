/// What Zeek writes into conn.log.
extension ZeekConnection {
  /// `conn_state` of `base/protocols/conn/main.zeek`: a function of both states and the history.
  var connectionState: ConnectionState {
    let (originator, responder) = originatorIsLow ? (low, high) : (high, low)
    let originatorIsInactive = originator.state == .inactive || originator.state == .partial
    let responderIsInactive = responder.state == .inactive || responder.state == .partial
    if responder.state == .reset {
      if originator.state == .synSent || originator.state == .synAckSent || isMutualResetWithoutData {
        return .rejected
      }
      return originatorIsInactive ? .synAckThenReset : .resetByResponder
    }
    if originator.state == .reset {
      guard responderIsInactive else { return .resetByOriginator }
      return story.history.isSYNThenReset ? .synThenReset : .other
    }
    switch (originator.state, responder.state) {
    case (.closed, .closed): return .sf
    case (.closed, _): return responderIsInactive ? .halfOpenOriginator : .s2
    case (_, .closed): return originatorIsInactive ? .halfOpenResponder : .s3
    case (.synSent, .inactive): return .s0
    case (.established, .established): return .s1
    default: return .other
    }
  }

  private var isMutualResetWithoutData: Bool {
    low.state == .reset && high.state == .reset && low.size(peer: high) == 0 && high.size(peer: low) == 0
  }
}
