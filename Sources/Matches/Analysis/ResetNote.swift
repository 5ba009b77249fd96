internal import Causes
internal import Flows
internal import Wire

/// What the tally keeps of a reset from the moment it came until it is final: its outcome, not its evidence.
///
/// A reset is judged while its flow still lies in the cache; few are judged again because something came after them.
struct ResetNote: BitwiseCopyable {
  /// The service that the connection was made to, as far as the capture tells.
  var responder: Endpoint
  /// Whether the responder sent the RST.
  var isSentByResponder: Bool
  /// Settled on what, or likeliest what.
  var outcome: Outcome
  /// What it looks like beside its cause.
  var patterns: PatternSet
  /// When it was captured.
  var time: Timestamp
  /// The frame that carried it.
  var frame: FrameID

  /// It alone, first and last.
  var span: Tally.Span { Tally.Span(firstTime: time, lastTime: time, example: frame) }

  /// Notes `reset` with an outcome that witnesses beside the packets may have changed.
  init(_ reset: Reset, outcome: Outcome) {
    self.init()
    reset.show { take($0, outcome, PatternSet()) }
  }

  /// Judges `reset` by what is known of its aftermath so far, over whatever note lies here: one that is made elsewhere and
  /// handed on at once would be waited for.
  @inline(__always)
  mutating func take(_ reset: borrowing ResetView, _ precedents: inout Precedents) {
    let judgement = precedents.judge(reset)
    take(reset, judgement.outcome, judgement.patterns)
  }

  @inline(__always)
  private mutating func take(_ reset: borrowing ResetView, _ outcome: Outcome, _ patterns: PatternSet) {
    isSentByResponder = reset.sentBy == .responder
    responder = isSentByResponder ? reset.segment.tuple.source : reset.segment.tuple.destination
    (self.outcome, self.patterns) = (outcome, patterns)
    (time, frame) = (reset.segment.time, reset.segment.frame)
  }

  /// Of no reset.
  private init() {
    (responder, isSentByResponder) = (FourTuple.none.destination, false)
    (outcome, patterns) = (.unexplained, PatternSet())
    (time, frame) = (Timestamp(nanoseconds: 0), FrameID(number: 0))
  }
}
