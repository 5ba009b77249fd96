extension Scene {
  /// What is true of a reset. A fact that its form does not ask for is not worked out, and not there.
  struct Facts: OptionSet, BitwiseCopyable {
    private(set) var rawValue: UInt64

    init(rawValue: UInt64) { self.rawValue = rawValue }

    private init(_ bit: UInt64) { rawValue = 1 << bit }

    /// Adds `fact` if it is one.
    @inline(always)
    mutating func insert(_ fact: Facts, if isTrue: Bool) { rawValue |= isTrue ? fact.rawValue : 0 }
  }
}

/// Of every reset.
extension Scene.Facts {
  /// The sender is known to have been connected to.
  static let isResponder = Self(0)
  /// The sender is known to have connected.
  static let isOriginator = Self(1)
  /// A segment of the sender that was no RST was seen.
  static let senderSeen = Self(2)
  /// The handshake, or anything after it, was seen of the sender.
  static let senderSynchronized = Self(3)
  /// Payload of the receiver had been captured.
  static let payloadReceived = Self(4)
  /// The sender had sent payload.
  static let payloadSent = Self(5)
  /// The sender had sent its FIN.
  static let senderFin = Self(6)
  /// The sender went on with the connection afterwards.
  static let senderContinued = Self(7)
  /// The sender had ended the connection before: FINs of both sides done, or a RST of its own.
  static let senderEnded = Self(8)
  /// The segment that the RST answers was acknowledged by its sender afterwards: nothing had rejected it.
  static let answeredWasDelivered = Self(9)
  /// The sender's segments show that its system is none of Linux.
  static let isUnlikeLinux = Self(10)
  /// Both ends are loopback addresses.
  static let isLoopback = Self(11)
  /// Its time to live is none of those that the sender's other segments had.
  static let timeToLiveUnlikeSender = Self(12)
  /// Its time to live is above 128, and nothing else of the sender was seen.
  static let networkTimeToLive = Self(13)
  /// The other side had sent a RST before.
  static let opposed = Self(14)
  /// It carries MP_TCPRST.
  static let multipathReset = Self(15)
  /// It carries MP_FASTCLOSE.
  static let multipathFastClose = Self(16)
  /// Its MP_TCPRST gives a reason.
  static let multipathReason = Self(17)
  /// On a loopback address: the checksum as this host's TCP leaves it.
  static let kernelChecksum = Self(18)
  /// On a loopback address: the checksum as a firewall of this host leaves it.
  static let firewallChecksum = Self(19)
  /// On a loopback address: IPv4 without Don't Fragment.
  static let loopbackMayFragment = Self(20)
}

/// Of departures from what any host does.
extension Scene.Facts {
  /// It follows a RST of its side with another number, and is ahead of all that this side sent.
  static let isSecondAbort = Self(21)
  /// It acknowledges more than its sender's windows can have let in.
  static let acknowledgesBeyondWindow = Self(22)
}

/// Of a RST that ends a connection.
extension Scene.Facts {
  /// It acknowledges payload that no earlier segment of the sender acknowledged.
  static let acknowledgesFreshPayload = Self(23)
  /// The sender wrote nothing after the last payload that it received.
  static let payloadUnanswered = Self(24)
  /// The sender had acknowledged payload of a side that the capture does not hold.
  static let acknowledgesUnseenPayload = Self(25)
  /// The connection is older than what was captured of one side at least.
  static let isMidStream = Self(26)
  /// Nothing was seen of either side.
  static let neitherSeen = Self(27)
  /// The sender's FIN was acknowledged.
  static let finAcknowledged = Self(28)
  /// A keepalive probe of the sender went unanswered.
  static let keepaliveUnanswered = Self(29)
  /// Two or more of them did.
  static let keepalivesUnanswered = Self(30)
  /// It came one probe interval after the last probe.
  static let isOnKeepaliveTick = Self(31)
  /// The sender had bytes of its own unacknowledged.
  static let ownBytesUnacknowledged = Self(32)
  /// The receiver had closed its window.
  static let receiverWindowClosed = Self(33)
  /// Its sender's end was over, and it bears the numbers of an answer.
  static let answersAfterItsEnd = Self(34)
  /// Both sides had been silent for long, without keepalive probes.
  static let endsLongSilence = Self(35)
  /// The other end was reset in the same moment.
  static let isOneOfTwo = Self(36)
  /// Its time to live and IP identification are far from all that the sender was seen to write.
  static let isFromElsewhere = Self(37)
}

/// Of a RST that answers, with the connection or without.
extension Scene.Facts {
  /// The sender, who is said to have no socket, repeated its SYN.
  static let keptConnecting = Self(38)
  /// The same side had aborted the connection before.
  static let hasAbortedBefore = Self(39)
  /// A RST of the same sender with another number, then a bare acknowledgment, led to this exact one.
  static let answersChallenge = Self(40)
  /// The sender has said nothing but its SYN or SYN+ACK.
  static let saidOnlySYN = Self(41)
  /// It follows its sender's SYN alone and bears the number that a SYN+ACK acknowledges.
  static let refusesUnseenSynAck = Self(42)
  /// It answers payload beyond the receiver's own FIN.
  static let answersBeyondFin = Self(43)
  /// The other side's RST bore the very number that the sender waited for.
  static let wasResetExactly = Self(44)
  /// The other side's RST may have ended the sender's connection.
  static let mayHaveBeenReset = Self(45)
  /// It answers an acknowledgment of the sender's SYN and of nothing else.
  static let answersAcknowledgmentOfSYN = Self(46)
  /// It answers a segment with ACK.
  static let answersACK = Self(47)
  /// The sender had begun anew, and it answers an acknowledgment of something else than that SYN.
  static let answersOldConnection = Self(48)
  /// It answers an acknowledgment of what the sender's SYN was not.
  static let answersUnacceptableNumber = Self(49)
  /// It answers a SYN+ACK that echoes a timestamp ahead of the sender's SYN.
  static let answersLaterEcho = Self(50)
  /// It answers a SYN+ACK that echoes a timestamp before the sender's only SYN.
  static let answersEarlierEcho = Self(51)
  /// The sender's SYN offers no maximum segment size.
  static let hasNoMaximumSegmentSize = Self(52)
  /// It answers another SYN, or SYN+ACK, than the one which began the handshake.
  static let answersOtherSYN = Self(53)
  /// It answers the acknowledgment of the sender's FIN, and the receiver had sent none.
  static let answersAcknowledgmentOfFin = Self(54)
  /// Nothing was heard for long before the segment that it answers.
  static let followsLongSilence = Self(55)
  /// Nothing was seen of the sender, or the connection is older than what was.
  static let isSenderMidStream = Self(56)
}

/// Of a refusal.
extension Scene.Facts {
  /// The SYN came in the middle of another handshake.
  static let interruptsHandshake = Self(57)
  /// What is left of an old connection of the sender waits.
  static let senderWaits = Self(58)
}
