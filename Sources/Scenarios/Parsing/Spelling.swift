/// Guesses what a slip of the pen meant.
enum Spelling {
  /// `; did you mean 'connect'?` where a known word is near, or nothing.
  static func hint(for word: some StringProtocol, among known: some Sequence<String>) -> String {
    nearest(to: word, among: known).map { "; did you mean '\($0)'?" } ?? ""
  }

  /// The known word that is nearest, if it is near: a third of the letters may be wrong.
  static func nearest(to word: some StringProtocol, among known: some Sequence<String>) -> String? {
    let letters = Array(word.lowercased().prefix(64))
    let ranked = known.map { ($0, distance(letters, Array($0.lowercased().prefix(64)))) }
    guard let best = ranked.min(by: { $0.1 < $1.1 }), best.1 <= max(1, letters.count / 3) else { return nil }
    return best.0
  }

  /// Letters that must be changed, added, dropped or swapped with their neighbour (Damerau 1964).
  private static func distance(_ one: [Character], _ other: [Character]) -> Int {
    var rows = [Array(0...other.count)]
    for i in one.indices {
      var row = [i + 1]
      for j in other.indices {
        var best = min(rows[i][j + 1] + 1, row[j] + 1, rows[i][j] + (one[i] == other[j] ? 0 : 1))
        if i > 0, j > 0, one[i] == other[j - 1], one[i - 1] == other[j] { best = min(best, rows[i - 1][j - 1] + 1) }
        row.append(best)
      }
      rows.append(row)
    }
    return rows[one.count][other.count]
  }
}
