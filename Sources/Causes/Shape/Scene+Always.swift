import Flows
import Wire

/// The facts of every reset.
extension Scene {
  static func facts(of reset: borrowing ResetView) -> Facts {
    var facts: Facts = []
    let segment = reset.segment
    facts.insert(.isResponder, if: reset.knowsOriginator && reset.sentBy == .responder)
    facts.insert(.isOriginator, if: reset.knowsOriginator && reset.sentBy == .originator)
    facts.insert(.senderSeen, if: reset.sender.segments > reset.sender.resets)
    facts.insert(.senderSynchronized, if: isSynchronized(reset.sender))
    facts.insert(.payloadReceived, if: reset.receiver.payloadSegments > 0)
    facts.insert(.payloadSent, if: reset.sender.payloadSegments > 0)
    facts.insert(.senderFin, if: reset.sender.finSequenceNumber != nil)
    facts.insert(.senderContinued, if: senderContinued(reset))
    facts.insert(.senderEnded, if: senderEnded(reset))
    facts.insert(.isUnlikeLinux, if: StackTrait(of: reset.sender, at: segment.tuple.source) != nil)
    facts.insert(.timeToLiveUnlikeSender, if: reset.isTimeToLiveUnlikeSender)
    facts.insert(.networkTimeToLive, if: segment.envelope.timeToLive > 128 && !facts.contains(.senderSeen))
    facts.insert(.opposed, if: reset.opposingReset != nil)
    if segment.options.kinds.contains(.multipath) { facts.formUnion(multipathFacts(segment.options)) }
    if segment.tuple.source.address.isLoopback && segment.tuple.destination.address.isLoopback {
      facts.formUnion(loopbackFacts(reset))
    }
    return facts
  }

  private static func multipathFacts(_ options: TCPOptions) -> Facts {
    var facts: Facts = []
    facts.insert(.multipathReset, if: options.hasMultipathReset)
    facts.insert(.multipathFastClose, if: options.hasMultipathFastClose)
    facts.insert(.multipathReason, if: options.multipathResetReason != 0)
    return facts
  }

  /// The checksum as `tcp_v4_send_reset` leaves it is whole on IPv4 and partial on IPv6, that of `nf_send_reset` the reverse.
  private static func loopbackFacts(_ reset: borrowing ResetView) -> Facts {
    var facts: Facts = .isLoopback
    let envelope = reset.segment.envelope
    let isVersion4 = reset.isVersion4
    facts.insert(.kernelChecksum, if: envelope.checksum == (isVersion4 ? .valid : .partial))
    facts.insert(.firewallChecksum, if: envelope.checksum == (isVersion4 ? .partial : .valid))
    facts.insert(.loopbackMayFragment, if: isVersion4 && !envelope.dontFragment)
    return facts
  }

  /// How bad a departure is.
  static func factsOfDeparture(_ reset: borrowing ResetView, _ numbers: Numbers) -> Facts {
    var facts: Facts = []
    facts.insert(.isSecondAbort, if: numbers.contains(.sequenceNotOfSender) && reset.isSecondAbort)
    facts.insert(.acknowledgesBeyondWindow, if: numbers.contains(.acknowledgesUnsent) && reset.acknowledgesBeyondWindow)
    return facts
  }
}

extension ResetView {
  /// Whether the RST's time to live differs from that of the sender's other segments, where there are any.
  var isTimeToLiveUnlikeSender: Bool {
    guard sender.segments > sender.resets else { return false }
    let own = segment.envelope.timeToLive
    return own != sender.firstTimeToLive && own != sender.lastTimeToLive
  }

  /// Whether the innermost addresses are IPv4.
  var isVersion4: Bool {
    switch segment.tuple.source.address.version {
    case .v4: true
    case .v6: false
    }
  }

  /// Whether it is a second RST of its side with another number, ahead of all that this side sent: who has aborted may
  /// still answer old segments, but only with numbers that the other side acknowledged.
  fileprivate var isSecondAbort: Bool {
    guard let earlier = earlierReset, earlier.flags.contains(.ack) == segment.flags.contains(.ack),
      segment.flags.contains(.ack) || sender.initialSequenceNumber != nil
    else { return false }
    return earlier.sequenceNumber != segment.sequenceNumber
      && sender.nextSequenceNumber.distance(to: segment.sequenceNumber) > 0
  }

  /// Whether it acknowledges more than the window that its sender ever advertised can have let in, whatever the capture
  /// may have lost. Only where the handshake tells how windows are scaled.
  fileprivate var acknowledgesBeyondWindow: Bool {
    guard sender.initialSequenceNumber != nil, receiver.initialSequenceNumber != nil else { return false }
    return Int64(receiver.nextSequenceNumber.distance(to: segment.acknowledgmentNumber)) > Int64(sender.largestWindow)
  }
}

extension TCPOptions {
  /// Whether MP_TCPRST (subtype 8) was there.
  var hasMultipathReset: Bool { kinds.contains(.multipath) && multipathSubtypes & 1 << 8 != 0 }
  /// Whether MP_FASTCLOSE (subtype 7) was there.
  var hasMultipathFastClose: Bool { kinds.contains(.multipath) && multipathSubtypes & 1 << 7 != 0 }
}
