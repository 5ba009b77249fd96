/// The control bits of a TCP header, the reserved ones included (RFC 9293 §3.1).
public struct TCPFlags: OptionSet, Hashable, Sendable, BitwiseCopyable {
  /// The low 12 bits of header bytes 12 and 13.
  public let rawValue: UInt16

  /// Wraps the low 12 bits of header bytes 12 and 13.
  @inlinable
  public init(rawValue: UInt16) { self.rawValue = rawValue }

  /// No more data from sender.
  @inlinable public static var fin: TCPFlags { TCPFlags(rawValue: 0x001) }
  /// Synchronize sequence numbers.
  @inlinable public static var syn: TCPFlags { TCPFlags(rawValue: 0x002) }
  /// Reset the connection.
  @inlinable public static var rst: TCPFlags { TCPFlags(rawValue: 0x004) }
  /// Push function.
  @inlinable public static var psh: TCPFlags { TCPFlags(rawValue: 0x008) }
  /// The acknowledgment field is significant.
  @inlinable public static var ack: TCPFlags { TCPFlags(rawValue: 0x010) }
  /// The urgent pointer is significant.
  @inlinable public static var urg: TCPFlags { TCPFlags(rawValue: 0x020) }
  /// ECN echo (RFC 3168).
  @inlinable public static var ece: TCPFlags { TCPFlags(rawValue: 0x040) }
  /// Congestion window reduced (RFC 3168).
  @inlinable public static var cwr: TCPFlags { TCPFlags(rawValue: 0x080) }
  /// Accurate ECN (RFC 9768), once the nonce sum.
  @inlinable public static var ae: TCPFlags { TCPFlags(rawValue: 0x100) }
  /// The three bits that are still reserved.
  @inlinable public static var reserved: TCPFlags { TCPFlags(rawValue: 0xe00) }

  /// The names in the order in which people say them: `RST,ACK`.
  private static let names: [(TCPFlags, String)] = [
    (.syn, "SYN"), (.fin, "FIN"), (.rst, "RST"), (.psh, "PSH"), (.ack, "ACK"), (.urg, "URG"), (.ece, "ECE"),
    (.cwr, "CWR"), (.ae, "AE"), (.reserved, "reserved"),
  ]
}

extension TCPFlags: CustomStringConvertible {
  /// The names of the set bits, comma separated, or `none`.
  public var description: String {
    let set = Self.names.filter { !isDisjoint(with: $0.0) }.map(\.1)
    return set.isEmpty ? "none" : set.joined(separator: ",")
  }
}
