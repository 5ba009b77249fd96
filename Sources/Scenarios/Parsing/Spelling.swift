/// Guesses what a slip of the pen meant.
enum Spelling {
  /// `; did you mean 'connect'?` where a known word is near, or else all that are known.
  static func hint(for word: some StringProtocol, among known: [String], listed: String? = nil) -> String {
    let near = nearest(to: word, among: known).map { "; did you mean '\($0)'?" }
    return near ?? "; known: \(listed ?? known.joined(separator: ", "))"
  }

  /// The known word that is nearest, if it is near: a third of the letters may be wrong, or its end be missing.
  static func nearest(to word: some StringProtocol, among known: some Sequence<String>) -> String? {
    ranked(word, known).first
  }

  /// The known words that are near, the nearest first.
  static func ranked(_ word: some StringProtocol, _ known: some Sequence<String>) -> [String] {
    let letters = Array(word.lowercased().prefix(64))
    guard !letters.isEmpty else { return [] }
    let limit = max(1, letters.count / 3)
    let distances = known.map { name -> (String, Int) in
      let other = Array(name.lowercased().prefix(64))
      let isBeginning = letters.count > 2 && other.starts(with: letters)
      return (name, isBeginning ? 1 : distance(letters, other))
    }
    return distances.filter { $0.1 <= limit }.sorted { ($0.1, $0.0) < ($1.1, $1.0) }.map(\.0)
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
