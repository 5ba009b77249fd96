/// The options that end a pcapng block: code, length, value padded to four bytes, until code 0 or the block's end.
struct BlockOptions {
  private(set) var position: Int
  let end: Int
  let isSwapped: Bool

  init(_ range: Range<Int>, isSwapped: Bool) {
    position = range.lowerBound
    end = range.upperBound
    self.isSwapped = isSwapped
  }

  /// The next option; nil at the end. A length beyond the block is damage.
  mutating func next(
    _ window: RawSpan
  ) throws(CaptureFileError.Problem) -> (code: UInt16, value: Range<Int>)? {
    guard position &+ 4 <= end else { return nil }
    let code = window.u16(position, swapped: isSwapped)
    let start = position &+ 4
    let length = Int(window.u16(position &+ 2, swapped: isSwapped))
    guard code != 0 else { return nil }
    guard start &+ length <= end else { throw .optionOverrun(code: code, length: length, available: end &- start) }
    position = start &+ (length &+ 3) / 4 * 4
    return (code, start..<start &+ length)
  }
}

extension RawSpan {
  /// Option text, its first KiB; malformed UTF-8 is repaired, and zeros that some writers add at the end are dropped.
  func text(_ range: Range<Int>) -> String {
    var bytes = array(range.prefix(1024))
    while bytes.last == 0 { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }
}
