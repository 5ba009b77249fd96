import Causes
import Flows
import Host
import Matches
import Wire

/// Resets and failures.
extension JSONWriter {
  mutating func write(_ match: Match, type: StaticString? = nil) {
    let reset = match.reset
    let segment = reset.segment
    beginObject(type: type)
    field("id", ReportID.reset(segment.frame))
    field("source", segment.frame.source)
    field("frame", frame: segment.frame)
    field("time", segment.time)
    field("flow", ReportID.flow(reset.flow))
    field("from", segment.tuple.source)
    field("to", segment.tuple.destination)
    key("sentBy")
    value(reset.sentByWord)
    write(segment)
    write(match.payload)
    write(segment.multipathResetReason)
    key("shape")
    value(reset.shape.rawValue)
    field("provokedBy", frame: reset.provokedBy?.frame)
    field("accepted", match.acceptance.rawValue)
    if let difference = match.kernelDifference { field("acceptedSince", "Linux \(difference.since)") }
    key("stage")
    value(reset.stageWord)
    key("verdict")
    write(match.verdict)
    writePrediction(receiver: match.receiver, sender: match.sender)
    key("kernel")
    write(kernel: match.kernelEvent)
    write(match.patterns)
    field("calls", match.calls.map(ReportID.call))
    endObject()
  }

  private mutating func write(_ segment: Segment) {
    field("flags", segment.flags.description)
    field("sequenceNumber", segment.sequenceNumber.rawValue)
    field("acknowledgmentNumber", segment.acknowledgmentNumber.rawValue)
    field("window", segment.window)
    field("ttl", segment.envelope.timeToLive)
    field("payloadLength", segment.payloadLength)
    if segment.envelope.tunnel != .none { field("tunnel", segment.envelope.tunnel.word) }
  }

  /// What the RST says of itself; only where it says anything.
  private mutating func write(_ payload: ResetPayload?) {
    guard let payload else { return }
    key("payload")
    beginObject()
    switch payload {
    case .diagnostic(let reason, let enterprise, let text):
      field("kind", "diagnostic")
      field("code", Int(reason.rawValue))
      field("reason", reason.description)
      field("enterprise", Int(enterprise))
      field("text", text)
    case .text(let text):
      field("kind", "text")
      field("text", text)
    case .unknown: field("kind", "unknown")
    }
    endObject()
  }

  private mutating func write(_ reason: MultipathResetReason?) {
    guard let reason else { return }
    key("multipathReset")
    beginObject()
    field("code", Int(reason.rawValue))
    field("reason", reason.description)
    endObject()
  }

  mutating func write(_ failure: Failure, type: StaticString? = nil) {
    beginObject(type: type)
    field("id", ReportID.failure(failure.id))
    field("flow", failure.flow.map(ReportID.flow))
    field("time", failure.time)
    field("from", failure.tuple?.source)
    field("to", failure.tuple?.destination)
    field("cause", failure.cause.rawValue)
    field("frames", failure.frames.map(\.number))
    writePrediction(receiver: failure.prediction, sender: nil)
    key("verdict")
    write(failure.verdict)
    key("icmp")
    write(failure.icmp)
    field("calls", failure.calls.map(ReportID.call))
    endObject()
  }

  private mutating func write(_ error: ICMPError?) {
    guard let error else { return null() }
    beginObject()
    field("frame", frame: error.frame)
    field("from", error.sender.description)
    field("type", error.type)
    field("code", error.code)
    endObject()
  }

  mutating func write(_ verdict: Verdict) {
    beginObject()
    key("status")
    value(verdict.statusWord)
    field("cause", verdict.cause?.rawValue)
    field("candidates", verdict.candidates.lazy.map(\.rawValue))
    key("evidence")
    beginArray()
    for evidence in verdict.evidence { write(evidence) }
    endArray()
    field("separatedBy", verdict.separatedBy)
    endObject()
  }

  private mutating func write(_ evidence: Evidence) {
    beginObject()
    field("cause", evidence.cause.rawValue)
    key("supports")
    value(evidence.supports)
    key("strength")
    value(evidence.strength.word)
    field("statement", evidence.statement)
    field("frames", evidence.frames.lazy.map(\.number))
    field("calls", evidence.calls.lazy.map(ReportID.call))
    field("kernelEvents", evidence.kernelEvents.lazy.map(ReportID.kernelEvent))
    endObject()
  }

  private mutating func writePrediction(receiver: Prediction, sender: Prediction?) {
    key("predicted")
    beginObject()
    key("receiver")
    write(receiver)
    key("sender")
    if let sender { write(sender) } else { null() }
    endObject()
  }

  private mutating func write(_ prediction: Prediction) {
    beginObject()
    key("state")
    value(prediction.state.word)
    field("error", prediction.error?.description)
    field("certainty", prediction.certainty.rawValue)
    if let trait = prediction.unlikeLinux { field("unlikeLinux", trait.statement) }
    key("calls")
    beginObject()
    field("read", prediction.reads)
    field("write", prediction.writes)
    endObject()
    endObject()
  }

  private mutating func write(kernel event: KernelEvent?) {
    guard let event else { return null() }
    beginObject()
    field("reason", event.reason?.rawValue)
    field("state", event.state)
    field("stack", event.stack)
    field("kernelEvent", ReportID.kernelEvent(event.id))
    endObject()
  }

  private mutating func write(_ patterns: [Pattern]) {
    key("patterns")
    beginArray()
    for pattern in patterns {
      beginObject()
      writeFields(of: pattern)
      endObject()
    }
    endArray()
  }

  private mutating func writeFields(of pattern: Pattern) {
    field("name", pattern.name)
    field("statement", pattern.statement)
    field("frames", pattern.frames.map(\.number))
  }

  /// A pattern of a flow without a reset.
  mutating func write(_ flow: FlowPattern, type: StaticString? = nil) {
    beginObject(type: type)
    field("flow", ReportID.flow(flow.flow))
    field("from", flow.tuple.source)
    field("to", flow.tuple.destination)
    writeFields(of: flow.pattern)
    endObject()
  }
}
