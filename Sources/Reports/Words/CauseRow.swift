import Causes
import Matches
import Wire

/// One cause in a report of many resets.
struct CauseRow {
  /// `no-listener`, or `unexplained`.
  var name: String
  /// How many resets and failures.
  var count: Int
  /// How many of them are settled; the others are the likeliest of a tie. Nil where no rule reached them.
  var settled: Int?
  /// The first one's frame; nil where they are failures without a RST.
  var example: FrameID?
  /// From the first to the last one, in seconds since the capture's first reset.
  var span: String?

  /// The causes of a tally, most frequent first.
  static func rows(of tally: Tally) -> [CauseRow] {
    var rows = tally.causes.map { cause, count in
      CauseRow(cause: cause, count: count, settled: tally.settled[cause] ?? 0, in: tally)
    }
    rows.sort { $0.count != $1.count ? $0.count > $1.count : $0.name < $1.name }
    if tally.unexplained > 0 { rows.append(CauseRow(cause: nil, count: tally.unexplained, settled: nil, in: tally)) }
    return rows
  }

  /// How many are settled, in a word: `all`, `none`, or their number.
  var settledWord: String {
    switch settled {
    case nil: ""
    case count: "all"
    case 0: "none"
    case .some(let settled): Sentences.grouped(settled)
    }
  }

  private init(cause: Cause?, count: Int, settled: Int?, in tally: Tally) {
    name = cause?.rawValue ?? "unexplained"
    self.count = count
    self.settled = settled
    guard let own = tally.spans[cause], let start = tally.firstTime else { return }
    example = own.example
    span = Seconds.span(from: start, own.firstTime, own.lastTime)
  }
}

extension Group {
  /// `0.3s–14s`, since `start`.
  func span(from start: Timestamp) -> String { Seconds.span(from: start, firstTime, lastTime) }
}

extension Seconds {
  /// `0.3s–14s`, since `start`.
  static func span(from start: Timestamp, _ first: Timestamp, _ last: Timestamp) -> String {
    "\(short(from: start, to: first))–\(short(from: start, to: last))"
  }

  /// In the unit that fits: `0.4s`, `60s`, `12m`, `30h`.
  static func short(from start: Timestamp, to end: Timestamp) -> String {
    let tenths = start.nanoseconds(until: end) / 100_000_000
    if tenths < 100 { return "\(tenths / 10).\((tenths % 10).magnitude)s" }
    if tenths < 6000 { return "\(tenths / 10)s" }
    if tenths < 360_000 { return "\(tenths / 600)m" }
    return "\(tenths / 36_000)h"
  }
}
