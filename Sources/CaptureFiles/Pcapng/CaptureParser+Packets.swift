import Wire

extension CaptureParser {
  /// Interface, time in two halves, two lengths, bytes, options.
  @inline(__always)
  mutating func enhancedPacket(_ window: RawSpan, _ body: Range<Int>) throws(CaptureFileError) -> CaptureItem? {
    guard body.count >= 20 else { throw fail(.truncated(needed: 32, available: body.count &+ 12)) }
    let start = body.lowerBound
    let units =
      UInt64(window.u32(start &+ 4, swapped: isSwapped)) << 32 | UInt64(window.u32(start &+ 8, swapped: isSwapped))
    return try packet(
      interface: window.u32(start, swapped: isSwapped), units: units,
      captured: window.u32(start &+ 12, swapped: isSwapped), original: window.u32(start &+ 16, swapped: isSwapped),
      start &+ 20..<body.upperBound, window, hasOptions: true)
  }

  /// The obsolete form: a short interface number and a count of drops.
  mutating func obsoletePacket(_ window: RawSpan, _ body: Range<Int>) throws(CaptureFileError) -> CaptureItem? {
    guard body.count >= 20 else { throw fail(.truncated(needed: 32, available: body.count &+ 12)) }
    let start = body.lowerBound
    let units =
      UInt64(window.u32(start &+ 4, swapped: isSwapped)) << 32 | UInt64(window.u32(start &+ 8, swapped: isSwapped))
    return try packet(
      interface: UInt32(window.u16(start, swapped: isSwapped)), units: units,
      captured: window.u32(start &+ 12, swapped: isSwapped), original: window.u32(start &+ 16, swapped: isSwapped),
      start &+ 20..<body.upperBound, window, hasOptions: true)
  }

  /// The short form: of interface 0, without a time, as long as the snap length allows.
  mutating func simplePacket(_ window: RawSpan, _ body: Range<Int>) throws(CaptureFileError) -> CaptureItem? {
    guard body.count >= 4 else { throw fail(.truncated(needed: 16, available: body.count &+ 12)) }
    let original = window.u32(body.lowerBound, swapped: isSwapped)
    guard clocks.count > firstInterface else { throw fail(.unknownInterface(0)) }
    let snapLength = clocks[firstInterface].snapLength
    let captured = min(original, snapLength == 0 ? .max : snapLength, UInt32(clamping: body.count &- 4))
    return try packet(
      interface: 0, units: 0, captured: captured, original: original, body.lowerBound &+ 4..<body.upperBound,
      window, hasOptions: false)
  }

  @inline(__always)
  private mutating func packet(
    interface: UInt32, units: UInt64, captured: UInt32, original: UInt32, _ rest: Range<Int>,
    _ window: RawSpan, hasOptions: Bool
  ) throws(CaptureFileError) -> CaptureItem? {
    let index = firstInterface &+ Int(interface)
    guard index < clocks.count else { throw fail(.unknownInterface(interface)) }
    let clock = clocks[index]
    guard Int(captured) <= rest.count else {
      throw fail(.truncated(needed: Int(captured), available: rest.count))
    }
    let limit = Self.maximumPacketLength(clock.linkType)
    if captured > limit { throw fail(.impossibleLength(UInt64(captured), limit: limit)) }
    let padded = (Int(captured) &+ 3) & ~3
    if hasOptions, padded < rest.count {
      var options = BlockOptions(rest.lowerBound &+ padded..<rest.upperBound, isSwapped: isSwapped)
      while try next(&options, window) != nil {}
    }
    let frame = Frame(
      id: nextRow(), time: clock.resolution.timestamp(units), linkType: clock.linkType,
      interface: UInt32(truncatingIfNeeded: index), capturedLength: captured, originalLength: original)
    return .frame(frame, bytes: rest.lowerBound..<rest.lowerBound &+ Int(captured))
  }
}
