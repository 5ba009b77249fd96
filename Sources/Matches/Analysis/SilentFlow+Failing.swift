internal import Causes
internal import Flows
internal import Wire

extension SilentFlow {
  /// Whether the side that tried has given up, rather than the capture ended: the next try was overdue twice over
  /// (waits double, so the next one is never longer than all before it together), or it made as many tries as
  /// `tcp_syn_retries` (6) or `tcp_retries2` (15) allow.
  var hasGivenUp: Bool {
    if disownedBy != nil { return true }
    if repetitions >= (isConnecting ? 6 : 15) { return true }
    let (wait, overflow) = max(span, 1_000_000_000).multipliedReportingOverflow(by: 2)
    return !overflow && silence > wait
  }

  /// The cause that its evidence leaves, or the likelier of two.
  var likeliestCause: Cause { causes.likeliest }

  /// A socket that went away unheard ran out of its timers, or is as dead as its host.
  private var causes: (likeliest: Cause, other: Cause?) {
    if disownedBy == nil {
      if isConnecting { return (.connectTimeout, nil) }
      if repetitions >= 15 { return (.retransmissionTimeout, nil) }
    }
    return (.userTimeout, .retransmissionTimeout)
  }

  /// Its first frame, the last try, and the RST that denied it.
  var frames: [FrameID] { [flow] + [peer.lastFrame, disownedBy].compactMap(\.self) }

  /// What speaks for a timeout, and for which.
  var evidence: [Evidence] {
    let (likeliest, other) = causes
    guard let other else { return [evidence(for: likeliest, .decisive)] }
    return [evidence(for: likeliest, .strong), evidence(for: other, .weak)]
  }

  private func evidence(for cause: Cause, _ strength: Evidence.Strength) -> Evidence {
    Evidence(cause: cause, supports: true, strength: strength, statement: statement, frames: frames)
  }

  private var statement: String {
    guard disownedBy == nil else {
      return "payload was repeated \(Int(repetitions)) times and not acknowledged; when the other end spoke again, "
        + "\(Self.seconds(silence)) s after the last time, this end knew the connection no more and had not closed it"
    }
    let what = isConnecting ? "the SYN" : "the same data"
    return "\(what) went out \(Int(repetitions) + 1) times over \(Self.seconds(span)) s without an answer, then "
      + "nothing for \(Self.seconds(silence)) s to the end of the capture"
  }

  private static func seconds(_ nanoseconds: Int64) -> String {
    let tenths = nanoseconds / 100_000_000
    return "\(tenths / 10).\(tenths % 10)"
  }
}
