import CaptureFiles
import Matches
import Reports

/// Takes bytes through all that `rstscope analyze` does with a capture, without a file.
///
/// Bytes of any kind must come through: the only ways to stop are the end and damage that is named.
@safe struct CaptureReplay: ~Copyable {
  private var road: ReplayRoad
  /// What the first is held against.
  private var other: ReplayRoad
  private let form: Form

  /// What is made of the findings.
  private enum Form: Int, CaseIterable { case text, markdown, json, comparison }

  private init(_ form: Form) {
    self.form = form
    road = ReplayRoad(form == .json ? .swift : .thorough)
    other = ReplayRoad(form == .json ? .plain : .wrongClock)
  }

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
        road.take(item, of: capture)
        if form == .json || form == .comparison { other.take(item, of: capture) }
      } catch {
        return Ending(parser, error)
      }
    }
  }

  /// Ends the analysis and renders what came of it.
  private mutating func conclude() {
    let report = Report(toolVersion: "fuzz", findings: road.finish())
    switch form {
    case .text: _ = TextReport(report).render()
    case .markdown: _ = MarkdownReport(report).render()
    case .json:
      let (swift, plain) = (Self.json(report), Self.json(Report(toolVersion: "fuzz", findings: other.finish())))
      if swift != plain { fatalError("by the swift road: \(swift)\nby the plain one: \(plain)") }
    case .comparison:
      let comparison = CaptureComparison(report.findings, other.finish())
      let page = ComparisonReport(toolVersion: "fuzz", names: ["one", "other"], comparison: comparison)
      _ = (page.text, page.json)
    }
  }

  private static func json(_ report: Report) -> String {
    var bytes: [UInt8] = []
    JSONReport(report).write { bytes += $0 }
    return String(decoding: bytes, as: UTF8.self)
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
