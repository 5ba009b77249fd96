import Synchronization

/// Twenty TCP ports that belong to one running scenario: trace events carry no namespace, the ports tell them apart.
struct PortRange: Hashable, Sendable {
  /// Ports in a range.
  static let count: UInt16 = 20
  private static let first: UInt16 = 10_000
  private static let ranges = 1000
  private static let next = Mutex(0)

  /// The lowest port.
  let base: UInt16

  /// The next range; the last ones used come up again after a thousand others.
  static func take() -> PortRange {
    let index = next.withLock { counter in
      defer { counter = (counter + 1) % ranges }
      return counter
    }
    return PortRange(base: first + UInt16(index) * count)
  }

  /// Whether a port is one of them.
  func contains(_ port: UInt16) -> Bool { port >= base && port < base + Self.count }
}
