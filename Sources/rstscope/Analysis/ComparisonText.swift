import Matches

/// What two captures of one incident tell together, as text.
struct ComparisonText {
  private let comparison: CaptureComparison
  private let names: [String]

  /// Prepares a text; `names` are the two files.
  init(_ comparison: CaptureComparison, names: [String]) {
    self.comparison = comparison
    self.names = names
  }

  /// The text.
  var text: String {
    (["\(names[0]) | \(names[1])"] + comparison.lines).joined(separator: "\n") + "\n"
  }
}
