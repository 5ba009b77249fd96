/// What the options of one TCP header said (RFC 9293 §3.1; kinds from the IANA registry).
///
/// A plain value of fixed size: presence is a bit in ``kinds``, and a field is meaningful only if its bit is set.
@frozen public struct TCPOptions: Hashable, Sendable, BitwiseCopyable {
  /// Which options were there.
  public struct Kinds: OptionSet, Hashable, Sendable, BitwiseCopyable {
    /// One bit for each kind that we know.
    public let rawValue: UInt16
    /// Wraps raw bits.
    @inlinable
    public init(rawValue: UInt16) { self.rawValue = rawValue }
    /// Kind 2.
    @inlinable public static var maximumSegmentSize: Kinds { Kinds(rawValue: 1 << 0) }
    /// Kind 3 (RFC 7323 §2).
    @inlinable public static var windowScale: Kinds { Kinds(rawValue: 1 << 1) }
    /// Kind 4 (RFC 2018).
    @inlinable public static var sackPermitted: Kinds { Kinds(rawValue: 1 << 2) }
    /// Kind 5 (RFC 2018).
    @inlinable public static var sack: Kinds { Kinds(rawValue: 1 << 3) }
    /// Kind 8 (RFC 7323 §3).
    @inlinable public static var timestamps: Kinds { Kinds(rawValue: 1 << 4) }
    /// Kind 19 (RFC 2385).
    @inlinable public static var md5Signature: Kinds { Kinds(rawValue: 1 << 5) }
    /// Kind 29 (RFC 5925).
    @inlinable public static var authentication: Kinds { Kinds(rawValue: 1 << 6) }
    /// Kind 30 (RFC 8684).
    @inlinable public static var multipath: Kinds { Kinds(rawValue: 1 << 7) }
    /// Kind 34 (RFC 7413).
    @inlinable public static var fastOpen: Kinds { Kinds(rawValue: 1 << 8) }
    /// The window scale stood before SACK-permitted or timestamps: the order of BSD and Windows, never of Linux
    /// (`tcp_options_write`).
    @inlinable public static var scaleFirst: Kinds { Kinds(rawValue: 1 << 9) }
    /// The capture ends within the header: more options may have followed.
    @inlinable public static var cut: Kinds { Kinds(rawValue: 1 << 13) }
    /// A kind not named here.
    @inlinable public static var other: Kinds { Kinds(rawValue: 1 << 14) }
    /// A length that ran past the header or was below two; what came before it still counts.
    @inlinable public static var malformed: Kinds { Kinds(rawValue: 1 << 15) }
  }

  /// Which options were there.
  public var kinds = Kinds(rawValue: 0)
  /// Kind 2, in bytes.
  public var maximumSegmentSize: UInt16 = 0
  /// Kind 3: the shift count, 0 to 14; larger counts are read as 14 (RFC 7323 §2.3).
  public var windowScale: UInt8 = 0
  /// Kind 30: bit `n` is set if subtype `n` was there (7 is MP_FASTCLOSE, 8 is MP_TCPRST).
  public var multipathSubtypes: UInt16 = 0
  /// Kind 30 subtype 8: the reason code of MP_TCPRST (RFC 8684 §3.6).
  public var multipathResetReason: UInt8 = 0
  /// Kind 8: TSval.
  public var timestampValue: UInt32 = 0
  /// Kind 8: TSecr.
  public var timestampEcho: UInt32 = 0
  /// Kind 5: the right edge of the right-most block; the first block is the latest and may lie below others (RFC 2018 §4).
  public var sackRightEdge: SequenceNumber = SequenceNumber(rawValue: 0)

  /// No options.
  @inlinable
  public init() {}
}
