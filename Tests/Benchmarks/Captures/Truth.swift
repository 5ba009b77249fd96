import Wire

/// What was written, counted by the generator itself.
struct Truth {
  private(set) var packets = 0
  var connections = 0
  var bytes = 0
  /// Each RST's frame, and the index of the script that sent it.
  private var resets: [(frame: UInt32, script: UInt8)] = []
  private let mechanisms: [String]

  init(mechanisms: [String]) { self.mechanisms = mechanisms }

  mutating func count(_ line: Line, of script: Int) {
    packets += 1
    guard line.flags.contains(.rst) else { return }
    resets.append((UInt32(truncatingIfNeeded: packets), UInt8(truncatingIfNeeded: script)))
  }

  /// One `name value` a line, for scripts to read.
  var lines: [String] {
    var counts = Array(repeating: 0, count: mechanisms.count)
    for reset in resets { counts[Int(reset.script)] += 1 }
    let byMechanism = zip(mechanisms, counts).filter { $0.1 > 0 }.map { "resets.\($0.0) \($0.1)" }
    return ["packets \(packets)", "connections \(connections)", "resets \(resets.count)"] + byMechanism
      + ["bytes \(bytes)"]
  }

  /// `frame mechanism` for each RST, one a line.
  var labels: some Sequence<String> { resets.lazy.map { "\($0.frame) \(mechanisms[Int($0.script)])" } }
}
