public import Wire

/// A walk over ordinary records of a pcap file: part of the loop of whoever reads them.
@frozen @usableFromInline
struct PcapRecords: BitwiseCopyable {
  /// Where in the window the next record begins.
  @usableFromInline var position: Int
  /// The latest frame.
  @usableFromInline var id: FrameID
  @usableFromInline let unit: Int64
  @usableFromInline let headerLength: Int
  @usableFromInline let linkType: LinkType

  init(position: Int, id: FrameID, unit: Int64, headerLength: Int, linkType: LinkType) {
    (self.position, self.id, self.unit) = (position, id, unit)
    (self.headerLength, self.linkType) = (headerLength, linkType)
  }

  /// The next record that lies whole in `window` and is of a length that can be; nil where the next one is not, or is not
  /// there. One look at the length stands for the checks of a whole record header.
  @inlinable @inline(__always)
  mutating func next(_ window: RawSpan, swapped isSwapped: Bool) -> (frame: Frame, bytes: Range<Int>)? {
    let begin = position
    guard begin >= 0, begin &+ headerLength <= window.byteCount else { return nil }
    let captured = window.unchecked32(begin &+ 8, swapped: isSwapped)
    let start = begin &+ headerLength
    let end = start &+ Int(captured)
    guard captured <= CaptureParser.maximumPacketLength, end <= window.byteCount else { return nil }
    id = id.next
    position = end
    let nanoseconds =
      Int64(window.unchecked32(begin, swapped: isSwapped)) &* 1_000_000_000
      &+ Int64(window.unchecked32(begin &+ 4, swapped: isSwapped)) &* unit
    let frame = Frame(
      id: id, time: Timestamp(nanoseconds: nanoseconds), linkType: linkType, capturedLength: captured,
      originalLength: window.unchecked32(begin &+ 12, swapped: isSwapped))
    return (frame, unsafe Range(uncheckedBounds: (start, end)))
  }
}
