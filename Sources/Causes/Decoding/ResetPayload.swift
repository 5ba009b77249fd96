/// What the payload of a RST says (RFC 9293 §3.5.3 lets a RST carry data): the IETF's diagnostic payload, in its two
/// forms, or plain text as RFC 1122 §4.2.2.12 suggested.
///
/// What a RST carries is no application's data but its sender's word on the RST, so reports show it without being asked.
/// The text is the sender's and must be escaped before anybody sees it: it is bounded here, not cleaned.
///
/// Indirect, so that the many RSTs without payload keep only an empty pointer.
public indirect enum ResetPayload: Hashable, Sendable {
  /// A registered reason, with the private enterprise whose number it bears (0 is the IETF's own registry), and text.
  case diagnostic(reason: Reason, enterprise: UInt32, text: String?)
  /// Printable text without further form.
  case text(String)
  /// Neither.
  case unknown(byteCount: Int)

  /// The most text that is kept, in bytes.
  public static let textLimit = 255
  /// The most bytes that are worth reading: the text and the head of either form before it.
  public static let byteLimit = 256 + 32

  /// The same without words of the sender's own: a reason code stays.
  public var withoutText: ResetPayload {
    switch self {
    case .diagnostic(let reason, let enterprise, _): .diagnostic(reason: reason, enterprise: enterprise, text: nil)
    case .text(let text): .unknown(byteCount: text.utf8.count)
    case .unknown: self
    }
  }

  /// Reads the captured payload of a RST; nil where there is none. Total: any bytes yield something.
  public init?(_ bytes: [UInt8]) {
    guard !bytes.isEmpty else { return nil }
    self =
      Self.fixed(bytes) ?? Self.cbor(bytes) ?? Self.plain(bytes) ?? .unknown(byteCount: bytes.count)
  }

  /// Eight bytes (draft-ietf-tcpm-reset-diagnostic-payload): 0x33AA, reason, enterprise number.
  private static func fixed(_ bytes: [UInt8]) -> ResetPayload? {
    guard bytes.count >= 8, bytes[0] == 0x33, bytes[1] == 0xaa else { return nil }
    let reason = UInt16(bytes[2]) << 8 | UInt16(bytes[3])
    let enterprise = bytes[4..<8].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    return .diagnostic(reason: Reason(rawValue: reason), enterprise: enterprise, text: nil)
  }

  /// The earlier drafts' CBOR sequence: `[12345, {1: reason, 2: enterprise, 3: text}]`.
  private static func cbor(_ bytes: [UInt8]) -> ResetPayload? {
    var reader = CBORReader(bytes)
    guard reader.open(array: 2), reader.number() == 12345, let pairs = reader.openMap(), pairs <= 16 else {
      return nil
    }
    var (reason, enterprise): (UInt64?, UInt64) = (nil, 0)
    var text: String?
    for _ in 0..<pairs {
      switch reader.number() {
      case 1: reason = reader.number()
      case 2: enterprise = reader.number() ?? 0
      case 3: text = reader.text(limit: textLimit)
      default: return nil
      }
    }
    guard let reason else { return nil }
    return .diagnostic(
      reason: Reason(rawValue: UInt16(truncatingIfNeeded: reason)), enterprise: UInt32(truncatingIfNeeded: enterprise),
      text: text)
  }

  private static func plain(_ bytes: [UInt8]) -> ResetPayload? {
    let isText = bytes.allSatisfy { (0x20...0x7e).contains($0) || $0 == 0x0a || $0 == 0x0d || $0 == 0x09 }
    return isText ? .text(String(decoding: bytes.prefix(textLimit), as: UTF8.self)) : nil
  }

  /// Why the connection was reset: the draft's registry of codes.
  public struct Reason: RawRepresentable, Hashable, Sendable {
    /// The code as it stands in the payload.
    public let rawValue: UInt16

    /// Wraps a code.
    public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// The registry's names, by code from 1.
    private static let names = [
      "illegal option length", "desynchronized state", "data after CLOSE", "ABORT call", "unexpected ACK",
      "SYN in window", "security compartment", "malformed segment", "not authorized", "resource limit exceeded",
      "network failure", "reset received from peer", "destination unreachable", "connection timeout",
      "too much outstanding data", "unacceptable performance", "middlebox interference",
    ]
  }
}

extension ResetPayload.Reason: CustomStringConvertible {
  /// The registry's name, or the bare code.
  public var description: String {
    let place = Int(rawValue) - 1
    return Self.names.indices.contains(place) ? Self.names[place] : "reason \(rawValue)"
  }
}

/// The few items of CBOR (RFC 8949) that a diagnostic payload is made of; anything else reads as nil.
private struct CBORReader {
  private let bytes: [UInt8]
  private var offset = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func open(array count: UInt64) -> Bool { head(major: 4) == count }

  mutating func openMap() -> UInt64? { head(major: 5) }

  mutating func number() -> UInt64? { head(major: 0) }

  mutating func text(limit: Int) -> String? {
    guard let length = head(major: 3), length <= UInt64(bytes.count - offset) else { return nil }
    let end = offset + Int(length)
    defer { offset = end }
    return String(decoding: bytes[offset..<end].prefix(limit), as: UTF8.self)
  }

  /// The argument of the next item if it is of this major type.
  private mutating func head(major: UInt8) -> UInt64? {
    guard offset < bytes.count, bytes[offset] >> 5 == major else { return nil }
    let short = bytes[offset] & 0x1f
    offset += 1
    guard short >= 24 else { return UInt64(short) }
    guard short <= 27 else { return nil }
    let width = 1 << Int(short - 24)
    guard width <= bytes.count - offset else { return nil }
    defer { offset += width }
    return bytes[offset..<(offset + width)].reduce(0) { $0 << 8 | UInt64($1) }
  }
}
