import Yams

/// Takes typed values from YAML; its errors name file, line and field.
struct FieldReader {
  /// The file, as the user named it.
  let path: String

  /// A complaint about a node.
  func error(at node: Node?, field: String, _ problem: String) -> ScenarioError {
    .invalid(path: path, line: node?.mark?.line ?? 1, field: field, problem: problem)
  }

  /// What the YAML parser itself complained of.
  func error(from error: any Error) -> ScenarioError {
    switch error as? YamlError {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      .invalid(path: path, line: mark.line, field: "YAML", problem: problem)
    case .duplicatedKeysInMapping(let keys, let context):
      .invalid(
        path: path, line: context.mark.line, field: keys.joined(separator: ", "), problem: "stands here more than once")
    case .none: .invalid(path: path, line: 1, field: "YAML", problem: String(describing: error))
    case .some(let other): .invalid(path: path, line: 1, field: "YAML", problem: String(describing: other))
    }
  }

  /// A text.
  func text(_ fields: Node.Mapping, _ name: String) throws -> String? {
    guard let node = fields[name] else { return nil }
    guard let scalar = node.scalar else { throw error(at: node, field: name, "expected a text") }
    return Self.trimmed(scalar.string)
  }

  /// A list of texts; one alone may stand without brackets.
  func texts(_ fields: Node.Mapping, _ name: String) throws -> [String]? {
    guard let node = fields[name] else { return nil }
    return try items(node, name).map { item in
      guard let scalar = item.scalar else { throw error(at: item, field: name, "expected a text") }
      return Self.trimmed(scalar.string)
    }
  }

  /// The items of a list; something alone is a list of one.
  func items(_ node: Node, _ name: String) throws -> [Node] {
    if let sequence = node.sequence { return Array(sequence) }
    guard node.mapping == nil else { throw error(at: node, field: name, "expected a list: begin each item with '- '") }
    return [node]
  }

  /// A word of a closed vocabulary.
  func word<Word: CaseIterable & RawRepresentable>(
    _ fields: Node.Mapping, _ name: String
  ) throws -> Word? where Word.RawValue == String {
    let found: [Word]? = try words(fields, name)
    return found?.first
  }

  /// Words of a closed vocabulary.
  func words<Word: CaseIterable & RawRepresentable>(
    _ fields: Node.Mapping, _ name: String
  ) throws -> [Word]? where Word.RawValue == String {
    guard let node = fields[name] else { return nil }
    return try items(node, name).map { item in
      let text = item.scalar.map { Self.trimmed($0.string) } ?? ""
      guard let word = Word(rawValue: text) else {
        let hint = Spelling.hint(for: text, among: Words.names(of: Word.self))
        throw error(at: item, field: name, "'\(text)' is not known here\(hint)")
      }
      return word
    }
  }

  /// Complains about a field that nobody reads: most often a slip of the pen.
  func refuseUnknown(_ fields: Node.Mapping, known: [String]) throws {
    for (key, _) in fields {
      let name = key.scalar?.string ?? "?"
      guard known.contains(name) else {
        let hint = Spelling.hint(for: name, among: known)
        throw error(at: key, field: name, "no such field here\(hint)")
      }
    }
  }

  /// Runs `body` on a text, and gives its complaint the line and the field.
  func reading<Value>(_ node: Node, _ field: String, _ body: () throws -> Value) throws -> Value {
    do { return try body() } catch let problem as Words.Problem { throw error(at: node, field: field, problem.text) }
  }

  static func trimmed(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
