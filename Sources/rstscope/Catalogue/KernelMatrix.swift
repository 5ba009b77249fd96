import Foundation

/// What one kernel did in every scenario, read from a report of `rstscope run --format json`.
struct KernelMatrix: Decodable {
  private var host: Host?
  private var scenarios: [Outcome]?

  private struct Host: Decodable { var kernel: String }

  /// Reads a report.
  ///
  /// - Throws: ``NotDone`` where it cannot be read, or is no report of a run.
  init(path: String) throws(NotDone) {
    let bytes = Data(try WholeFile.read(path))
    do {
      self = try JSONDecoder().decode(Self.self, from: bytes)
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
    return title + "\(blocks.count) of \(names.count) scenarios differ\n\n--- \(kernel)\n+++ \(other.kernel)\n\n"
      + blocks.joined(separator: "\n")
  }

  private var kernel: String { host.map { "Linux \($0.kernel)" } ?? "an unnamed kernel" }

  private var byName: [String: Outcome] {
    Dictionary((scenarios ?? []).map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  private static func difference(of name: String, _ left: Outcome?, _ right: Outcome?) -> String? {
    guard let left, let right else { return "\(name)\n  only in \(left == nil ? "the second" : "the first") report\n" }
    let (before, after) = (left.lines, right.lines)
    guard left.status != right.status || before != after else { return nil }
    var lines = [name + (left.status == right.status ? "" : ": \(left.status), then \(right.status)")]
    // A run that never came about says why, and has nothing to compare.
    let isComplete = !before.isEmpty && !after.isEmpty
    lines += [left, right].compactMap { $0.reason.map { "  \($0)" } }
    if isComplete { lines += Self.hunks(before, after) }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The changed lines, each group below the line before it, so that a reader sees where in the conversation it stands.
  private static func hunks(_ before: [String], _ after: [String]) -> [String] {
    let changes = after.difference(from: before)
    var removed: [Int: String] = [:]
    var inserted: [Int: String] = [:]
    for change in changes {
      switch change {
      case .remove(let offset, let line, _): removed[offset] = line
      case .insert(let offset, let line, _): inserted[offset] = line
      }
    }
    var lines: [String] = []
    var context: String?
    var (i, j) = (0, 0)
    while i < before.count || j < after.count {
      if let line = removed[i] {
        lines += [context.map { "    \($0)" }, "  - \(line)"].compactMap(\.self)
        (context, i) = (nil, i + 1)
      } else if let line = inserted[j] {
        lines += [context.map { "    \($0)" }, "  + \(line)"].compactMap(\.self)
        (context, j) = (nil, j + 1)
      } else {
        guard i < before.count, j < after.count else { break }
        // What witnesses say of a RST reads with the RST, not with one another.
        if !Outcome.isTruth(before[i]) { context = before[i] }
        (i, j) = (i + 1, j + 1)
      }
    }
    return lines
  }
}

extension KernelMatrix {
  /// How one scenario went on that kernel.
  private struct Outcome: Decodable {
    var name: String
    var status: String
    var reason: String?
    private var expected: Column?
    private var observed: Column?
    private var differences: [Difference]?

    private struct Column: Decodable { var conversation: [String?]? }

    private struct Difference: Decodable {
      var actor: String?
      var expected: String?
      var observed: String?

      var declaredText: String? { expected.map(owned) }
      var observedText: String? { observed.map(owned) }

      private func owned(_ text: String) -> String { actor.map { "\($0): \(text)" } ?? text }
    }

    /// What was seen. Where a declaration leaves the outcome open, anything that it allows is the same: descriptors,
    /// counts of bytes, lawful alternatives differ from run to run, not from kernel to kernel.
    var lines: [String] {
      let seen = observed?.conversation ?? []
      let declared = expected?.conversation ?? []
      let contradictions = Set((differences ?? []).compactMap(\.observedText))
      return seen.enumerated().compactMap { index, line in
        guard declared.indices.contains(index), let text = declared[index] else { return line }
        // What could not be seen there, such as a reason without root, is no difference.
        guard let line else { return isMissing(text) ? nil : text }
        return contradictions.contains(line) || Self.isExact(text) ? line : text
      }
    }

    private func isMissing(_ declared: String) -> Bool {
      (differences ?? []).contains { $0.observed == nil && $0.declaredText == declared }
    }

    /// Whether a declared line allows one outcome only.
    private static func isExact(_ text: String) -> Bool {
      let words = text.split(separator: " ")
      let isOpen = words.contains { word in
        ["or", "ok", "maybe"].contains(word) || word.hasSuffix("=any") || word.last == "+" || word.last == ","
      }
      let isStep = !text.hasPrefix("wire: ") && words.first.map { $0.hasSuffix(":") } ?? false
      return !isOpen && (!isStep || text.contains(" = ") || isTruth(text))
    }

    /// Whether a line is no step but something said of one.
    static func isTruth(_ line: String) -> Bool { truths.contains { line.hasPrefix($0) } }

    private static let truths = ["cause: ", "packets: ", "reason: ", "taken: ", "failures: "]
  }
}
