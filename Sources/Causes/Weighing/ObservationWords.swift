import Flows
import Wire

/// The sentences about one reset that need numbers.
struct ObservationWords {
  let reset: Reset

  var segment: Segment { reset.segment }

  var answeredBytes: UInt32 { reset.provokedBy?.payloadLength ?? 0 }

  var repeatsAcknowledgment: String {
    "RST without ACK whose SEQ \(segment.sequenceNumber) repeats an acknowledgment, as the answer to a segment does"
  }

  /// The rules ask for the form of a refusal; whether there is something that it refuses is said here.
  var refusesSyn: String {
    let start = "RST,ACK with SEQ \(segment.sequenceNumber)"
    guard let answered = reset.provokedBy else {
      return "\(start), the form in which a SYN is refused (RFC 9293 §3.10.7.1); "
        + (reset.receiver.segments == 0 ? "the SYN was not captured" : "it acknowledges no SYN that was seen")
    }
    let trigger = answered.flags.contains(.syn) ? "the SYN" : "a segment without ACK"
    return "\(start) that acknowledges exactly \(trigger), as RFC 9293 §3.10.7.1 asks"
  }

  var sequenceNotOfSender: String {
    guard reset.sender.segments > reset.sender.resets else {
      return "SEQ \(segment.sequenceNumber), but a side that never spoke has none but 0 (RFC 9293 §3.10.7.1)"
    }
    let off = reset.sender.nextSequenceNumber.distance(to: segment.sequenceNumber)
    let place = off == 0 ? "is" : "is \(off.magnitude) \(off < 0 ? "below" : "above")"
    return "SEQ \(segment.sequenceNumber) \(place) the sender's next, and not what the other side acknowledged"
  }

  var acknowledgesUnsent: String {
    "acknowledges \(segment.acknowledgmentNumber); the other side's next is \(reset.receiver.nextSequenceNumber)"
  }

  var windowUnlikeSender: String {
    "window field \(segment.window), far above the \(reset.sender.window) bytes that the sender last advertised"
  }

  var timestampsStepBack: String {
    "timestamp \(segment.options.timestampValue), below the \(reset.sender.lastTimestampValue) that the sender had reached"
  }

  var multipathResetOption: String {
    "carries MP_TCPRST: \(MultipathResetReason(rawValue: segment.options.multipathResetReason))"
  }

  var acknowledgesFreshPayload: String {
    let fresh = reset.sender.acknowledged?.distance(to: segment.acknowledgmentNumber) ?? 0
    return "acknowledges \(fresh) bytes that had just come and that nothing had acknowledged before"
  }

  var answersLate: String {
    let last = max(reset.provokedBy?.time ?? reset.receiver.lastTime, reset.receiver.lastTime)
    let delay = Self.duration(last.nanoseconds(until: segment.time))
    return "comes \(delay) after the last segment that it could answer; a round trip took "
      + Self.duration(reset.roundTrip ?? 0)
  }

  var answersUnacceptableAcknowledgment: String {
    "answers an acknowledgment of \(reset.provokedBy?.acknowledgmentNumber.description ?? "?"), "
      + "which the sender, still connecting, never sent"
  }

  var answersUnacceptableTimestamp: String {
    "answers a SYN+ACK that echoes timestamp \(reset.provokedBy?.timestampEcho ?? 0); "
      + "the sender's SYN bore \(reset.sender.synTimestamp)"
  }

  var keepaliveGaveUp: String {
    "\(reset.sender.unansweredKeepalives) of the sender's keepalive probes went unanswered, and the RST came one "
      + "interval (\(Self.duration(reset.sender.keepaliveInterval))) after the last"
  }

  var keepaliveTick: String {
    "the sender's last words were keepalive probes, and the RST came one interval "
      + "(\(Self.duration(reset.sender.keepaliveInterval))) after the last: their answers may not have reached it"
  }

  var longSilence: String {
    "nothing was said for \(Self.duration(reset.quietBeforeProvocation)) before the segment that it answers"
  }

  var idleBefore: String {
    "nothing was said for \(Self.duration(reset.idle)) before it, as when a balancer or firewall ends what is idle"
  }

  var networkTimeToLive: String {
    "time to live \(segment.envelope.timeToLive): few hosts start above 128, many network devices do"
  }

  var timeToLiveUnlikeSender: String {
    "time to live \(segment.envelope.timeToLive); the sender's other segments come with \(reset.sender.lastTimeToLive)"
  }

  /// A time in the unit that suits it, with at most one decimal.
  static func duration(_ nanoseconds: Int64) -> String {
    switch nanoseconds.magnitude {
    case ..<1_000: "\(nanoseconds) ns"
    case ..<1_000_000: tenths(nanoseconds / 100) + " µs"
    case ..<1_000_000_000: tenths(nanoseconds / 100_000) + " ms"
    default: tenths(nanoseconds / 100_000_000) + " s"
    }
  }

  private static func tenths(_ value: Int64) -> String {
    value % 10 == 0 ? "\(value / 10)" : "\(value / 10).\(value % 10)"
  }
}
