public import Causes
public import Wire

/// Resets of one cause at one responder: a row of the grouped report.
public struct Group: Hashable, Sendable {
  /// The settled cause or a tie's likeliest member; nil where unexplained.
  public var cause: Cause?
  /// Whether the verdicts are ties.
  public var isTied: Bool
  /// The service that the connections were made to, as far as the capture tells.
  public var responder: Endpoint
  /// How many resets.
  public var count: Int
  /// How many of them the responder itself sent.
  public var sentByResponder: Int
  /// When the first was captured.
  public var firstTime: Timestamp
  /// When the last was captured.
  public var lastTime: Timestamp
  /// The first one's frame.
  public var example: FrameID

  /// Assembles a row.
  public init(
    cause: Cause?, isTied: Bool, responder: Endpoint, count: Int, sentByResponder: Int, firstTime: Timestamp,
    lastTime: Timestamp, example: FrameID
  ) {
    self.cause = cause
    self.isTied = isTied
    self.responder = responder
    self.count = count
    self.sentByResponder = sentByResponder
    self.firstTime = firstTime
    self.lastTime = lastTime
    self.example = example
  }
}
