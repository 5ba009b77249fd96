/// How the first header of a frame is to be read: a LINKTYPE_ number of the tcpdump group's registry.
public struct LinkType: RawRepresentable, Hashable, Sendable, BitwiseCopyable {
  /// The registered number.
  public var rawValue: UInt16
  /// Wraps a registered number.
  @inlinable
  public init(rawValue: UInt16) { self.rawValue = rawValue }

  /// BSD loopback: a four-byte address family in the capturing host's byte order.
  public static let null = LinkType(rawValue: 0)
  /// Ethernet.
  public static let ethernet = LinkType(rawValue: 1)
  /// PPP, perhaps with its HDLC framing.
  public static let ppp = LinkType(rawValue: 9)
  /// PPP in HDLC-like framing (RFC 1662).
  public static let pppHDLC = LinkType(rawValue: 50)
  /// PPPoE (RFC 2516).
  public static let pppoe = LinkType(rawValue: 51)
  /// Raw IP, version from its first four bits.
  public static let rawIP = LinkType(rawValue: 101)
  /// IEEE 802.11.
  public static let ieee80211 = LinkType(rawValue: 105)
  /// OpenBSD loopback: as ``null``, in network byte order.
  public static let loop = LinkType(rawValue: 108)
  /// Linux cooked v1.
  public static let linuxCooked = LinkType(rawValue: 113)
  /// IEEE 802.11 behind a radiotap header.
  public static let ieee80211Radiotap = LinkType(rawValue: 127)
  /// Raw IPv4.
  public static let ipv4 = LinkType(rawValue: 228)
  /// Raw IPv6.
  public static let ipv6 = LinkType(rawValue: 229)
  /// Linux cooked v2.
  public static let linuxCooked2 = LinkType(rawValue: 276)
}
