/// What is wrong with a recorded call or event, or with a list of calls.
public enum RecordingError: Error, Hashable, Sendable {
  /// A journal entry of ours lacks a field.
  case missingField(String)
  /// A journal entry of ours has a field that cannot be read.
  case unreadableField(name: String, value: String)
  /// A line of a `--calls` file is no JSON; the column counts bytes from 1.
  case notJSON(line: Int, column: Int, expected: String)
  /// A line of a `--calls` file lacks a key, or has it in another form.
  case badKey(line: Int, key: String, expected: String)
}

extension RecordingError: CustomStringConvertible {
  /// What went wrong, where, and what was expected.
  public var description: String {
    switch self {
    case .missingField(let name): "a recorded entry has no field \(name)"
    case .unreadableField(let name, let value): "a recorded entry's field \(name) cannot be read: '\(value)'"
    case .notJSON(let line, let column, let expected): "line \(line), column \(column): expected \(expected)"
    case .badKey(let line, let key, let expected): "line \(line): \"\(key)\" must be \(expected)"
    }
  }
}
