import CaptureFiles
import Flows
import Wire

/// The road from bytes to resets, for libFuzzer: `make fuzz` links this target with its `main`.
///
/// The first byte chooses how the file is cut into windows; the rest is a capture file. The same bytes must give the
/// same frames through any window, so the entry reads them twice and compares.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  guard let start = unsafe start, count > 1 else { return 0 }
  let input = unsafe UnsafeRawBufferPointer(start: start, count: count)
  let file = unsafe Array(input.dropFirst())
  let whole = Walk(file, step: file.count)
  let pieces = Walk(file, step: Int(unsafe input[0]) + 1)
  precondition(whole.digest == pieces.digest, "windows make a difference")
  return 0
}

/// One walk over a file: frames to segments to flows and resets.
private struct Walk {
  /// What was seen, in a number: rows, bytes and resets.
  private(set) var digest = 0
  private var decoder = FrameDecoder(checksums: .all)
  private var table = FlowTable()

  init(_ file: [UInt8], step: Int) {
    var parser = CaptureParser()
    var base = 0
    var end = min(file.count, step)
    do {
      reading: while true {
        let window = Array(file[min(base, end)..<end])
        switch try parser.next(unsafe window.span.bytes, base: base, isFinal: end == file.count) {
        case .end: break reading
        case .item(let item): take(item, window)
        case .needsMore(let count):
          guard end < file.count else { break reading }
          base = min(parser.offset, end)
          end = min(file.count, max(parser.offset + count, end + step))
        }
      }
    } catch { note(error.offset) }
    finish()
  }

  private mutating func take(_ item: CaptureItem, _ window: [UInt8]) {
    switch item {
    case .frame(let frame, let range):
      note(frame.id.number &+ range.count)
      let decoded = decoder.decode(frame, unsafe window.span.extracting(range).bytes)
      switch decoded {
      case .segment(let segment): table.track(segment)
      case .icmp(let error): table.track(error)
      case .other(let skip): note(Int(skip.rawValue))
      }
    case .journal(let row, let range):
      note(row.number &+ (JournalEntry(exportFormat: Array(window[range]))?.fields.count ?? 0))
    case .row(let row, _): note(row.number)
    case .statistics(let statistics): note(Int(truncatingIfNeeded: statistics.dropped ?? 0))
    case .interface(let index): note(index)
    }
  }

  private mutating func finish() {
    decoder.giveUpFragments()
    while let segment = decoder.nextAbandonedSegment() { table.track(segment) }
    table.finish()
    note(table.flowCount)
    for reset in table.resets { note(reset.segment.frame.number) }
  }

  private mutating func note(_ number: Int) { digest = digest &* 31 &+ number }
}
