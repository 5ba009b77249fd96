import Glibc

/// The flags of `send` and `recv`, by their C names (`man 2 send`, `man 2 recv`).
enum MessageFlags {
  private static let values: [(String, Int32)] = [
    ("MSG_OOB", 0x1), ("MSG_PEEK", 0x2), ("MSG_DONTWAIT", 0x40), ("MSG_WAITALL", 0x100), ("MSG_ERRQUEUE", 0x2000),
    ("MSG_NOSIGNAL", 0x4000), ("MSG_MORE", 0x8000), ("MSG_FASTOPEN", 0x2000_0000),
  ]

  /// The bit that bears a name.
  static func value(of name: String) -> Int32? { values.first { $0.0 == name }?.1 }

  /// All names, for messages.
  static var names: [String] { values.map(\.0) }
}

/// The events of poll and epoll, by their C names without prefix (`man 2 poll`); both calls use the same bits.
enum PollEvents {
  private static let values: [(String, UInt32)] = [
    ("IN", 0x1), ("PRI", 0x2), ("OUT", 0x4), ("ERR", 0x8), ("HUP", 0x10), ("NVAL", 0x20), ("RDHUP", 0x2000),
  ]

  /// The bit that bears a name.
  static func value(of name: String) -> UInt32? { values.first { $0.0 == name }?.1 }

  /// The bits that bear these names.
  static func value(of names: [String]) -> UInt32 { names.reduce(0) { $0 | (value(of: $1) ?? 0) } }

  /// The names of the set bits.
  static func names(in bits: UInt32) -> [String] { values.filter { bits & $0.1 != 0 }.map(\.0) }
}
