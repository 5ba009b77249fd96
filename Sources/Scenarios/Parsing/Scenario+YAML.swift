import Causes
import Wire
import Yams

extension Scenario {
  /// The longest file that is read, in bytes.
  static let longestFile = 256 * 1024

  /// Reads the scenarios of one file: one, or two where it asks for IPv4 and IPv6.
  ///
  /// - Throws: ``ScenarioError/invalid(path:line:field:problem:)``.
  public static func parse(yaml: String, name: String, path: String) throws -> [Scenario] {
    guard yaml.utf8.count <= longestFile else {
      throw ScenarioError.invalid(path: path, line: 1, field: "file", problem: "longer than \(longestFile) bytes")
    }
    let reader = FieldReader(path: path)
    let root: Node?
    do { root = try compose(yaml: yaml) } catch { throw reader.error(from: error) }
    guard let root, let mapping = root.mapping else {
      throw reader.error(at: root, field: "file", "expected fields such as 'title:' and 'steps:'")
    }
    let first = try Scenario(mapping, reader: reader, name: name)
    let families = try reader.families(mapping)
    return families.map { family in
      var scenario = first
      scenario.family = family
      if families.count > 1, family == .ipv6 { scenario.name += "-ipv6" }
      return scenario
    }
  }

  private init(_ fields: Node.Mapping, reader: FieldReader, name: String) throws {
    try reader.refuseUnknown(fields, known: Self.fieldNames)
    self.name = name
    path = reader.path
    title = try reader.text(fields, "title") ?? name
    teaches = try reader.text(fields, "teaches") ?? ""
    family = .ipv4
    network = try reader.word(fields, "network") ?? .loopback
    needs = try reader.words(fields, "needs") ?? []
    processes = try reader.texts(fields, "processes") ?? []
    notReproducible = try reader.text(fields, "not-reproducible")
    kernelDifferences = try reader.kernelDifferences(fields)
    steps = try reader.steps(fields, required: notReproducible == nil)
    failures = try reader.words(fields, "failures")
    try reader.checkNames(in: steps)
  }

  /// The fields of a file, in the order in which the documentation explains them.
  static let fieldNames = [
    "title", "teaches", "addresses", "network", "needs", "processes", "not-reproducible", "kernel-differs", "steps",
    "failures",
  ]
}
