public import Wire

/// A pattern that a flow without a reset shows.
public struct FlowPattern: Hashable, Sendable {
  /// The flow, named by its first frame.
  public var flow: FrameID
  /// From originator to responder.
  public var tuple: FourTuple
  /// What it looks like.
  public var pattern: Pattern

  /// Joins a flow and what it looks like.
  public init(flow: FrameID, tuple: FourTuple, pattern: Pattern) {
    self.flow = flow
    self.tuple = tuple
    self.pattern = pattern
  }
}
