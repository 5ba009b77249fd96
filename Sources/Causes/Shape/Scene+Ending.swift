public import Flows
import Wire

/// The facts of a RST that ends a connection.
extension Scene {
  /// Nanoseconds of silence after which forgetting is likelier than dying: below the shortest common idle limits of
  /// load balancers (60 s).
  static let longSilence: Int64 = 30_000_000_000

  static func factsOfEnding(_ reset: borrowing ResetView, _ scene: Scene) -> Facts {
    var facts: Facts = []
    facts.insert(.acknowledgesFreshPayload, if: reset.acknowledgesFreshPayload)
    facts.insert(.payloadUnanswered, if: reset.isPayloadUnanswered)
    facts.insert(.finAcknowledged, if: reset.sender.finAcknowledgedFrame != nil)
    facts.insert(.keepaliveUnanswered, if: reset.sender.unansweredKeepalives > 0)
    facts.insert(.keepalivesUnanswered, if: reset.sender.unansweredKeepalives >= 2)
    if reset.sender.keepaliveInterval != 0 {
      facts.insert(.isOnKeepaliveTick, if: isOnKeepaliveTick(reset))
    } else if scene.shows(.senderSynchronized), reset.idle >= longSilence {
      facts.insert(.endsLongSilence)
      facts.insert(.isOneOfTwo, if: reset.isOneOfTwo)
    }
    if let acknowledged = reset.receiver.acknowledged {
      facts.insert(.ownBytesUnacknowledged, if: acknowledged.precedes(reset.sender.nextSequenceNumber))
      facts.insert(.receiverWindowClosed, if: reset.receiver.window == 0)
    }
    if !scene.shows(.payloadReceived) { facts.formUnion(factsWithoutPayload(reset)) }
    if scene.shows(.senderEnded) { facts.insert(.answersAfterItsEnd, if: reset.answersAfterItsEnd) }
    if scene.shows(.timeToLiveUnlikeSender), !scene.shows(.isLoopback) {
      facts.insert(.isFromElsewhere, if: reset.isFromElsewhere)
    }
    return facts
  }

  private static func factsWithoutPayload(_ reset: borrowing ResetView) -> Facts {
    var facts: Facts = []
    let (sender, receiver) = (reset.sender.stateBeforeAnyReset, reset.receiver.stateBeforeAnyReset)
    facts.insert(.acknowledgesUnseenPayload, if: reset.unseenPayload > 0)
    facts.insert(.isMidStream, if: sender == .partial || receiver == .partial)
    facts.insert(.neitherSeen, if: sender == .unseen && receiver == .unseen)
    return facts
  }

  /// Whether the RST came one probe interval after the last probe, within an eighth of it.
  private static func isOnKeepaliveTick(_ reset: borrowing ResetView) -> Bool {
    let interval = reset.sender.keepaliveInterval
    guard interval > 0, let last = reset.sender.lastSegment, last.payloadLength <= 1,
      last.sequenceNumber == reset.sender.nextSequenceNumber - 1
    else { return false }
    let waited = reset.sender.lastTime.nanoseconds(until: reset.segment.time)
    return (waited &- interval).magnitude <= UInt64(interval / 8)
  }
}

extension ResetView {
  /// Whether the RST acknowledges payload that no earlier segment of the sender acknowledged: it had just come.
  var acknowledgesFreshPayload: Bool {
    guard receiver.payloadBytes > 0, let acknowledged = sender.acknowledged else { return false }
    let fresh = acknowledged.distance(to: segment.acknowledgmentNumber)
    return fresh > (receiver.finSequenceNumber == nil ? 0 : 1)
  }

  /// Bytes that the sender acknowledged since its first acknowledgment, in a capture that holds nothing of the receiver.
  var unseenPayload: UInt32 {
    guard receiver.lastFrame == nil, segment.flags.contains(.ack), let base = receiver.baseSequenceNumber,
      sender.initialSequenceNumber != nil
    else { return 0 }
    return UInt32(max(0, Int64(base.distance(to: segment.acknowledgmentNumber)) - 1))
  }

  /// Whether the sender wrote nothing after the last payload that it received.
  fileprivate var isPayloadUnanswered: Bool {
    guard let received = receiver.lastPayloadTime else { return false }
    guard let written = sender.lastPayloadTime else { return true }
    return written < received
  }

  /// Whether a RST,ACK of an end that is over bears the numbers of an answer: those of the receiver's last segment, or its
  /// own SEQ and more acknowledged than when it aborted, for without a connection nothing else is received.
  fileprivate var answersAfterItsEnd: Bool { answersWithAck || (hasAbortedBefore && acknowledgesFreshPayload) }

  /// Nanoseconds since anything but a RST was heard of either side; 0 where one was not heard at all.
  var idle: Int64 {
    guard sender.lastFrame != nil, receiver.lastFrame != nil else { return 0 }
    return max(sender.lastTime, receiver.lastTime).nanoseconds(until: segment.time)
  }

  /// Whether the other end aborts within the time that it takes a segment to cross twice, and not in answer to this RST.
  fileprivate var isOneOfTwo: Bool {
    guard let other = opposingReset ?? aftermath.receiverReset, other.flags.contains(.ack) else { return false }
    return other.time.nanoseconds(until: segment.time).magnitude <= UInt64(max(2 * (roundTrip ?? 0), 10_000_000))
  }

  /// Whether a time to live that is unlike the sender's, and the IP identification, are far from all that it was seen to
  /// write. One alone says little: sockets set the one, hosts draw the other at random.
  fileprivate var isFromElsewhere: Bool {
    guard isVersion4, sender.lastIdentification != 0 else { return false }
    let own = Int(segment.envelope.timeToLive)
    let hops = min((own - Int(sender.firstTimeToLive)).magnitude, (own - Int(sender.lastTimeToLive)).magnitude)
    let step = segment.envelope.identification &- sender.lastIdentification
    return hops > 4 && (step == 0 || step > 1024)
  }
}

extension Reset {
  /// Bytes that the sender acknowledged since its first acknowledgment, in a capture that holds nothing of the receiver.
  var unseenPayload: UInt32 { show { $0.unseenPayload } }

  /// Nanoseconds since anything but a RST was heard of either side; 0 where one was not heard at all.
  var idle: Int64 { show { $0.idle } }

  /// Whether both ends are reset in one moment out of long silence: by something between them, so that both take it.
  public var endsIdleConnection: Bool { show { $0.idle >= Scene.longSilence && $0.isOneOfTwo } }
}
