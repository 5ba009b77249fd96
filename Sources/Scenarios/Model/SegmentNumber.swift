/// A number in sequence space as a scenario writes it: `next`, `next+1`, `iss-10`, `777000`.
public struct SegmentNumber: Hashable, Sendable {
  /// What the offset counts from.
  public var base: Base
  /// Bytes from there.
  public var offset: Int64

  /// What an offset counts from.
  public enum Base: String, Sendable, CaseIterable {
    /// Nothing: the number itself.
    case zero = ""
    /// What comes next in this direction.
    case next
    /// The initial sequence number (of the sender for SEG.SEQ, of the receiver for SEG.ACK).
    case iss
  }

  /// Joins base and offset.
  public init(base: Base, offset: Int64) {
    self.base = base
    self.offset = offset
  }
}

extension SegmentNumber: CustomStringConvertible {
  /// As it is written in a file.
  public var description: String {
    guard base != .zero else { return "\(offset)" }
    return base.rawValue + (offset == 0 ? "" : offset > 0 ? "+\(offset)" : "\(offset)")
  }
}
