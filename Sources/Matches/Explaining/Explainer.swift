internal import Causes
internal import Flows
internal import Host
internal import Wire

/// Joins the calls of applications with resets and failures, socket by socket and in order.
///
/// A socket has one slot for an error: the first call that may see it takes it, whichever descriptor or thread made
/// the call (`sock_error`, `sk_stream_error`). So each source is spent once, and what fails later is explained by the
/// call that took it. Order and 4-tuples decide; times only keep a call from being explained by what came much later.
struct Explainer {
  let calls: [CallRecord]
  var matches: [Match]
  var failures: [Failure]
  let icmpErrors: [ICMPError]
  let silentFlows: [SilentFlow]
  var explanations: [CallRecord.ID: Explanation] = [:]

  /// Resets by the 4-tuple of the socket that they arrived at, and of the one that they left from.
  private let incoming: [FourTuple: [Int]]
  private let outgoing: [FourTuple: [Int]]
  private let incomingByRemote: [Endpoint: [Int]]
  private let failuresByTuple: [FourTuple: [Int]]
  /// What the kernel says of sockets that gave up on keepalive probes, by their own and the other end.
  let keepaliveResets: [FourTuple: KernelEvent]
  /// Refusals that a call has taken already, where the socket's own port is not known.
  private var spentRefusals: Set<Int> = []

  /// How much later than its effect a cause may have been recorded: effect before cause is normal on `lo`, where the
  /// tracepoints and calls of two threads interleave. Nanoseconds.
  static let slack: Int64 = 100_000_000

  init(_ findings: Findings) {
    calls = findings.calls
    matches = findings.matches
    failures = findings.failures
    icmpErrors = findings.icmpErrors
    silentFlows = findings.silentFlows
    let places = findings.matches.indices
    incoming = Dictionary(grouping: places) { findings.matches[$0].reset.segment.tuple.reversed }
    outgoing = Dictionary(grouping: places) { findings.matches[$0].reset.segment.tuple }
    incomingByRemote = Dictionary(grouping: places) { findings.matches[$0].reset.segment.tuple.source }
    failuresByTuple = Dictionary(
      grouping: findings.failures.indices.filter { findings.failures[$0].tuple != nil },
      by: { findings.failures[$0].tuple ?? FourTuple.none })
    keepaliveResets = Dictionary(
      findings.kernelEvents.compactMap { event in
        guard event.name == .sendReset, event.reason == .keepaliveTimeout, let source = event.source,
          let destination = event.destination
        else { return nil }
        return (FourTuple(source: source, destination: destination), event)
      }, uniquingKeysWith: { first, _ in first })
  }

  /// Explains every call that failed, or whose result hides something.
  mutating func explain() {
    for socket in SocketBook(calls).sockets { explain(socket) }
  }

  private mutating func explain(_ socket: SocketTimeline) {
    var state = SocketState(socket)
    state.sources = sources(of: socket)
    state.departures = socket.tuples.flatMap { outgoing[$0] ?? [] }
    for index in socket.calls.sorted(by: { calls[$0].endTime < calls[$1].endTime }) {
      let call = calls[index]
      if let explanation = explanation(of: call, &state) { record(explanation, of: call) }
      state.follow(call)
    }
  }

  /// What may have put an error on the socket, in order of arrival.
  private func sources(of socket: SocketTimeline) -> [ErrorSource] {
    var sources: [ErrorSource] = []
    for tuple in socket.tuples {
      for place in incoming[tuple] ?? [] { sources.append(source(ofReset: place)) }
      for place in failuresByTuple[tuple] ?? [] {
        let failure = failures[place]
        sources.append(
          ErrorSource(
            finding: .failure(place), error: failure.prediction.error, time: failure.time, isAfterFIN: false))
      }
    }
    return sources.sorted { $0.time < $1.time }
  }

  func source(ofReset place: Int) -> ErrorSource {
    let match = matches[place]
    return ErrorSource(
      finding: .reset(place), error: match.acceptance == .accepted ? match.receiver.error : nil,
      time: match.reset.segment.time, isAfterFIN: match.receiver.outlook == .endOfFileThenPipe)
  }

  /// Refusals of a connection attempt whose own port the call does not tell.
  mutating func refusal(of call: CallRecord) -> Int? {
    guard let remote = call.remote else { return nil }
    let place = (incomingByRemote[remote] ?? []).first { place in
      let time = matches[place].reset.segment.time
      return !spentRefusals.contains(place) && matches[place].receiver.outlook == .connecting
        && call.time.nanoseconds(until: time) > -Self.slack && time.nanoseconds(until: call.endTime) > -Self.slack
    }
    if let place { spentRefusals.insert(place) }
    return place
  }

  private mutating func record(_ explanation: Explanation, of call: CallRecord) {
    explanations[call.id] = explanation
    if let frame = explanation.reset, let place = matches.firstIndex(where: { $0.id == frame }),
      !matches[place].calls.contains(call.id)
    {
      matches[place].calls.append(call.id)
    }
    if let id = explanation.failure, let place = failures.firstIndex(where: { $0.id == id }),
      !failures[place].calls.contains(call.id)
    {
      failures[place].calls.append(call.id)
    }
  }
}

extension FourTuple {
  /// No connection: both ends unspecified.
  static let none = FourTuple(
    source: Endpoint(address: IPAddress(v4: 0), port: 0), destination: Endpoint(address: IPAddress(v4: 0), port: 0))
}
