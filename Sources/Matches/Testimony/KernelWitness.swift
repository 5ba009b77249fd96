internal import Causes
internal import Flows
internal import Host
internal import Wire

/// Joins the kernel's `tcp_send_reset` events with the RSTs of a capture.
struct KernelWitness {
  private var byEnds: [Ends: [Int]] = [:]
  private let events: [KernelEvent]
  private var isSpent: [Bool]
  private var watched: Set<IPAddress> = []

  private struct Ends: Hashable {
    var source: UInt16
    var destination: UInt16
  }

  /// How far apart an event and its packet may be recorded: order means nothing, since the tracepoint fires after the
  /// packet left and on `lo` even after it arrived. Nanoseconds.
  static let slack: Int64 = 5_000_000
  /// The same on a busy machine, where the receiving half of `lo` or of a veth pair waits for its turn. Only for RSTs
  /// and events that found nothing nearer.
  static let busySlack: Int64 = 100_000_000

  init(_ events: [KernelEvent]) {
    self.events = events
    isSpent = Array(repeating: false, count: events.count)
    for (place, event) in events.enumerated() {
      if let source = event.source { watched.insert(source.address) }
      guard event.name == .sendReset, let source = event.source else { continue }
      byEnds[Ends(source: source.port, destination: event.destination?.port ?? 0), default: []].append(place)
    }
  }

  /// The event of sending `reset`: by both ports, or by the sender's alone where the kernel wrote no peer (listeners
  /// and TIME-WAIT); the nearest in time that no other RST has.
  mutating func event(of reset: Reset, within slack: Int64) -> KernelEvent? {
    let tuple = reset.segment.tuple
    let full = Ends(source: tuple.source.port, destination: tuple.destination.port)
    let place =
      nearest(byEnds[full], reset, slack)
      ?? nearest(byEnds[Ends(source: full.source, destination: 0)], reset, slack)
    guard let place else { return nil }
    isSpent[place] = true
    return events[place]
  }

  private func nearest(_ places: [Int]?, _ reset: Reset, _ slack: Int64) -> Int? {
    let time = reset.segment.time
    let distance = { (place: Int) in abs(max(time.nanoseconds(until: self.events[place].time), -Int64.max)) }
    return (places ?? []).filter { !isSpent[$0] && distance($0) <= slack && events[$0].reason.mayTell(of: reset) }
      .min { distance($0) < distance($1) }
  }

  /// Whether these events would hold one for a RST from `address`, had that host's kernel sent it.
  func watches(_ address: IPAddress) -> Bool { watched.contains(address) }
}

extension ResetReason? {
  /// Whether a RST of this form may have been sent for this reason: `tcp_send_active_reset` always writes RST,ACK with
  /// a number of its own, `tcp_v4_send_reset` and `tcp_v6_send_reset` never do. A forged RST beside a real one of the
  /// same ends is told from it so.
  fileprivate func mayTell(of reset: Reset) -> Bool {
    switch self {
    case .abortOnClose, .abortOnLinger, .abortOnMemory, .state, .disconnectWithData, .keepaliveTimeout:
      reset.segment.isActive
    case .abortOnData, .noSocket, .flags, .timeWaitSocket, .invalidAcknowledgment, .acknowledgedUnsentData,
      .tooOldAcknowledgment, .oldAcknowledgment, .protectionAgainstWrappedSequence, .invalidSyn:
      !reset.segment.isActive
    default: true
    }
  }
}
