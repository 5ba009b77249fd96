public import Wire

/// A pattern reported beside the cause, never instead of it.
public struct Pattern: Hashable, Sendable {
  /// `scan`, `idle-close-race`, `tampering-signature-7`.
  public var name: String
  /// What was seen, in a sentence; a signature only "looks like".
  public var statement: String
  /// The frames it was seen in.
  public var frames: [FrameID]

  /// Names a pattern.
  public init(name: String, statement: String, frames: [FrameID]) {
    self.name = name
    self.statement = statement
    self.frames = frames
  }
}
