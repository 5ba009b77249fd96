import Wire

/// Numbers, letters and windows, in Zeek's order (`TCPSessionAdapter::Process`).
extension ZeekStory {
  @inline(__always)
  mutating func takeNumbers(
    _ step: inout Step, _ endpoint: inout ZeekEndpoint, _ peer: ZeekEndpoint, _ fromLow: Bool
  ) {
    let first = step.segment.sequenceNumber.rawValue
    endpoint.begin(step.flags, first, step.end)
    let relative = endpoint.relative(first, reference: endpoint.last, wraps: endpoint.lastWraps)
    (step.relative, step.isBelowStart) = (relative.value, relative.isBelow)
    addLetters(step, &endpoint, fromLow)
    if step.segment.window == 0, !step.flags.contains(.rst), peer.state != .closed, endpoint.state != .reset {
      endpoint.zeroWindows &+= 1
      addScaled(UInt8(ascii: "W"), endpoint.zeroWindows, fromLow)
    }
    if step.flags.contains(.fin) {
      endpoint.marks.insert(.fin)
      endpoint.finEnd = step.relative &+ UInt64(step.end &- first)
    }
  }

  @inline(__always)
  private mutating func addLetters(_ step: Step, _ endpoint: inout ZeekEndpoint, _ fromLow: Bool) {
    let isOriginator = fromLow == originatorIsLow
    switch step.flags.intersection([.syn, .fin, .rst]) {
    case []: addPlainLetter(step, fromLow)
    case .syn:
      let letter = step.flags.contains(.ack) ? UInt8(ascii: "H") : UInt8(ascii: "S")
      repeatLetter(.syn, letter, step.relative, &endpoint.lastSYN, isOriginator)
    case .fin:
      repeatLetter(
        .fin, UInt8(ascii: "F"), step.relative &+ UInt64(step.segment.payloadLength), &endpoint.lastFIN, isOriginator)
    case .rst: repeatLetter(.rst, UInt8(ascii: "R"), step.relative, &endpoint.lastRST, isOriginator)
    case let flags where flags.isSuperset(of: [.fin, .rst]):
      _ = history.check(.finAndRST, UInt8(ascii: "I"), isOriginator: isOriginator)
    default: _ = history.check(.multipleFlags, UInt8(ascii: "Q"), isOriginator: isOriginator)
    }
  }

  private mutating func repeatLetter(
    _ kind: ZeekHistory.Kind, _ letter: UInt8, _ number: UInt64, _ last: inout UInt64, _ isOriginator: Bool
  ) {
    if history.check(kind, letter, isOriginator: isOriginator), number != last {
      history.add(letter, isOriginator: isOriginator)
    }
    last = number
  }

  @inline(__always)
  private mutating func addPlainLetter(_ step: Step, _ fromLow: Bool) {
    let hasPayload = step.segment.payloadLength > 0
    guard hasPayload || step.flags.contains(.ack) else { return }
    if history.isLoneSYNACK {
      // Traffic after a lone SYN+ACK: no stealth scan, so its sender is the responder after all.
      flip()
      history.replaceLoneSYNACK()
      sawOriginator = true
    }
    _ = history.check(
      hasPayload ? .data : .acknowledgment, hasPayload ? UInt8(ascii: "D") : UInt8(ascii: "A"),
      isOriginator: fromLow == originatorIsLow)
  }
}
