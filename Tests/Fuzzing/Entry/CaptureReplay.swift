import CaptureFiles
import Flows
import Matches
import Recordings
import Reports
import Wire

/// Takes bytes through all that `rstscope analyze` does with a capture, without a file.
///
/// Bytes of any kind must come through: the only ways to stop are the end and damage that is named.
@safe struct CaptureReplay: ~Copyable {
  private var decoder = FrameDecoder(checksums: .all)
  private var analyzer = Analyzer(options: Self.options)
  /// A second capture of the same segments by a clock that shows anything, where the two are to be compared.
  private var other = Analyzer(options: Self.options)
  private let form: Form

  /// What is made of the findings.
  private enum Form: Int, CaseIterable { case text, markdown, json, comparison }

  private init(_ form: Form) { self.form = form }

  /// A table of few places: a short capture fills it, and making one for each input costs next to nothing.
  private static let options: Analyzer.Options = {
    var options = Analyzer.Options()
    options.table.maximumFlows = 64
    options.table.comfortableFlows = 16
    options.table.maximumPendingResets = 32
    return options
  }()

  /// Reads `capture` to its end or to its first damage, judges it, and renders the report in one of the textual forms or
  /// compares it: which one hangs on its length, since rendering takes longer than all the rest.
  static func run(_ capture: RawSpan) {
    var replay = CaptureReplay(Form(rawValue: capture.byteCount % Form.allCases.count) ?? .text)
    let whole = replay.walk(capture)
    // What a file says must not depend on how much of it is in memory.
    let pieces = readPiecewise(capture)
    if whole != pieces { fatalError("the capture read whole: \(whole), in pieces: \(pieces)") }
    replay.conclude()
  }

  /// Reads the capture as one window; the number of its rows and where reading stopped.
  private mutating func walk(_ capture: RawSpan) -> Ending {
    var parser = CaptureParser()
    while true {
      do {
        guard case .item(let item) = try parser.next(capture, base: 0, isFinal: true) else { return Ending(parser) }
        take(item, of: capture)
      } catch {
        return Ending(parser, error)
      }
    }
  }

  private mutating func take(_ item: CaptureItem, of capture: RawSpan) {
    switch item {
    case .frame(let frame, let bytes):
      take(decoder.decode(frame, capture.extracting(bytes)))
      while let further = decoder.nextOfFrame() { take(further) }
      while let segment = decoder.nextAbandonedSegment() { take(.segment(segment)) }
    case .journal(_, let bytes): take(journal: capture.extracting(bytes))
    case .row, .statistics, .interface: break
    }
  }

  private mutating func take(_ decoded: FrameDecoder.Decoded) {
    switch decoded {
    case .segment(var segment):
      analyzer.add(segment)
      guard form == .comparison else { return }
      segment.time = Timestamp(nanoseconds: segment.time.nanoseconds.byteSwapped)
      other.add(segment)
    case .icmp(let error): analyzer.add(error)
    case .other: break
    }
  }

  private mutating func take(journal bytes: RawSpan) {
    guard let entry = JournalEntry(exportFormat: bytes) else { return }
    switch try? RecordedEntry(entry) {
    case .call(let call): analyzer.add(call)
    case .kernelEvent(let event): analyzer.add(event)
    case .foreign, nil: break
    }
  }

  /// Ends the analysis and renders what came of it.
  private mutating func conclude() {
    decoder.giveUpFragments()
    while let segment = decoder.nextAbandonedSegment() { take(.segment(segment)) }
    let report = Report(toolVersion: "fuzz", findings: analyzer.finish())
    switch form {
    case .text: _ = TextReport(report).render()
    case .markdown: _ = MarkdownReport(report).render()
    case .json: JSONReport(report).write { (_: [UInt8]) in }
    case .comparison:
      let comparison = CaptureComparison(report.findings, other.finish())
      let page = ComparisonReport(toolVersion: "fuzz", names: ["one", "other"], comparison: comparison)
      _ = (page.text, page.json)
    }
  }
}

extension CaptureReplay {
  /// How far reading came.
  private struct Ending: Equatable {
    var rows: Int
    var offset: Int
    var damage: CaptureFileError?

    init(_ parser: CaptureParser, _ damage: CaptureFileError? = nil) {
      rows = parser.rows
      offset = parser.offset
      self.damage = damage
    }
  }

  /// Reads the capture as a pipe brings it, never more in memory than the parser asks for.
  private static func readPiecewise(_ capture: RawSpan) -> Ending {
    var parser = CaptureParser()
    var window = 0..<min(1, capture.byteCount)
    while true {
      do {
        let step = try parser.next(
          capture.extracting(window), base: window.lowerBound, isFinal: window.upperBound == capture.byteCount)
        guard case .needsMore(let count) = step else {
          if case .end = step { return Ending(parser) }
          continue
        }
        let start = min(parser.offset, capture.byteCount)
        window = start..<min(capture.byteCount, max(window.upperBound, start + count))
      } catch {
        return Ending(parser, error)
      }
    }
  }
}
