import Host
import Wire

/// A generator whose numbers a seed decides (SplitMix64), so that a failure can be repeated.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var value = state
    value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
    value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
    return value ^ (value >> 31)
  }

  /// A value, or nil every third time.
  mutating func maybe<Value>(_ make: (inout SeededGenerator) -> Value) -> Value? {
    Int.random(in: 0..<3, using: &self) == 0 ? nil : make(&self)
  }

  /// Texts as a hostile program may have them.
  mutating func text() -> String {
    let choices = [
      "", "recv", "a b=c", "two\nlines", "\u{1b}[31mred", "\u{202e}txt", "naïve 🧵", "\0", "=", "\n\n", "x\r\n",
      "'\"<&>`|",
    ]
    return choices[Int.random(in: choices.indices, using: &self)]
  }

  mutating func moment() -> Timestamp { Timestamp(nanoseconds: .random(in: .min ... .max, using: &self)) }

  mutating func endpoint() -> Endpoint {
    let address: IPAddress =
      Bool.random(using: &self)
      ? IPAddress(v4: .random(in: 0 ... .max, using: &self))
      : IPAddress(v6High: .random(in: 0 ... .max, using: &self), low: .random(in: 0...3, using: &self))
    return Endpoint(address: address, port: .random(in: 0 ... .max, using: &self))
  }

  mutating func errno() -> Errno { Errno(rawValue: .random(in: -1...140, using: &self)) }

  mutating func process() -> CallRecord.Process {
    CallRecord.Process(
      pid: .random(in: 0 ... .max, using: &self), tid: .random(in: .min ... .max, using: &self),
      name: maybe { $0.text() })
  }
}

extension CallRecord {
  static func arbitrary(using random: inout SeededGenerator) -> CallRecord {
    CallRecord(
      id: .random(in: 0...99, using: &random), time: random.moment(), endTime: random.moment(),
      process: random.maybe { $0.process() }, name: random.text(),
      fileDescriptor: random.maybe { .random(in: .min ... .max, using: &$0) },
      local: random.maybe { $0.endpoint() }, remote: random.maybe { $0.endpoint() },
      requested: random.maybe { .random(in: .min ... .max, using: &$0) }, flags: random.maybe { $0.text() },
      option: random.maybe { $0.text() }, result: .random(in: .min ... .max, using: &random),
      errno: random.maybe { $0.errno() }, socketError: random.maybe { $0.errno() },
      revents: (0..<Int.random(in: 0..<4, using: &random)).map { _ in random.text() },
      signal: random.maybe { $0.text() })
  }
}

extension KernelEvent {
  static func arbitrary(using random: inout SeededGenerator) -> KernelEvent {
    KernelEvent(
      id: .random(in: 0...99, using: &random), time: random.moment(), name: Name(rawValue: random.text()),
      source: random.maybe { $0.endpoint() }, destination: random.maybe { $0.endpoint() },
      reason: random.maybe { ResetReason(rawValue: $0.text()) }, state: random.maybe { $0.text() },
      error: random.maybe { $0.errno() }, stack: (0..<Int.random(in: 0..<4, using: &random)).map { _ in random.text() },
      process: random.maybe { $0.process() })
  }
}
