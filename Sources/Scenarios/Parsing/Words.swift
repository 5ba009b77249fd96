/// The words of one step, taken from left to right; its errors name what was expected.
struct Words {
  private var rest: ArraySlice<Substring>

  init(_ text: some StringProtocol) {
    rest = Substring(text).split(whereSeparator: \.isWhitespace)[...]
  }

  /// A complaint about the words themselves; the file and line are added by who knows them.
  struct Problem: Error, Hashable {
    var text: String
    init(_ text: String) { self.text = text }

    /// A word that a vocabulary does not hold: what it may have meant, or else what is known.
    static func unknown(_ word: some StringProtocol, _ what: String, known: [String]) -> Problem {
      Problem(
        "'\(word)' is no \(what)\(Spelling.hint(for: word, among: known))")
    }
  }

  /// The next word, not taken.
  var next: Substring? { rest.first }
  /// Whether no word is left.
  var isEmpty: Bool { rest.isEmpty }

  /// Takes the next word, or says what was expected.
  mutating func take(_ expected: String) throws(Problem) -> Substring {
    guard let word = rest.popFirst() else { throw Problem("expected \(expected), found the end of the line") }
    return word
  }

  /// Takes the next word if it is `word`.
  mutating func take(if word: String) -> Bool {
    guard rest.first == word[...] else { return false }
    rest.removeFirst()
    return true
  }

  /// Takes a whole number.
  mutating func number(_ expected: String, in range: ClosedRange<Int>) throws(Problem) -> Int {
    let word = try take(expected)
    guard let value = Int(word), range.contains(value) else {
      throw Problem("expected \(expected) from \(range.lowerBound) to \(range.upperBound), found '\(word)'")
    }
    return value
  }

  /// Takes a word of a closed vocabulary.
  mutating func word<Word: CaseIterable & RawRepresentable>(
    of type: Word.Type, _ expected: String
  ) throws(Problem) -> Word where Word.RawValue == String {
    let found = try take(expected)
    guard let value = Word(rawValue: String(found)) else {
      throw Problem("expected \(expected), found '\(found)'\(Spelling.hint(for: found, among: Self.names(of: type)))")
    }
    return value
  }

  /// The number of a field `name=number`.
  static func integer<Value: FixedWidthInteger>(_ word: Substring, _ text: Substring) throws(Problem) -> Value {
    guard let value = Value(text) else {
      throw Problem("'\(word)': not a number from \(Value.min) to \(Value.max)")
    }
    return value
  }

  /// All words that are left.
  mutating func takeAll() -> [String] {
    defer { rest = [] }
    return rest.map(String.init)
  }

  /// Complains unless every word was taken.
  func end() throws(Problem) {
    guard let word = rest.first else { return }
    guard !word.hasPrefix("=") else {
      throw Problem("'\(word)': what must come of a step stands after ' = ', with a space on both sides")
    }
    throw Problem("'\(word)' was not expected here")
  }

  /// A vocabulary as a reader sees it.
  static func names<Word: CaseIterable & RawRepresentable>(of type: Word.Type) -> [String]
  where Word.RawValue == String {
    Word.allCases.map(\.rawValue).filter { !$0.isEmpty }
  }
}
