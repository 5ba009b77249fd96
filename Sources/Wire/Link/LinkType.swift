/// How the first header of a frame is to be read: a LINKTYPE_ number of the tcpdump group's registry.
public struct LinkType: RawRepresentable, Hashable, Sendable, BitwiseCopyable {
  /// The registered number.
  public var rawValue: UInt16
  /// Wraps a registered number.
  @inlinable
  public init(rawValue: UInt16) { self.rawValue = rawValue }

  /// BSD loopback: a four-byte address family in the capturing host's byte order.
  @inlinable public static var null: LinkType { LinkType(rawValue: 0) }
  /// Ethernet.
  @inlinable public static var ethernet: LinkType { LinkType(rawValue: 1) }
  /// Token Ring.
  @inlinable public static var tokenRing: LinkType { LinkType(rawValue: 6) }
  /// ARCNET as BSD captures it.
  @inlinable public static var arcnet: LinkType { LinkType(rawValue: 7) }
  /// SLIP behind BSD's 16-byte header.
  @inlinable public static var slip: LinkType { LinkType(rawValue: 8) }
  /// PPP, perhaps with its HDLC framing.
  @inlinable public static var ppp: LinkType { LinkType(rawValue: 9) }
  /// FDDI.
  @inlinable public static var fddi: LinkType { LinkType(rawValue: 10) }
  /// LLC-encapsulated ATM as BSD/OS numbers it.
  @inlinable public static var atmLLCOld: LinkType { LinkType(rawValue: 11) }
  /// Raw IP as some systems number it: DLT_RAW.
  @inlinable public static var rawIPOld: LinkType { LinkType(rawValue: 12) }
  /// Raw IP as OpenBSD numbers it: DLT_RAW.
  @inlinable public static var rawIPOpenBSD: LinkType { LinkType(rawValue: 14) }
  /// PPP in HDLC-like framing (RFC 1662).
  @inlinable public static var pppHDLC: LinkType { LinkType(rawValue: 50) }
  /// PPPoE (RFC 2516).
  @inlinable public static var pppoe: LinkType { LinkType(rawValue: 51) }
  /// Symantec's Enterprise Firewall.
  @inlinable public static var symantecFirewall: LinkType { LinkType(rawValue: 99) }
  /// LLC-encapsulated ATM (RFC 2684).
  @inlinable public static var atmLLC: LinkType { LinkType(rawValue: 100) }
  /// Raw IP, version from its first four bits.
  @inlinable public static var rawIP: LinkType { LinkType(rawValue: 101) }
  /// Cisco HDLC.
  @inlinable public static var ciscoHDLC: LinkType { LinkType(rawValue: 104) }
  /// IEEE 802.11.
  @inlinable public static var ieee80211: LinkType { LinkType(rawValue: 105) }
  /// Linux's classical IP over ATM (RFC 1577).
  @inlinable public static var atmClassicalIP: LinkType { LinkType(rawValue: 106) }
  /// Frame Relay (RFC 2427).
  @inlinable public static var frameRelay: LinkType { LinkType(rawValue: 107) }
  /// OpenBSD loopback: as ``null``, in network byte order.
  @inlinable public static var loop: LinkType { LinkType(rawValue: 108) }
  /// OpenBSD's enc(4): IPsec's inner packets.
  @inlinable public static var encapsulated: LinkType { LinkType(rawValue: 109) }
  /// NetBSD's HDLC, which is Cisco's.
  @inlinable public static var netBSDHDLC: LinkType { LinkType(rawValue: 112) }
  /// Linux cooked v1.
  @inlinable public static var linuxCooked: LinkType { LinkType(rawValue: 113) }
  /// OpenBSD's packet filter log.
  @inlinable public static var pflog: LinkType { LinkType(rawValue: 117) }
  /// IEEE 802.11 behind a Prism header.
  @inlinable public static var ieee80211Prism: LinkType { LinkType(rawValue: 119) }
  /// IP over Fibre Channel (RFC 2625).
  @inlinable public static var ipOverFibreChannel: LinkType { LinkType(rawValue: 122) }
  /// SunATM.
  @inlinable public static var sunATM: LinkType { LinkType(rawValue: 123) }
  /// IEEE 802.11 behind a radiotap header.
  @inlinable public static var ieee80211Radiotap: LinkType { LinkType(rawValue: 127) }
  /// TaZmen Sniffer Protocol, which names the real link type in each frame.
  @inlinable public static var tazmenSniffer: LinkType { LinkType(rawValue: 128) }
  /// ARCNET as Linux captures it.
  @inlinable public static var linuxARCNET: LinkType { LinkType(rawValue: 129) }
  /// Juniper's multilink PPP.
  @inlinable public static var juniperMultilinkPPP: LinkType { LinkType(rawValue: 130) }
  /// Juniper's multilink Frame Relay (FRF.15).
  @inlinable public static var juniperMultilinkFrameRelay: LinkType { LinkType(rawValue: 131) }
  /// Juniper's GGSN.
  @inlinable public static var juniperGGSN: LinkType { LinkType(rawValue: 133) }
  /// Juniper's second ATM interface card.
  @inlinable public static var juniperATM2: LinkType { LinkType(rawValue: 135) }
  /// Juniper's service card.
  @inlinable public static var juniperServices: LinkType { LinkType(rawValue: 136) }
  /// Juniper's first ATM interface card.
  @inlinable public static var juniperATM1: LinkType { LinkType(rawValue: 137) }
  /// Apple's IP over FireWire.
  @inlinable public static var ipOverFireWire: LinkType { LinkType(rawValue: 138) }
  /// The number for private use that Apple's PKTAP bore first.
  @inlinable public static var pktapOld: LinkType { LinkType(rawValue: 149) }
  /// IEEE 802.11 behind an AVS header.
  @inlinable public static var ieee80211AVS: LinkType { LinkType(rawValue: 163) }
  /// PPP as Linux's pppd hands it out: a byte of direction in the address's place.
  @inlinable public static var pppDaemon: LinkType { LinkType(rawValue: 166) }
  /// Juniper's PPPoE.
  @inlinable public static var juniperPPPoE: LinkType { LinkType(rawValue: 167) }
  /// Generic Framing Procedure, transparent (ITU-T G.7041).
  @inlinable public static var genericFramingTransparent: LinkType { LinkType(rawValue: 170) }
  /// Generic Framing Procedure, frame-mapped (ITU-T G.7041).
  @inlinable public static var genericFraming: LinkType { LinkType(rawValue: 171) }
  /// Juniper's Ethernet.
  @inlinable public static var juniperEthernet: LinkType { LinkType(rawValue: 178) }
  /// Juniper's PPP.
  @inlinable public static var juniperPPP: LinkType { LinkType(rawValue: 179) }
  /// Juniper's Frame Relay.
  @inlinable public static var juniperFrameRelay: LinkType { LinkType(rawValue: 180) }
  /// Juniper's Cisco HDLC.
  @inlinable public static var juniperCiscoHDLC: LinkType { LinkType(rawValue: 181) }
  /// Juniper's voice card.
  @inlinable public static var juniperVoice: LinkType { LinkType(rawValue: 183) }
  /// CACE's Per-Packet Information header.
  @inlinable public static var perPacketInformation: LinkType { LinkType(rawValue: 192) }
  /// Endace's Extensible Record Format.
  @inlinable public static var extensibleRecordFormat: LinkType { LinkType(rawValue: 197) }
  /// PPP behind a direction byte.
  @inlinable public static var pppWithDirection: LinkType { LinkType(rawValue: 204) }
  /// Cisco HDLC behind a direction byte.
  @inlinable public static var ciscoHDLCWithDirection: LinkType { LinkType(rawValue: 205) }
  /// Frame Relay behind a direction byte.
  @inlinable public static var frameRelayWithDirection: LinkType { LinkType(rawValue: 206) }
  /// MPLS labels.
  @inlinable public static var mpls: LinkType { LinkType(rawValue: 219) }
  /// Solaris ipnet.
  @inlinable public static var solarisIPNet: LinkType { LinkType(rawValue: 226) }
  /// Raw IPv4.
  @inlinable public static var ipv4: LinkType { LinkType(rawValue: 228) }
  /// Raw IPv6.
  @inlinable public static var ipv6: LinkType { LinkType(rawValue: 229) }
  /// Linux netfilter log.
  @inlinable public static var nflog: LinkType { LinkType(rawValue: 239) }
  /// Hilscher's netANALYZER: four bytes, then Ethernet.
  @inlinable public static var netAnalyzer: LinkType { LinkType(rawValue: 240) }
  /// The same with the preamble.
  @inlinable public static var netAnalyzerTransparent: LinkType { LinkType(rawValue: 241) }
  /// IP over InfiniBand (RFC 4391).
  @inlinable public static var ipOverInfiniBand: LinkType { LinkType(rawValue: 242) }
  /// What Wireshark exported from above the link: the name of a protocol, and its bytes.
  @inlinable public static var exportedPDU: LinkType { LinkType(rawValue: 252) }
  /// Apple's PKTAP, which names the real link type in each frame.
  @inlinable public static var pktap: LinkType { LinkType(rawValue: 258) }
  /// Ethernet passive optical network: the preamble, then Ethernet.
  @inlinable public static var epon: LinkType { LinkType(rawValue: 259) }
  /// Ethernet behind its preamble (IEEE 802.3br).
  @inlinable public static var ethernetWithPreamble: LinkType { LinkType(rawValue: 274) }
  /// Linux cooked v2.
  @inlinable public static var linuxCooked2: LinkType { LinkType(rawValue: 276) }
  /// Elektrobit's high-speed capture and replay: 32 bytes, then what the first names.
  @inlinable public static var elektrobit: LinkType { LinkType(rawValue: 279) }
  /// Ethernet with a Broadcom switch's tag behind the addresses.
  @inlinable public static var broadcomTag: LinkType { LinkType(rawValue: 281) }
  /// Ethernet behind a Broadcom switch's tag.
  @inlinable public static var broadcomTagBefore: LinkType { LinkType(rawValue: 282) }
  /// Ethernet with a Marvell switch's tag behind the addresses.
  @inlinable public static var marvellTag: LinkType { LinkType(rawValue: 284) }
  /// Ethernet with a Marvell switch's tag that has a type of its own.
  @inlinable public static var marvellTypedTag: LinkType { LinkType(rawValue: 285) }
}
