import Synchronization

/// Twenty TCP ports that belong to one running scenario: trace events carry no namespace, the ports tell them apart.
struct PortRange: Hashable, Sendable {
  /// Ports in a range.
  static let count: UInt16 = 20
  private static let first: UInt16 = 10_000
  private static let ranges = 1000
  private static let taken = Mutex((next: 0, inUse: Set<Int>()))

  /// The lowest port.
  let base: UInt16

  /// The next range that no running scenario has; one that was given back comes up again after all others.
  ///
  /// - Throws: ``ScenarioError/refused(what:remedy:)`` where all thousand are in use.
  static func take() throws -> PortRange {
    let index = taken.withLock { taken -> Int? in
      let (next, inUse) = taken
      guard let step = (0..<ranges).first(where: { !inUse.contains((next + $0) % ranges) }) else { return nil }
      let free = (next + step) % ranges
      taken.inUse.insert(free)
      taken.next = free + 1
      return free
    }
    guard let index else {
      throw ScenarioError.refused(what: "\(ranges) scenarios run at once", remedy: "run fewer at once")
    }
    return PortRange(base: first + UInt16(index) * count)
  }

  /// Frees the range for another scenario.
  func giveBack() {
    let index = Int((base - Self.first) / Self.count)
    Self.taken.withLock { _ = $0.inUse.remove(index) }
  }

  /// Whether a port is one of them.
  func contains(_ port: UInt16) -> Bool { port >= base && port < base + Self.count }
}
