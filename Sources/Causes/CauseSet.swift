/// A set of causes in 32 bits: no allocation, for use on every reset.
public struct CauseSet: SetAlgebra, Hashable, Sendable, BitwiseCopyable {
  /// One bit for each cause, at its ``Cause/ordinal``.
  var bits: UInt32

  /// No cause.
  @inlinable
  public init() { self.init(bits: 0) }

  @usableFromInline
  init(bits: UInt32) { self.bits = bits }

  /// One cause.
  public init(_ cause: Cause) { bits = 1 &<< UInt32(cause.ordinal) }

  /// Whether it holds none.
  public var isEmpty: Bool { bits == 0 }
  /// How many it holds.
  public var count: Int { bits.nonzeroBitCount }

  public func contains(_ cause: Cause) -> Bool { bits & CauseSet(cause).bits != 0 }
  public func union(_ other: CauseSet) -> CauseSet { CauseSet(bits: bits | other.bits) }
  public func intersection(_ other: CauseSet) -> CauseSet { CauseSet(bits: bits & other.bits) }
  public func symmetricDifference(_ other: CauseSet) -> CauseSet { CauseSet(bits: bits ^ other.bits) }
  public mutating func formUnion(_ other: CauseSet) { bits |= other.bits }
  public mutating func formIntersection(_ other: CauseSet) { bits &= other.bits }
  public mutating func formSymmetricDifference(_ other: CauseSet) { bits ^= other.bits }
  public func subtracting(_ other: CauseSet) -> CauseSet { CauseSet(bits: bits & ~other.bits) }

  @discardableResult
  public mutating func insert(_ cause: Cause) -> (inserted: Bool, memberAfterInsert: Cause) {
    let isNew = !contains(cause)
    bits |= CauseSet(cause).bits
    return (isNew, cause)
  }

  @discardableResult
  public mutating func remove(_ cause: Cause) -> Cause? {
    guard contains(cause) else { return nil }
    bits &= ~CauseSet(cause).bits
    return cause
  }

  @discardableResult
  public mutating func update(with cause: Cause) -> Cause? { insert(cause).inserted ? nil : cause }
}

extension CauseSet {
  /// The members in the order of ``Cause/allCases``.
  public var members: [Cause] { Cause.allCases.filter(contains) }

  /// Sent by an end host that was ending the connection: one shape on the wire.
  public static let ending: CauseSet = [
    .closeWithUnreadData, .processExitWithUnreadData, .lingerZeroClose, .listenerClosed, .disconnect,
    .administrativeKill, .linger2Expired, .keepaliveTimeout, .orphanLimit,
  ]

  /// Sent by an end host in answer to a segment that it had no use for.
  public static let answering: CauseSet = [
    .noListener, .dataAfterClose, .halfOpenPeer, .backlogOverflow, .unacceptableAckInHandshake, .invalidSyn,
    .unexpectedSynAck, .timeWaitCollision, .mptcpReset, .challengeReply,
  ]

  /// Sent by something in between.
  public static let between: CauseSet = [.firewallReject, .stateLostInNetwork, .forgedReset]
}
