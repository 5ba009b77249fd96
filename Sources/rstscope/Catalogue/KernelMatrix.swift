import Foundation

/// What one kernel did in every scenario, read from a report of `rstscope run --format json`.
struct KernelMatrix: Decodable {
  private var host: Host?
  private var scenarios: [Outcome]?

  private struct Host: Decodable { var kernel: String }

  private struct Outcome: Decodable {
    var name: String
    var status: String
    var observed: Observed?

    struct Observed: Decodable { var conversation: [String]? }

    /// What was seen, without the numbers of descriptors that calls handed out: they differ from run to run.
    var lines: [String] {
      (observed?.conversation ?? []).map { line in
        let words = line.split(separator: " ")
        let handsOut = words.dropFirst().first.map { ["accept", "dup", "socket"].contains($0) } ?? false
        guard handsOut, let last = words.last, Int(last) != nil else { return line }
        return line.dropLast(last.count) + "fd"
      }
    }
  }

  /// Reads a report.
  ///
  /// - Throws: ``NotDone`` where it is no report of a run.
  init(path: String) throws(NotDone) {
    do {
      self = try JSONDecoder().decode(Self.self, from: Data(contentsOf: URL(filePath: path)))
    } catch {
      throw NotDone("\(path): not a JSON report", remedy: "make one with: rstscope run --format json --output \(path)")
    }
    guard scenarios != nil else {
      throw NotDone("\(path): a report without scenarios", remedy: "make one with: rstscope run --format json")
    }
  }

  /// What differs between two kernels, a scenario after the other; says so if nothing does.
  func differences(from other: KernelMatrix) -> String {
    let (mine, theirs) = (byName, other.byName)
    let names = Set(mine.keys).union(theirs.keys).sorted()
    let blocks = names.compactMap { Self.difference(of: $0, mine[$0], theirs[$0]) }
    let title = "\(kernel) against \(other.kernel): "
    guard !blocks.isEmpty else { return title + "\(names.count) scenarios, no difference\n" }
    return title + "\(blocks.count) of \(names.count) scenarios differ\n\n" + blocks.joined(separator: "\n")
  }

  private var kernel: String { host.map { "Linux \($0.kernel)" } ?? "an unnamed kernel" }

  private var byName: [String: Outcome] {
    Dictionary((scenarios ?? []).map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  private static func difference(of name: String, _ left: Outcome?, _ right: Outcome?) -> String? {
    guard let left, let right else { return "\(name): only in one of the two\n" }
    let (before, after) = (left.lines, right.lines)
    guard left.status != right.status || before != after else { return nil }
    var lines = ["\(name): \(left.status), \(right.status)"]
    for change in after.difference(from: before) {
      switch change {
      case .remove(let offset, let line, _): lines.append("  - \(offset + 1): \(line)")
      case .insert(let offset, let line, _): lines.append("  + \(offset + 1): \(line)")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
