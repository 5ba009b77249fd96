internal import Causes
internal import Flows
internal import Host
internal import Wire

/// Makes failures without a RST from ICMP errors and from flows that went silent; keeps a bounded number of them.
struct FailureCollector {
  private(set) var failures: [Failure] = []
  /// Every failure by cause, kept or not.
  private(set) var counts: [Cause: Int] = [:]
  /// Flows that went silent, failures or not.
  private(set) var silentFlows: [SilentFlow] = []
  private var byFlow: [FrameID: Int] = [:]

  /// The most failures that are kept; all are counted.
  private static let limit = 10_000
  /// The most frames that one failure lists.
  private static let frameLimit = 16

  /// Takes an ICMP error: the first about a flow is a failure, later ones add their frames to it.
  mutating func add(_ error: FlowICMPError) {
    guard let code = ICMPLaw.error(of: error.error) else { return }
    let name = error.flow ?? error.error.frame
    if let known = byFlow[name] {
      if failures[known].frames.count < Self.frameLimit { failures[known].frames.append(error.error.frame) }
      return
    }
    counts[.icmpUnreachable, default: 0] += 1
    guard failures.count < Self.limit else { return }
    byFlow[name] = failures.count
    failures.append(Self.failure(error, code, id: failures.count + 1))
  }

  private static func failure(_ error: FlowICMPError, _ code: Errno, id: Failure.ID) -> Failure {
    let statement = "\(ICMPLaw.name(of: error.error)) came from \(error.error.sender)"
    let evidence = Evidence(
      cause: .icmpUnreachable, supports: true, strength: .decisive, statement: statement, frames: [error.error.frame])
    return Failure(
      id: id, flow: error.flow, tuple: error.error.quotedTuple, time: error.error.time, cause: .icmpUnreachable,
      frames: [error.error.frame],
      prediction: Prediction(ofRecipientOf: error, code),
      verdict: Verdict([evidence]), icmp: error.error)
  }

  /// Takes a flow in which one side repeated itself to the end; a failure where that was surely the end of its patience.
  mutating func add(_ flow: SilentFlow) {
    if silentFlows.count < Self.limit { silentFlows.append(flow) }
    guard byFlow[flow.flow] == nil, flow.hasGivenUp else { return }
    let failure = flow.failure(id: failures.count + 1)
    counts[failure.cause, default: 0] += 1
    guard failures.count < Self.limit else { return }
    byFlow[flow.flow] = failures.count
    failures.append(failure)
  }
}

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

  /// The failure that it is, whether by its own evidence or by an application's word.
  func failure(id: Failure.ID) -> Failure {
    let verdict = Verdict(evidence)
    return Failure(
      id: id, flow: flow, tuple: tuple, time: peer.lastTime, cause: verdict.candidates.first ?? .retransmissionTimeout,
      frames: frames,
      prediction: Prediction(
        peer, at: tuple.source, error: .timedOut, outlook: isConnecting ? .connecting : .pendingError),
      verdict: verdict)
  }

  /// Its first frame, the last try, and the RST that denied it.
  private var frames: [FrameID] { [flow] + [peer.lastFrame, disownedBy].compactMap(\.self) }

  /// What speaks for a timeout, and for which.
  private var evidence: [Evidence] {
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
