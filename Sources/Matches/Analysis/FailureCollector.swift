internal import Causes
internal import Flows
internal import Host
internal import Wire

/// Makes failures without a RST from ICMP errors and from flows that went silent; keeps a bounded number of them.
struct FailureCollector {
  private(set) var failures: [Failure] = []
  /// Every failure by cause, kept or not.
  private(set) var counts: [Cause: Int] = [:]
  /// Those that were not kept.
  private(set) var notKept: [Cause: Int] = [:]
  /// Flows that went silent, failures or not.
  private(set) var silentFlows: [SilentFlow] = []
  /// Where the failure is kept, if it is, of each flow that an ICMP error was about.
  private var byFlow: [FrameID: Int] = [:]
  /// The most failures that are kept; all are counted.
  private let limit: Int

  /// The most flows that are remembered to have had an ICMP error, and the most that went silent.
  private static let flowLimit = 10_000
  /// The most frames that one failure lists.
  private static let frameLimit = 16

  init(limit: Int) { self.limit = limit }

  /// Takes an ICMP error: the first about a flow is a failure, later ones add their frames to it.
  mutating func add(_ error: FlowICMPError) {
    guard let code = ICMPLaw.error(of: error.error) else { return }
    let name = error.flow ?? error.error.frame
    if let known = byFlow[name] {
      guard known < failures.count, failures[known].frames.count < Self.frameLimit else { return }
      failures[known].frames.append(error.error.frame)
      return
    }
    let isKept = count(.icmpUnreachable)
    if byFlow.count < Self.flowLimit { byFlow[name] = isKept ? failures.count : .max }
    if isKept { failures.append(Self.failure(error, code, id: failures.count + 1)) }
  }

  /// Counts a flow's first failure; whether it is to be kept.
  private mutating func count(_ cause: Cause) -> Bool {
    counts[cause, default: 0] += 1
    if failures.count < limit { return true }
    notKept[cause, default: 0] += 1
    return false
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
    if silentFlows.count < Self.flowLimit { silentFlows.append(flow, of: Self.flowLimit) }
    guard byFlow[flow.flow] == nil, flow.hasGivenUp else { return }
    if count(flow.likeliestCause) { failures.append(Failure(flow, id: failures.count + 1)) }
  }
}
