/// One line of tracefs text (`trace` or `trace_pipe`), taken apart but not yet understood.
struct TraceLine: Hashable {
  /// The thread on whose time the event fired: its name and number.
  var command: Substring
  var thread: Int32
  /// The processor, as the text writes it: `[001]`.
  var processor: Substring
  /// When it fired, by the instance's clock, in nanoseconds; the text has microseconds.
  var nanoseconds: Int64
  /// `tcp_send_reset`, or `<stack trace>`.
  var name: Substring
  /// What follows the name.
  var rest: Substring

  /// Reads `rstscope-5376 [001] ..s2. 2944.391092: tcp_send_reset: …`; nil for comments, stack frames and others.
  ///
  /// The name of a thread may hold blanks and dashes; the flags after the processor differ between kernels.
  init?(_ line: Substring) {
    guard let open = Self.processorStart(line), let close = line[open...].firstIndex(of: "]") else { return nil }
    let task = line[..<open].drop { $0 == " " }
    let trimmed = task.lastIndex { $0 != " " }.map { task[...$0] } ?? ""
    guard let dash = trimmed.lastIndex(of: "-"), let thread = Int32(trimmed[trimmed.index(after: dash)...]) else {
      return nil
    }
    let words = line[line.index(after: close)...].split(separator: " ", maxSplits: 2)
    guard let time = words.first(where: { $0.hasSuffix(":") }), let nanoseconds = Self.nanoseconds(time.dropLast())
    else { return nil }
    command = trimmed[..<dash]
    self.thread = thread
    processor = line[open...close]
    self.nanoseconds = nanoseconds
    let event = line[time.endIndex...].drop { $0 == " " }
    if event.hasPrefix("<stack trace>") {
      name = event.prefix("<stack trace>".count)
      rest = ""
    } else {
      guard let colon = event.firstIndex(of: ":") else { return nil }
      name = event[..<colon]
      rest = event[event.index(after: colon)...].drop { $0 == " " }
    }
  }

  /// Where ` [001] ` begins: a bracket before digits.
  private static func processorStart(_ line: Substring) -> Substring.Index? {
    line.indices.first { index in
      guard line[index] == "[" else { return false }
      let digits = line[line.index(after: index)...].prefix { $0.isASCII && $0.isNumber }
      return !digits.isEmpty && line[digits.endIndex...].first == "]"
    }
  }

  /// `2944.391092` as nanoseconds.
  private static func nanoseconds(_ text: Substring) -> Int64? {
    let parts = text.split(separator: ".")
    guard parts.count == 2, let seconds = Int64(parts[0]), let fraction = Int64(parts[1]), parts[1].count <= 9,
      seconds >= 0, seconds < 9_000_000_000
    else { return nil }
    var scale: Int64 = 1
    for _ in parts[1].count..<9 { scale *= 10 }
    return seconds * 1_000_000_000 + fraction * scale
  }

  /// The value of `key=value` in what follows the name.
  func value(_ key: String) -> Substring? {
    rest.split(separator: " ").first { $0.hasPrefix(key) && $0.dropFirst(key.count).first == "=" }?
      .dropFirst(key.count + 1)
  }
}
