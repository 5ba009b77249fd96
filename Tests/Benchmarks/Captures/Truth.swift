import Wire

/// What was written, counted by the generator itself.
struct Truth {
  private(set) var packets = 0
  var connections = 0
  /// RSTs by index of the script that sent them.
  private var resets: [Int]
  private let mechanisms: [String]

  init(mechanisms: [String]) {
    self.mechanisms = mechanisms
    resets = Array(repeating: 0, count: mechanisms.count)
  }

  mutating func count(_ line: Line, of script: Int) {
    packets += 1
    if line.flags.contains(.rst) { resets[script] += 1 }
  }

  /// One `name value` a line, for scripts to read.
  var lines: [String] {
    let byMechanism = zip(mechanisms, resets).filter { $0.1 > 0 }.map { "resets.\($0.0) \($0.1)" }
    return ["packets \(packets)", "connections \(connections)", "resets \(resets.reduce(0, +))"] + byMechanism
  }
}
