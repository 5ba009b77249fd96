public import Wire

/// The facts that may be absent.
extension Peer {
  /// Its ISS, if its SYN was seen.
  public var initialSequenceNumber: SequenceNumber? {
    @inlinable get { present.contains(.iss) ? iss : nil }
    set {
      iss = newValue ?? SequenceNumber(rawValue: 0)
      mark(.iss, newValue != nil)
    }
  }

  /// What its relative sequence numbers count from: its ISS, or one below the first number known of it.
  public var baseSequenceNumber: SequenceNumber? {
    @inlinable get { present.contains(.base) ? base : nil }
    set {
      base = newValue ?? SequenceNumber(rawValue: 0)
      mark(.base, newValue != nil)
    }
  }

  /// RCV.NXT as far as it said: the highest acknowledgment it sent.
  public var acknowledged: SequenceNumber? {
    @inlinable get { present.contains(.acknowledgment) ? acknowledgment : nil }
    set {
      acknowledgment = newValue ?? SequenceNumber(rawValue: 0)
      mark(.acknowledgment, newValue != nil)
    }
  }

  /// Its shift count, if its SYN carried one (RFC 7323 §2).
  public var windowScale: UInt8? {
    @inlinable get { present.contains(.windowScale) ? scale : nil }
    set {
      scale = newValue ?? 0
      mark(.windowScale, newValue != nil)
    }
  }

  /// Where its FIN stood in sequence space, if it sent one.
  public var finSequenceNumber: SequenceNumber? {
    @inlinable get { present.contains(.fin) ? finSequence : nil }
    set {
      finSequence = newValue ?? SequenceNumber(rawValue: 0)
      mark(.fin, newValue != nil)
    }
  }

  /// The frame of its (first) FIN.
  public var finFrame: FrameID? {
    @inlinable get { present.contains(.fin) ? finFrameNumber : nil }
    set { finFrameNumber = newValue ?? FrameID(number: 0) }
  }

  /// The first frame of the other side that acknowledged its FIN.
  public var finAcknowledgedFrame: FrameID? {
    @inlinable get { present.contains(.finAcknowledged) ? finAcknowledgedFrameNumber : nil }
    set {
      finAcknowledgedFrameNumber = newValue ?? FrameID(number: 0)
      mark(.finAcknowledged, newValue != nil)
    }
  }

  /// Whether the segment that first acknowledged its FIN carried payload.
  public var finAcknowledgedWithPayload: Bool {
    @inlinable get { present.contains(.finAcknowledgedWithPayload) }
    set { mark(.finAcknowledgedWithPayload, newValue) }
  }

  /// Whether its FIN reached the other side in order, as far as the capture tells.
  @inlinable
  public var finArrived: Bool { present.contains(.finArrived) }

  /// Whether an acceptable RST ended this side; ``stateBeforeReset`` says what it was.
  @inlinable
  public var isClosedByReset: Bool { present.contains(.closedByReset) }

  /// Whether this side's SYN offered timestamps, or, mid-stream, its segments carry them.
  public var usesTimestamps: Bool {
    @inlinable get { present.contains(.timestamps) }
    set { mark(.timestamps, newValue) }
  }

  /// Whether this side sent an MD5 or TCP-AO signature.
  public var isSigned: Bool {
    @inlinable get { present.contains(.signed) }
    set { mark(.signed, newValue) }
  }

  /// Whether this side's SYN carried MP_CAPABLE or MP_JOIN.
  public var usesMultipath: Bool {
    @inlinable get { present.contains(.multipath) }
    set { mark(.multipath, newValue) }
  }

  /// Whether its SYN carried payload or a Fast Open option (RFC 7413).
  public var usesFastOpen: Bool {
    @inlinable get { present.contains(.fastOpen) }
    set { mark(.fastOpen, newValue) }
  }

  /// The right-most edge of the SACK blocks that it last sent (RFC 2018), while it was ahead of ``acknowledged``.
  public var sackRightEdge: SequenceNumber? {
    @inlinable get { present.contains(.sackEdge) ? sackEdge : nil }
    set {
      sackEdge = newValue ?? SequenceNumber(rawValue: 0)
      mark(.sackEdge, newValue != nil)
    }
  }

  /// The number of a later SYN of this side that differs from its ISS and was not taken as a new connection.
  public var differingSYN: SequenceNumber? {
    @inlinable get { present.contains(.otherISS) ? otherISS : nil }
    set {
      otherISS = newValue ?? SequenceNumber(rawValue: 0)
      mark(.otherISS, newValue != nil)
    }
  }

  /// When it last sent payload.
  public var lastPayloadTime: Timestamp? {
    @inlinable get { payloadTime.nanoseconds == .min ? nil : payloadTime }
    set { payloadTime = newValue ?? Timestamp(nanoseconds: .min) }
  }

  /// Its last segment that was no RST.
  public var lastSegment: SegmentSummary? {
    @inlinable get { present.contains(.last) ? last : nil }
    set {
      last = newValue ?? .none
      mark(.last, newValue != nil)
    }
  }

  /// The frame of its last segment that was no RST.
  @inlinable
  public var lastFrame: FrameID? { present.contains(.last) ? last.frame : nil }

  /// When it last sent a segment that was no RST; the epoch if it never did.
  @inlinable
  public var lastTime: Timestamp { last.time }

  mutating func mark(_ bit: Presence, _ value: Bool) {
    if value { present.formUnion(bit) } else { present.subtract(bit) }
  }
}
