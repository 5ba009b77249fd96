/// What the options of one TCP header said (RFC 9293 §3.1; kinds from the IANA registry).
///
/// A plain value of fixed size: presence is a bit in ``kinds``, and a field is meaningful only if its bit is set.
public struct TCPOptions: Hashable, Sendable, BitwiseCopyable {
  /// Which options were there.
  public struct Kinds: OptionSet, Hashable, Sendable, BitwiseCopyable {
    /// One bit for each kind that we know.
    public let rawValue: UInt16
    /// Wraps raw bits.
    @inlinable
    public init(rawValue: UInt16) { self.rawValue = rawValue }
    /// Kind 2.
    public static let maximumSegmentSize = Kinds(rawValue: 1 << 0)
    /// Kind 3 (RFC 7323 §2).
    public static let windowScale = Kinds(rawValue: 1 << 1)
    /// Kind 4 (RFC 2018).
    public static let sackPermitted = Kinds(rawValue: 1 << 2)
    /// Kind 5 (RFC 2018).
    public static let sack = Kinds(rawValue: 1 << 3)
    /// Kind 8 (RFC 7323 §3).
    public static let timestamps = Kinds(rawValue: 1 << 4)
    /// Kind 19 (RFC 2385).
    public static let md5Signature = Kinds(rawValue: 1 << 5)
    /// Kind 29 (RFC 5925).
    public static let authentication = Kinds(rawValue: 1 << 6)
    /// Kind 30 (RFC 8684).
    public static let multipath = Kinds(rawValue: 1 << 7)
    /// Kind 34 (RFC 7413).
    public static let fastOpen = Kinds(rawValue: 1 << 8)
    /// A kind not named here.
    public static let other = Kinds(rawValue: 1 << 14)
    /// A length that ran past the header or was below two; what came before it still counts.
    public static let malformed = Kinds(rawValue: 1 << 15)
  }

  /// Which options were there.
  public var kinds: Kinds = []
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
  /// Kind 5: the right edge of the first block.
  public var sackRightEdge: SequenceNumber = SequenceNumber(rawValue: 0)

  /// No options.
  public init() {}
}
