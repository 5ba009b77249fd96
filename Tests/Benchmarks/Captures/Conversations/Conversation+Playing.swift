import Wire

extension Conversation {
  /// Finds the next line: ``line`` is nil at the end of the script.
  mutating func goOn(_ kind: CaptureKind, _ random: inout RandomSource) {
    let steps = kind.mix[script].script.steps
    line = nil
    while line == nil, step < steps.count {
      switch steps[step] {
      case .send(let next):
        line = next
        step += 1
      case .transfer(let side): transfer(from: side, kind, &random)
      case .again(let back, let chance): step = random.happens(chance) ? step - back : step + 1
      case .reincarnate:
        client.next = UInt32(truncatingIfNeeded: random.bits())
        server.next = UInt32(truncatingIfNeeded: random.bits())
        step += 1
      }
    }
  }

  /// The next segment of a transfer, or the step after it.
  private mutating func transfer(from side: Side, _ kind: CaptureKind, _ random: inout RandomSource) {
    if owesAck {
      owesAck = false
      line = Line(sender: side.other, flags: .ack, pause: .microseconds(40))
      if left == 0 { step += 1 }
      return
    }
    if left == 0 { left = 1 + Int(random.below(kind.longestTransfer)) }
    left -= 1
    line = Line(sender: side, flags: left == 0 ? [.psh, .ack] : .ack, payload: .large, pause: .microseconds(12))
    owesAck = left.isMultiple(of: 2)
  }

  /// How long a pause is here, in nanoseconds.
  func duration(of pause: Line.Pause) -> UInt64 {
    switch pause {
    case .microseconds(let count): count &* 1_000
    case .crossing: roundTrip / 2
    case .seconds(let count): count &* 1_000_000_000
    }
  }

  /// Makes the packet of a line and moves the sender's numbers on.
  mutating func send(
    _ line: Line, at time: UInt64, _ kind: CaptureKind, _ random: inout RandomSource
  ) -> Packet {
    let length = payloadLength(line, kind, &random)
    var sender = self[line.sender]
    let packet = Packet(
      time: time, source: sender, destination: self[line.sender.other], isIPv6: isIPv6,
      sequence: sequence(line, of: sender), flags: line.flags, payloadLength: length,
      hasTimestamps: hasTimestamps, isFromBetween: line.isFromBetween, unsent: line.unsent)
    if case .next = line.sequence, !line.isFromBetween {
      sender.next &+= UInt32(length)
      if line.flags.contains(.syn) || line.flags.contains(.fin) { sender.next &+= 1 }
      if length > 0 { sender.lastLength = UInt32(length) }
    }
    sender.identification &+= 1
    self[line.sender] = sender
    return packet
  }

  private func sequence(_ line: Line, of sender: End) -> UInt32 {
    switch line.sequence {
    case .next: sender.next
    case .again: sender.next &- sender.lastLength &- 1
    case .back(let count): sender.next &- count
    case .ahead(let count): sender.next &+ count
    case .zero: 0
    }
  }

  private func payloadLength(_ line: Line, _ kind: CaptureKind, _ random: inout RandomSource) -> Int {
    if case .again = line.sequence { return Int(self[line.sender].lastLength) }
    switch line.payload {
    case .none: return 0
    case .request: return Int(1 &+ random.below(2 &* kind.payload.request))
    case .large: return Int(random.happens(128) ? kind.payload.large : 1 &+ random.below(kind.payload.large))
    }
  }
}
