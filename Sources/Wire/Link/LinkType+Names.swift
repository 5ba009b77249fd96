extension LinkType: CustomStringConvertible {
  /// The registry's name in lower-case words, or the number.
  public var description: String { Self.names[rawValue] ?? "link type \(rawValue)" }

  /// Names of the tcpdump group's registry, of read and unread types alike, so that a refusal can say what it refuses.
  private static let names: [UInt16: String] = [
    0: "BSD loopback", 1: "Ethernet", 3: "AX.25", 6: "Token Ring", 7: "ARCNET", 8: "SLIP", 9: "PPP", 10: "FDDI",
    12: "raw IP", 14: "raw IP", 50: "PPP in HDLC framing", 51: "PPPoE", 100: "ATM (RFC 1483)", 101: "raw IP",
    104: "Cisco HDLC", 105: "IEEE 802.11", 107: "Frame Relay", 108: "OpenBSD loopback", 109: "OpenBSD enc",
    113: "Linux cooked v1", 114: "LocalTalk", 117: "OpenBSD pflog", 119: "IEEE 802.11 with Prism header",
    122: "IP over Fibre Channel", 123: "SunATM", 127: "IEEE 802.11 with radiotap", 129: "ARCNET on Linux",
    138: "Apple IP over FireWire", 140: "SS7 MTP2", 143: "DOCSIS", 144: "Linux IrDA", 147: "private use 0",
    163: "IEEE 802.11 with AVS header", 166: "Linux PPP daemon", 169: "GPRS LLC", 177: "Linux LAPD",
    187: "Bluetooth HCI H4", 189: "Linux USB", 192: "Per-Packet Information", 195: "IEEE 802.15.4 with FCS",
    201: "Bluetooth HCI H4 with direction", 204: "PPP with direction", 206: "Linux LAPD with direction",
    209: "IPMB on Linux", 215: "IEEE 802.15.4 without FCS, with PHY", 219: "MPLS", 220: "Linux USB, memory-mapped",
    224: "Fibre Channel FC-2", 226: "Solaris ipnet", 227: "SocketCAN", 228: "raw IPv4", 229: "raw IPv6",
    230: "IEEE 802.15.4 without FCS", 231: "D-Bus", 235: "DVB-CI", 239: "Linux netfilter log", 240: "netANALYZER",
    242: "IP over InfiniBand", 243: "MPEG-2 transport stream", 247: "InfiniBand", 248: "SCTP",
    249: "USBPcap", 251: "Bluetooth LE link layer", 252: "Wireshark upper PDU", 253: "Linux netlink",
    254: "Bluetooth Linux monitor", 258: "Apple PKTAP", 264: "ISO 14443", 266: "Darwin USB", 272: "nordic BLE",
    276: "Linux cooked v2", 278: "USB 1.0/1.1/2.0", 288: "USB 2.0",
  ]
}

extension LinkType {
  /// Whether ``FrameDecoder`` finds TCP in frames of this type; those of another are skipped and named.
  public var isRead: Bool { Self.read.contains(self) }

  private static let read: Set<LinkType> = [
    .null, .ethernet, .tokenRing, .slip, .ppp, .fddi, .rawIPOld, .rawIPOpenBSD, .pppHDLC, .pppoe, .atmLLC, .rawIP,
    .ciscoHDLC, .ieee80211, .frameRelay, .loop, .encapsulated, .linuxCooked, .pflog, .ieee80211Prism,
    .ipOverFibreChannel, .sunATM, .ieee80211Radiotap, .ipOverFireWire, .ieee80211AVS, .pppWithDirection,
    .perPacketInformation, .mpls, .ipv4, .ipv6, .nflog, .ipOverInfiniBand, .pktap, .linuxCooked2, .arcnet,
    .linuxARCNET,
  ]
}
