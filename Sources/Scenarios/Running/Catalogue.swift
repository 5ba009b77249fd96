import Causes
import Glibc

/// The scenarios that come with the program: a file each, `<cause>/<variant>.yaml`.
public struct Catalogue: Sendable {
  /// The kernel that the declarations were made on.
  static let kernel = KernelVersion(numbers: [6, 18])

  /// All of them, by cause in the order of ``Cause``, then by variant.
  public let scenarios: [Scenario]

  /// Reads the catalogue that lies beside the program.
  public init() throws { try self.init(folder: try Self.folder()) }

  /// Reads every `*.yaml` one folder below `folder`.
  public init(folder: String) throws {
    var all: [Scenario] = []
    for cause in Cause.allCases {
      let path = "\(folder)/\(cause.rawValue)"
      for file in Self.entries(path).filter({ $0.hasSuffix(".yaml") }).sorted() {
        all += try Self.load("\(path)/\(file)", name: "\(cause.rawValue)/\(file.dropLast(".yaml".count))")
      }
    }
    scenarios = all.map { scenario in
      var scenario = scenario
      scenario.kernel = Self.kernel
      return scenario
    }
  }

  /// Reads one file of a user's own.
  public static func load(_ path: String, name: String? = nil) throws -> [Scenario] {
    guard let text = SmallFile.read(path, limit: Scenario.longestFile + 1) else {
      throw ScenarioError.unreadable(path: path, problem: NetworkNamespace.text(of: errno))
    }
    let file = path.split(separator: "/").last.map(String.init) ?? path
    return try Scenario.parse(yaml: text, name: name ?? String(file.prefix { $0 != "." }), path: path)
  }

  /// The scenarios that a name stands for: one, all of a cause, or all (`nil`).
  public func scenarios(named name: String?) throws -> [Scenario] {
    guard let name else { return scenarios }
    let found = scenarios.filter { $0.name == name || $0.name.hasPrefix(name + "/") }
    guard found.isEmpty else { return found }
    let names = Set(scenarios.map(\.name)).union(Cause.allCases.map(\.rawValue))
    let near = Spelling.ranked(name, names)
    let similar = near.isEmpty ? scenarios.map(\.name).filter { $0.contains(name) } : near
    throw ScenarioError.unknown(name: name, similar: Array(similar.prefix(3)))
  }

  /// Beside the program where the build puts resources, or where an installation would.
  private static func folder() throws -> String {
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = unsafe buffer.withUnsafeMutableBytes { bytes -> Int in
      guard let base = unsafe bytes.bindMemory(to: CChar.self).baseAddress else { return -1 }
      return unsafe readlink("/proc/self/exe", base, bytes.count)
    }
    guard count > 0 else { throw ScenarioError.unreadable(path: "/proc/self/exe", problem: "cannot be read") }
    let program = String(decoding: buffer[..<count], as: UTF8.self)
    let directory = program[..<(program.lastIndex(of: "/") ?? program.startIndex)]
    let places = ["\(directory)/rstscope_Scenarios.resources/Catalogue", "\(directory)/../share/rstscope/Catalogue"]
    guard let found = places.first(where: { unsafe access($0, R_OK) == 0 }) else {
      throw ScenarioError.unreadable(
        path: places[0], problem: "the catalogue is not there; keep it beside the program")
    }
    return found
  }

  private static func entries(_ path: String) -> [String] {
    guard let directory = unsafe opendir(path) else { return [] }
    defer { unsafe closedir(directory) }
    var names: [String] = []
    while let entry = unsafe readdir(directory) {
      names.append(
        unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
          unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        })
    }
    return names
  }
}

extension Scenario {
  /// The file that it was read from, as it stands there.
  ///
  /// - Throws: ``ScenarioError/unreadable(path:problem:)``.
  public var file: String {
    get throws {
      guard let text = SmallFile.read(path, limit: Self.longestFile) else {
        throw ScenarioError.unreadable(path: path, problem: NetworkNamespace.text(of: errno))
      }
      return text
    }
  }
}
