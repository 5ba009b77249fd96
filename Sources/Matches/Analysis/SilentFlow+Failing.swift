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

  /// The first of the causes that ``evidence`` leaves.
  var likeliestCause: Cause {
    if disownedBy != nil { return .userTimeout }
    if isConnecting { return .connectTimeout }
    return repetitions >= 15 ? .retransmissionTimeout : .userTimeout
  }

  /// Its first frame, the last try, and the RST that denied it.
  var frames: [FrameID] { [flow] + [peer.lastFrame, disownedBy].compactMap(\.self) }

  /// What speaks for a timeout, and for which.
  var evidence: [Evidence] {
    if disownedBy != nil { return evidenceOfDisowning }
    let what = isConnecting ? "the SYN" : "the same data"
    let statement =
      "\(what) went out \(Int(repetitions) + 1) times over \(Self.seconds(span)) s without an answer, then nothing for "
      + "\(Self.seconds(silence)) s to the end of the capture"
    if isConnecting {
      return [
        Evidence(cause: .connectTimeout, supports: true, strength: .decisive, statement: statement, frames: frames)
      ]
    }
    if repetitions >= 15 {
      return [
        Evidence(
          cause: .retransmissionTimeout, supports: true, strength: .decisive, statement: statement, frames: frames)
      ]
    }
    return [
      Evidence(cause: .userTimeout, supports: true, strength: .strong, statement: statement, frames: frames),
      Evidence(cause: .retransmissionTimeout, supports: true, strength: .weak, statement: statement, frames: frames),
    ]
  }

  /// A socket that went away unheard: its timers ran out, or it is as dead as its host.
  private var evidenceOfDisowning: [Evidence] {
    let statement =
      "payload was repeated \(Int(repetitions)) times and not acknowledged; when the other end spoke again, "
      + "\(Self.seconds(silence)) s after the last time, this end knew the connection no more and had not closed it"
    return [
      Evidence(cause: .userTimeout, supports: true, strength: .strong, statement: statement, frames: frames),
      Evidence(cause: .retransmissionTimeout, supports: true, strength: .weak, statement: statement, frames: frames),
    ]
  }

  private static func seconds(_ nanoseconds: Int64) -> String {
    let tenths = nanoseconds / 100_000_000
    return "\(tenths / 10).\(tenths % 10)"
  }
}
