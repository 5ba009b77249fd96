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
  /// Token Ring.
  public static let tokenRing = LinkType(rawValue: 6)
  /// SLIP behind BSD's 16-byte header.
  public static let slip = LinkType(rawValue: 8)
  /// PPP, perhaps with its HDLC framing.
  public static let ppp = LinkType(rawValue: 9)
  /// FDDI.
  public static let fddi = LinkType(rawValue: 10)
  /// Raw IP as some systems number it: DLT_RAW.
  public static let rawIPOld = LinkType(rawValue: 12)
  /// Raw IP as OpenBSD numbers it: DLT_RAW.
  public static let rawIPOpenBSD = LinkType(rawValue: 14)
  /// PPP in HDLC-like framing (RFC 1662).
  public static let pppHDLC = LinkType(rawValue: 50)
  /// PPPoE (RFC 2516).
  public static let pppoe = LinkType(rawValue: 51)
  /// LLC-encapsulated ATM (RFC 2684).
  public static let atmLLC = LinkType(rawValue: 100)
  /// Raw IP, version from its first four bits.
  public static let rawIP = LinkType(rawValue: 101)
  /// Cisco HDLC.
  public static let ciscoHDLC = LinkType(rawValue: 104)
  /// IEEE 802.11.
  public static let ieee80211 = LinkType(rawValue: 105)
  /// Frame Relay (RFC 2427).
  public static let frameRelay = LinkType(rawValue: 107)
  /// OpenBSD loopback: as ``null``, in network byte order.
  public static let loop = LinkType(rawValue: 108)
  /// OpenBSD's enc(4): IPsec's inner packets.
  public static let encapsulated = LinkType(rawValue: 109)
  /// Linux cooked v1.
  public static let linuxCooked = LinkType(rawValue: 113)
  /// OpenBSD's packet filter log.
  public static let pflog = LinkType(rawValue: 117)
  /// IEEE 802.11 behind a Prism header.
  public static let ieee80211Prism = LinkType(rawValue: 119)
  /// IP over Fibre Channel (RFC 2625).
  public static let ipOverFibreChannel = LinkType(rawValue: 122)
  /// SunATM.
  public static let sunATM = LinkType(rawValue: 123)
  /// IEEE 802.11 behind a radiotap header.
  public static let ieee80211Radiotap = LinkType(rawValue: 127)
  /// Apple's IP over FireWire.
  public static let ipOverFireWire = LinkType(rawValue: 138)
  /// IEEE 802.11 behind an AVS header.
  public static let ieee80211AVS = LinkType(rawValue: 163)
  /// PPP behind a direction byte.
  public static let pppWithDirection = LinkType(rawValue: 204)
  /// CACE's Per-Packet Information header.
  public static let perPacketInformation = LinkType(rawValue: 192)
  /// MPLS labels.
  public static let mpls = LinkType(rawValue: 219)
  /// Raw IPv4.
  public static let ipv4 = LinkType(rawValue: 228)
  /// Raw IPv6.
  public static let ipv6 = LinkType(rawValue: 229)
  /// Linux netfilter log.
  public static let nflog = LinkType(rawValue: 239)
  /// IP over InfiniBand (RFC 4391).
  public static let ipOverInfiniBand = LinkType(rawValue: 242)
  /// Apple's PKTAP, which names the real link type in each frame.
  public static let pktap = LinkType(rawValue: 258)
  /// Linux cooked v2.
  public static let linuxCooked2 = LinkType(rawValue: 276)
}
