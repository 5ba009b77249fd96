/// What is wrong with a scenario's file, or what a machine refuses to a run.
public enum ScenarioError: Error, Hashable, Sendable {
  /// The text is wrong at a line, in a field.
  case invalid(path: String, line: Int, field: String, problem: String)
  /// No file, folder, cause or scenario bears the name.
  case unknown(name: String, similar: [String])
  /// A file could not be read.
  case unreadable(path: String, problem: String)
  /// The machine refuses a namespace: what was refused, and what mends it.
  case refused(what: String, remedy: String)
  /// Something was found that must never be: a privileged step outside a private namespace.
  case unsafe(String)
  /// A step could not be carried out; the file by its last name.
  case failed(file: String, line: Int, step: String, problem: String)
}

extension ScenarioError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .invalid(let path, let line, let field, let problem): "\(path):\(line): \(field): \(problem)"
    case .unknown(let name, let similar):
      "no scenario, cause or file '\(name)'"
        + (similar.isEmpty ? "" : "; did you mean \(similar.joined(separator: " or "))?")
    case .unreadable(let path, let problem): "\(path): \(problem)"
    case .refused(let what, _): what
    case .unsafe(let problem): problem
    case .failed(let file, let line, let step, let problem): "\(file):\(line): \(step): \(problem)"
    }
  }

  /// What the user can do about it, or nil.
  public var remedy: String? {
    switch self {
    case .refused(_, let remedy): remedy
    case .unknown: "`rstscope scenarios` lists them; a file of your own is named with its path, as in ./mine.yaml"
    case .invalid, .unreadable, .unsafe, .failed: nil
    }
  }
}
