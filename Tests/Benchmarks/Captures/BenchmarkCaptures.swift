import Glibc

/// Makes the captures that `Tests/Benchmarks/run` measures with: the same bytes from the same words on every machine.
@main
enum BenchmarkCaptures {
  static let usage = """
    usage: benchmark-captures KIND SIZE PATH [SEED [labels]]
      KIND  bulk (about 700 bytes a packet), small (about 70, most connections reset), flood (SYNs from everywhere)
      SIZE  of the file, as 10MB or 1GB (powers of ten), or of connections, as 10000000flows
      PATH  where to write the pcap file; - is standard output
      SEED  a number; 1 if not given
      labels  to have every RST named on standard output, one `frame mechanism` a line
    Counts of what was written go to standard error, one `name value` a line.
    """

  static func main() {
    let words = CommandLine.arguments.dropFirst().map(\.self)
    let hasLabels = words.count == 5 && words[4] == "labels" && words[2] != "-"
    guard (3...4).contains(words.count) || hasLabels, let kind = CaptureKind.all.first(where: { $0.name == words[0] }),
      let extent = Network.Extent(words[1]), let seed = words.count >= 4 ? UInt64(words[3]) : 1
    else {
      say(usage)
      exit(64)
    }
    do {
      let truth = try make(kind, extent, words[2], seed)
      truth.lines.forEach { say($0) }
      if hasLabels { truth.labels.forEach { say($0, to: STDOUT_FILENO) } }
    } catch {
      say("benchmark-captures: \(error)")
      exit(2)
    }
  }

  /// Writes one capture and says what is in it.
  private static func make(
    _ kind: CaptureKind, _ extent: Network.Extent, _ path: String, _ seed: UInt64
  ) throws(WriteError) -> Truth {
    var writer = try PacketWriter(path: path, seed: seed)
    var network = Network(kind, seed: seed)
    try network.play(extent, into: &writer)
    try writer.flush()
    network.truth.bytes = writer.bytesWritten
    return network.truth
  }

  private static func say(_ line: String, to descriptor: Int32 = STDERR_FILENO) {
    unsafe Array("\(line)\n".utf8).withUnsafeBytes { _ = unsafe write(descriptor, $0.baseAddress, $0.count) }
  }
}

extension Network.Extent {
  /// Reads `10MB`, `1GB`, `500KB` or `10000000flows`; nil for anything else.
  init?(_ text: String) {
    let digits = text.prefix { $0.isNumber }
    guard let number = Int(digits), number > 0 else { return nil }
    let units: [Substring: Int] = ["KB": 1_000, "MB": 1_000_000, "GB": 1_000_000_000]
    let unit = text[digits.endIndex...]
    if unit == "flows" {
      self = .connections(number)
    } else if let factor = units[unit], number <= Int.max / factor {
      self = .bytes(number * factor)
    } else {
      return nil
    }
  }
}
