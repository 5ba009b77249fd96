import CLinux
import Host

/// poll and epoll.
extension Stage {
  func poll(_ polling: Action.Polling, _ party: Party, _ performed: inout PerformedStep) throws {
    try arena.scratch {
      let (call, details, bits) = try pollCall(polling, party) { self.arena.place($0, length: $1) }
      let result = try record(call, details, party, &performed)
      note(bits, after: result, &performed)
    }
  }

  /// Writes the bits that were reported to the last record.
  func note(_ bits: Int64, after result: CallResult, _ performed: inout PerformedStep) {
    guard result.result >= 0 else { return }
    let isEpoll = performed.records.last?.name == "epoll_wait"
    let found =
      isEpoll
      ? arena.integer(at: bits, as: UInt32.self) : UInt32(arena.integer(at: bits, as: UInt16.self))
    let names = result.result == 0 ? [] : PollEvents.names(in: found)
    performed.records[performed.records.count - 1].revents = names
    performed.outcomes[performed.outcomes.count - 1] = .readiness(names)
  }

  /// The call, and where it writes the bits.
  func pollCall(
    _ polling: Action.Polling, _ party: Party, place: ([UInt8], Int?) -> Int64
  ) throws -> (SystemCall, Details, Int64) {
    guard let descriptor = polling.listener ? party.listener : try socket(of: party) else {
      throw Words.Problem("\(party.name) does not listen")
    }
    var details = Details(name: polling.byEpoll ? "epoll_wait" : "poll", descriptor: descriptor)
    details.flags = polling.events.isEmpty ? "0" : polling.events.joined(separator: "|")
    let events = PollEvents.value(of: polling.events)
    if polling.byEpoll {
      let set = try watch(descriptor, events, polling, party)
      let found = place([], 12)
      return (
        SystemCall(Int(CLINUX_EPOLL_WAIT), Int64(set), found, 1, Int64(polling.milliseconds), 0, 8), details, found
      )
    }
    let interest = place(descriptor.memoryBytes + UInt16(truncatingIfNeeded: events).memoryBytes + [0, 0], nil)
    let time = place(
      Int64(polling.milliseconds / 1000).memoryBytes + Int64(polling.milliseconds % 1000 * 1_000_000).memoryBytes, nil)
    return (SystemCall(Int(CLINUX_PPOLL), interest, 1, time, 0, 8), details, interest + 6)
  }

  /// An epoll set that holds the descriptor: a new one for level-triggered waits, the party's own for edges.
  private func watch(
    _ descriptor: Int32, _ events: UInt32, _ polling: Action.Polling, _ party: Party
  ) throws -> Int32 {
    if polling.edgeTriggered, let set = party.epoll { return set }
    let set = Int32(try prepare("epoll_create1", SystemCall(Int(CLINUX_EPOLL_CREATE), Int64(0o2000000)), party))
    let mask = polling.edgeTriggered ? events | 1 << 31 : events
    let event = arena.place(mask.memoryBytes + Int64(descriptor).memoryBytes)
    let call = SystemCall(Int(CLINUX_EPOLL_CTL), Int64(set), 1, Int64(descriptor), event)
    try prepare("epoll_ctl", call, party)
    if polling.edgeTriggered { party.epoll = set }
    return set
  }

  /// Asks poll once, without recording it: the bits that are set now.
  func readiness(of descriptor: Int32, _ party: Party, asking events: UInt32) -> UInt32 {
    arena.scratch {
      let interest = arena.place(descriptor.memoryBytes + UInt16(truncatingIfNeeded: events).memoryBytes + [0, 0])
      let time = arena.place([], length: 16)
      _ = party.caller.perform(SystemCall(Int(CLINUX_PPOLL), interest, 1, time, 0, 8), deadline: deadline)
      return UInt32(arena.integer(at: interest + 6, as: UInt16.self))
    }
  }
}
