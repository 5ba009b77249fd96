public import Causes
internal import Flows
public import Host
public import Wire

/// A failure without a RST: a timeout, an ICMP error, something local.
///
/// The verdict on a side that fell silent is worked out when somebody asks: there may be thousands of them, and few readers.
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
  /// What the failing side's socket must show.
  public var prediction: Prediction
  /// The ICMP error behind it, for `icmp-unreachable`.
  public var icmp: ICMPError?
  /// Calls that it explains, by number.
  public var calls: [CallRecord.ID]
  private var testimony: Testimony

  /// Who tells of it.
  private enum Testimony: Hashable {
    case told(frames: [FrameID], Verdict)
    indirect case silence(SilentFlow)
  }

  /// The frames that show it.
  public var frames: [FrameID] {
    get {
      switch testimony {
      case .told(let frames, _): frames
      case .silence(let flow): flow.frames
      }
    }
    set { testimony = .told(frames: newValue, verdict) }
  }

  /// The evidence.
  public var verdict: Verdict {
    get {
      switch testimony {
      case .told(_, let verdict): verdict
      case .silence(let flow): Verdict(flow.evidence)
      }
    }
    set { testimony = .told(frames: frames, newValue) }
  }

  /// When it happened, and its first frame where there is one: by these, failures are listed.
  var place: (time: Timestamp, frame: FrameID) {
    switch testimony {
    case .told(let frames, _): (time, frames.first ?? FrameID(number: 0))
    case .silence(let flow): (time, flow.flow)
    }
  }

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
    self.prediction = prediction
    self.icmp = icmp
    self.calls = calls
    testimony = .told(frames: frames, verdict)
  }

  /// The failure that a silent flow is, whether by its own evidence or by an application's word.
  init(_ flow: SilentFlow, id: ID) {
    self.id = id
    self.flow = flow.flow
    tuple = flow.tuple
    time = flow.peer.lastTime
    cause = flow.likeliestCause
    prediction = Prediction(
      flow.peer, at: flow.tuple.source, error: .timedOut,
      outlook: flow.isConnecting ? .connecting : .pendingError)
    calls = []
    testimony = .silence(flow)
  }
}
