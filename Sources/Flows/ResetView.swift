public import Wire

/// A reset in its context, shown where it lies: to copy what a ``Reset`` holds would cost more than to judge it.
///
/// It is good for the call that shows it, and cannot be kept. Its properties are those of ``Reset``.
@safe @frozen public struct ResetView: ~Copyable {
  @usableFromInline let segmentAddress: UnsafePointer<Segment>
  @usableFromInline let senderAddress: UnsafePointer<Peer>
  @usableFromInline let receiverAddress: UnsafePointer<Peer>
  @usableFromInline let circumstances: Circumstances
  /// ``Reset/followsAbort``.
  public let followsAbort: Bool
  /// ``Reset/quietBeforeProvocation``.
  public let quietBeforeProvocation: Int64
  /// ``Reset/provokedBy``.
  public let provokedBy: SegmentSummary?
  /// ``Reset/earlierReset``.
  public let earlierReset: SegmentSummary?
  /// ``Reset/opposingReset``.
  public let opposingReset: SegmentSummary?
  /// ``Reset/aftermath``.
  public let aftermath: Aftermath

  /// ``Reset/segment``.
  public var segment: Segment { @inlinable unsafeAddress { unsafe segmentAddress } }
  /// ``Reset/sender``.
  public var sender: Peer { @inlinable unsafeAddress { unsafe senderAddress } }
  /// ``Reset/receiver``.
  public var receiver: Peer { @inlinable unsafeAddress { unsafe receiverAddress } }

  /// ``Reset/sentBy``.
  @inlinable public var sentBy: Side { circumstances.sentBy }
  /// ``Reset/knowsOriginator``.
  @inlinable public var knowsOriginator: Bool { circumstances.knowsOriginator }
  /// ``Reset/roundTrip``.
  @inlinable public var roundTrip: Int64? { circumstances.roundTrip }
  /// The state that the sender had reached in ``Reset/predecessor``.
  @inlinable public var senderBefore: EndpointState? { circumstances.senderBefore }

  /// What a flow says of all its resets.
  @frozen @usableFromInline
  struct Circumstances: BitwiseCopyable {
    @usableFromInline let sentBy: Side
    @usableFromInline let knowsOriginator: Bool
    @usableFromInline let roundTrip: Int64?
    @usableFromInline let senderBefore: EndpointState?

    init(sentBy: Side, knowsOriginator: Bool, roundTrip: Int64?, senderBefore: EndpointState?) {
      (self.sentBy, self.knowsOriginator) = (sentBy, knowsOriginator)
      (self.roundTrip, self.senderBefore) = (roundTrip, senderBefore)
    }
  }

  /// What came after it, as far as it is known.
  @safe @frozen public struct Aftermath: BitwiseCopyable {
    @usableFromInline let address: UnsafePointer<Reset.Aftermath>?

    init(_ address: UnsafePointer<Reset.Aftermath>?) { unsafe self.address = address }

    /// ``Reset/Aftermath/senderContinued``.
    @inlinable public var senderContinued: SegmentSummary? { unsafe address?.pointee.senderContinued }
    /// ``Reset/Aftermath/receiverContinued``.
    @inlinable public var receiverContinued: SegmentSummary? { unsafe address?.pointee.receiverContinued }
    /// ``Reset/Aftermath/nextReset``.
    @inlinable public var nextReset: SegmentSummary? { unsafe address?.pointee.nextReset }
    /// ``Reset/Aftermath/receiverReset``.
    @inlinable public var receiverReset: SegmentSummary? { unsafe address?.pointee.receiverReset }
  }
}

extension Reset {
  /// Shows it to those who judge resets where they lie.
  public func show<Result>(_ body: (borrowing ResetView) -> Result) -> Result {
    unsafe withUnsafePointer(to: segment) { segment in
      unsafe withUnsafePointer(to: sender) { sender in
        unsafe withUnsafePointer(to: receiver) { receiver in
          unsafe withUnsafePointer(to: aftermath) { aftermath in
            body(
              unsafe ResetView(
                segmentAddress: segment, senderAddress: sender, receiverAddress: receiver, circumstances: circumstances,
                followsAbort: followsAbort, quietBeforeProvocation: quietBeforeProvocation, provokedBy: provokedBy,
                earlierReset: earlierReset, opposingReset: opposingReset, aftermath: ResetView.Aftermath(aftermath)))
          }
        }
      }
    }
  }

  private var circumstances: ResetView.Circumstances {
    ResetView.Circumstances(
      sentBy: sentBy, knowsOriginator: knowsOriginator, roundTrip: roundTrip, senderBefore: predecessor?.sender)
  }
}

extension ResetView {
  /// Shows a RST that is queued, between these two sides. Inout although nothing is changed: what is not, would be copied.
  @inline(__always)
  static func show(
    _ item: inout PendingResets.Item, _ sender: inout Peer, _ receiver: inout Peer, _ circumstances: Circumstances,
    _ aftermath: Aftermath, _ body: (borrowing ResetView) -> Void
  ) {
    let (provokedBy, earlier, opposing) = item.before
    let (followsAbort, quiet) = (item.known.contains(.abort), item.quiet)
    unsafe withUnsafePointer(to: &item.segment) { segment in
      unsafe withUnsafePointer(to: &sender) { sender in
        unsafe withUnsafePointer(to: &receiver) { receiver in
          body(
            unsafe ResetView(
              segmentAddress: segment, senderAddress: sender, receiverAddress: receiver, circumstances: circumstances,
              followsAbort: followsAbort, quietBeforeProvocation: quiet, provokedBy: provokedBy,
              earlierReset: earlier, opposingReset: opposing, aftermath: aftermath))
        }
      }
    }
  }
}

extension ResetView {
  /// Shows a RST that is queued, as it was saved.
  @inline(__always)
  static func show(
    _ item: inout PendingResets.Item, _ saved: inout PendingResets.Saved, _ aftermath: Aftermath,
    _ body: (borrowing ResetView) -> Void
  ) {
    let circumstances = Circumstances(&saved)
    show(&item, &saved.sender, &saved.receiver, circumstances, aftermath, body)
  }
}

extension ResetView.Circumstances {
  /// Inout and inlined although it changes nothing: what is handed on, would be copied.
  @inline(__always)
  init(_ entry: inout FlowEntry, _ predecessor: FlowEntry.Predecessor?, fromLow: Bool) {
    self.init(
      sentBy: entry.side(isLow: fromLow), knowsOriginator: entry.roles.isKnown, roundTrip: entry.handshake.roundTrip,
      senderBefore: predecessor.map { Reset.Predecessor($0, senderIsLow: fromLow).sender })
  }

  @inline(__always)
  init(_ saved: inout PendingResets.Saved) {
    self.init(
      sentBy: saved.sentBy, knowsOriginator: saved.knowsOriginator, roundTrip: saved.handshake.roundTrip,
      senderBefore: saved.hasPredecessor ? saved.predecessor.sender : nil)
  }
}
