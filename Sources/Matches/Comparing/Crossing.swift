public import Wire

/// What became of one RST between two captures of the same incident.
public struct Crossing: Hashable, Sendable {
  /// Its frame in the first capture, if it is there.
  public var first: FrameID?
  /// Its frame in the second capture, if it is there.
  public var second: FrameID?
  /// What became of it.
  public var fate: Fate
  /// The same in a sentence.
  public var statement: String

  /// What became of a RST on the way.
  public enum Fate: String, Sendable, CaseIterable {
    /// Both captures hold it, the same but for its TTL.
    case carried
    /// Both hold it, but something on the way changed it.
    case altered
    /// The capture at its sender does not hold it: something on the way made it.
    case injected
    /// The capture at its receiver does not hold it: something on the way dropped it.
    case lost
    /// The other capture does not cover that moment, or it is not clear which one lies nearer to the sender.
    case unknown
  }

  /// Describes a fate.
  public init(first: FrameID?, second: FrameID?, fate: Fate, statement: String) {
    self.first = first
    self.second = second
    self.fate = fate
    self.statement = statement
  }
}
