import Wire

/// All connections of a capture at once: starts them, lets each play its script, and writes what passes by.
struct Network {
  /// How long a capture becomes.
  enum Extent {
    case bytes(Int)
    case connections(Int)
  }

  private let kind: CaptureKind
  private let weights: UInt64
  private var random: RandomSource
  private var agenda = Agenda()
  private var conversations: [Conversation] = []
  private var free: [Int] = []
  var truth: Truth

  init(_ kind: CaptureKind, seed: UInt64) {
    self.kind = kind
    weights = kind.mix.map(\.weight).reduce(0, +)
    random = RandomSource(seed: seed)
    truth = Truth(mechanisms: kind.mix.map(\.script.name))
  }

  /// Plays connections into `writer` until `extent` is reached, then lets those under way end.
  mutating func play(_ extent: Extent, into writer: inout PacketWriter) throws(WriteError) {
    // 2026-01-01T00:00:00Z.
    var arrival: UInt64 = 1_767_225_600_000_000_000
    while !isReached(extent, writer.bytesWritten) {
      start(at: arrival)
      arrival &+= 1 &+ random.below(2 &* kind.gap)
      while let time = agenda.earliest, time < arrival { try goOn(&writer) }
    }
    while agenda.earliest != nil { try goOn(&writer) }
  }

  private func isReached(_ extent: Extent, _ bytes: Int) -> Bool {
    switch extent {
    case .bytes(let limit): bytes >= limit
    case .connections(let limit): truth.connections >= limit
    }
  }

  private mutating func start(at time: UInt64) {
    var conversation = Conversation(
      number: UInt32(truncatingIfNeeded: truth.connections), script: pickScript(), random: &random)
    truth.connections += 1
    conversation.goOn(kind, &random)
    let slot = free.popLast() ?? conversations.count
    if slot == conversations.count { conversations.append(conversation) } else { conversations[slot] = conversation }
    agenda.add(.init(time: time, conversation: slot))
  }

  private mutating func pickScript() -> Int {
    var choice = random.below(weights)
    for (index, entry) in kind.mix.enumerated() {
      if choice < entry.weight { return index }
      choice -= entry.weight
    }
    return 0
  }

  /// Writes the packet that comes first, and enters its conversation for the next one.
  private mutating func goOn(_ writer: inout PacketWriter) throws(WriteError) {
    guard let entry = agenda.takeEarliest() else { return }
    let slot = entry.conversation
    guard let line = conversations[slot].line else { return }
    try writer.write(conversations[slot].send(line, at: entry.time, kind, &random))
    truth.count(line, of: conversations[slot].script)
    conversations[slot].goOn(kind, &random)
    guard let next = conversations[slot].line else {
      free.append(slot)
      return
    }
    agenda.add(.init(time: entry.time &+ conversations[slot].duration(of: next.pause), conversation: slot))
  }
}
