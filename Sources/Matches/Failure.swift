public import Causes
public import Host
public import Wire

/// A failure without a RST: a timeout, an ICMP error, something local.
public struct Failure: Hashable, Sendable {
  /// Names a failure within one report, from 1.
  public typealias ID = Int

  /// Its number within the report.
  public var id: ID
  /// The flow it happened in, if there was one.
  public var flow: FrameID?
  /// From the side that failed to the other one.
  public var tuple: FourTuple?
  /// When it happened, as far as the witnesses tell.
  public var time: Timestamp
  /// What it was.
  public var cause: Cause
  /// The frames that show it.
  public var frames: [FrameID]
  /// What the failing side's socket must show.
  public var prediction: Prediction
  /// The evidence.
  public var verdict: Verdict
  /// The ICMP error behind it, for `icmp-unreachable`.
  public var icmp: ICMPError?
  /// Calls that it explains, by number.
  public var calls: [CallRecord.ID]

  /// Assembles a failure.
  public init(
    id: ID, flow: FrameID?, tuple: FourTuple?, time: Timestamp, cause: Cause, frames: [FrameID],
    prediction: Prediction, verdict: Verdict, icmp: ICMPError? = nil, calls: [CallRecord.ID] = []
  ) {
    self.id = id
    self.flow = flow
    self.tuple = tuple
    self.time = time
    self.cause = cause
    self.frames = frames
    self.prediction = prediction
    self.verdict = verdict
    self.icmp = icmp
    self.calls = calls
  }
}
