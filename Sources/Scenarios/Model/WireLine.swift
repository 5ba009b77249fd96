import Wire

/// What a scenario declares to be seen on the wire at one point of its conversation.
public struct WireLine: Hashable, Sendable {
  /// What is seen.
  public var packet: Packet
  /// How often; 1 if nothing is said. A repetition of a segment may come at any time and need not be declared.
  public var times: ClosedRange<Int>
  /// Why several outcomes are lawful.
  public var because: String?

  /// What is seen.
  public enum Packet: Hashable, Sendable {
    /// A TCP segment.
    case segment(DeclaredSegment)
    /// An ICMP error.
    case error(DeclaredError)
    /// Nothing at all: no segment and no error.
    case nothing
  }

  /// The declared segment, if it is one.
  public var segment: DeclaredSegment? { if case .segment(let segment) = packet { segment } else { nil } }

  /// Whom it names.
  var names: [String] {
    switch packet {
    case .segment(let segment): [segment.source, segment.destination]
    case .error(let error): [error.source, error.destination]
    case .nothing: []
    }
  }

  /// Whether ``times`` counts a segment and its repetitions. RSTs and errors are no repetitions but answers of their own.
  var countsRepetitions: Bool {
    segment.map { !$0.flags.contains(.rst) && times.upperBound > 1 && !$0.isBareAcknowledgment } ?? false
  }

  /// Whether more than one outcome is lawful.
  public var isOpen: Bool {
    guard let segment else { return times.lowerBound != times.upperBound }
    return times.lowerBound != times.upperBound || segment.isOpen || (segment.reset?.reasons?.count ?? 0) > 1
  }
}
