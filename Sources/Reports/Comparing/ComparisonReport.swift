public import Matches
import Wire

/// What two captures of one incident tell together, for renderers.
public struct ComparisonReport: Sendable {
  /// The version of the tool.
  public var toolVersion: String
  /// The two files.
  public var names: [String]
  /// The captures laid beside each other.
  public internal(set) var comparison: CaptureComparison

  /// The schema of the JSON form; its number rises when a field is renamed or dropped.
  public static let schema = "rstscope.comparison/1"

  /// Assembles a report; `names` are the two files.
  public init(toolVersion: String, names: [String], comparison: CaptureComparison) {
    self.toolVersion = toolVersion
    self.names = names
    self.comparison = comparison
  }

  /// How often each fate was met, in the order of ``Crossing/Fate``.
  var counts: [(fate: Crossing.Fate, count: Int)] {
    Crossing.Fate.allCases.map { fate in (fate, comparison.crossings.count { $0.fate == fate }) }
  }
}

extension Crossing {
  /// `frame 8 | —`: where the RST stands in the first and in the second capture.
  var place: String {
    let words = [first, second].map { $0.map { "frame \($0.number)" } ?? "—" }
    return words.joined(separator: " | ")
  }
}
