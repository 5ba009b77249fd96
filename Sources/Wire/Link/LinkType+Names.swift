extension LinkType: CustomStringConvertible {
  /// The registry's name in lower-case words, or the number.
  public var description: String { Self.names[rawValue] ?? "link type \(rawValue)" }

  /// Names of the tcpdump group's registry, of read and unread types alike, so that a refusal can say what it refuses.
  private static let names: [UInt16: String] = [
    0: "BSD loopback", 1: "Ethernet", 2: "experimental Ethernet", 3: "AX.25", 4: "ProNET", 5: "Chaos", 6: "Token Ring",
    7: "ARCNET", 8: "SLIP", 9: "PPP", 10: "FDDI", 11: "ATM (RFC 1483)", 12: "raw IP", 14: "raw IP",
    50: "PPP in HDLC framing", 51: "PPPoE",
    99: "Symantec Enterprise Firewall", 100: "ATM (RFC 1483)", 101: "raw IP", 102: "BSD/OS SLIP", 103: "BSD/OS PPP",
    104: "Cisco HDLC", 105: "IEEE 802.11", 106: "classical IP over ATM", 107: "Frame Relay", 108: "OpenBSD loopback",
    109: "OpenBSD enc", 110: "ATM LAN emulation", 111: "HIPPI", 112: "NetBSD HDLC", 113: "Linux cooked v1",
    114: "LocalTalk", 115: "Econet", 116: "OpenBSD ipfilter", 117: "OpenBSD pflog", 118: "Cisco IOS",
    119: "IEEE 802.11 with Prism header", 120: "Aironet IEEE 802.11", 121: "Siemens HiPath HDLC",
    122: "IP over Fibre Channel", 123: "SunATM", 124: "RapidIO", 125: "PCI Express", 126: "Aurora",
    127: "IEEE 802.11 with radiotap", 128: "TaZmen Sniffer", 129: "ARCNET on Linux", 130: "Juniper multilink PPP",
    131: "Juniper multilink Frame Relay", 132: "Juniper encryption services", 133: "Juniper GGSN",
    134: "Juniper multilink Frame Relay (FRF.16)", 135: "Juniper ATM2", 136: "Juniper services", 137: "Juniper ATM1",
    138: "Apple IP over FireWire", 139: "SS7 MTP2 with pseudo-header", 140: "SS7 MTP2", 141: "SS7 MTP3",
    142: "SS7 SCCP", 143: "DOCSIS", 144: "Linux IrDA", 145: "IBM SP switch", 146: "IBM next switch",
    147: "private use 0", 148: "private use 1", 149: "Apple PKTAP under its first number", 150: "private use 3",
    151: "private use 4", 152: "private use 5", 153: "private use 6", 154: "private use 7", 155: "private use 8",
    156: "private use 9", 157: "private use 10", 158: "private use 11", 159: "private use 12", 160: "private use 13",
    161: "private use 14", 162: "private use 15", 163: "IEEE 802.11 with AVS header", 164: "Juniper monitor",
    165: "BACnet MS/TP", 166: "Linux PPP daemon", 167: "Juniper PPPoE", 168: "Juniper PPPoE over ATM", 169: "GPRS LLC",
    170: "GPF-T", 171: "GPF-F", 172: "Gcom T1/E1", 173: "Gcom serial", 174: "Juniper PIC peer",
    175: "Endace ERF Ethernet", 176: "Endace ERF POS", 177: "Linux LAPD", 178: "Juniper Ethernet", 179: "Juniper PPP",
    180: "Juniper Frame Relay", 181: "Juniper Cisco HDLC", 182: "multilink Frame Relay", 183: "Juniper voice PIC",
    184: "ARINC 429", 185: "ARINC 653", 186: "FreeBSD USB", 187: "Bluetooth HCI H4", 188: "IEEE 802.16 MAC CPS",
    189: "Linux USB", 190: "CAN 2.0B", 191: "IEEE 802.15.4 on Linux", 192: "Per-Packet Information",
    193: "IEEE 802.16 MAC CPS with radio header", 194: "Juniper integrated services", 195: "IEEE 802.15.4 with FCS",
    196: "SITA", 197: "Endace ERF", 198: "RAIF1", 199: "IPMB", 200: "Juniper secure tunnel",
    201: "Bluetooth HCI H4 with direction", 202: "AX.25 with KISS header", 203: "LAPD", 204: "PPP with direction",
    205: "Cisco HDLC with direction", 206: "Frame Relay with direction", 207: "LAPB with direction",
    209: "I2C on Linux", 210: "FlexRay", 211: "MOST", 212: "LIN", 213: "X2E serial", 214: "X2E Xoraya",
    215: "IEEE 802.15.4 with PHY header", 216: "Linux evdev", 217: "GSM Um", 218: "GSM Abis", 219: "MPLS",
    220: "Linux USB, memory-mapped", 221: "DECT", 222: "AOS", 223: "WirelessHART", 224: "Fibre Channel FC-2",
    225: "Fibre Channel FC-2 with delimiters", 226: "Solaris ipnet", 227: "SocketCAN", 228: "raw IPv4", 229: "raw IPv6",
    230: "IEEE 802.15.4 without FCS", 231: "D-Bus", 232: "Juniper virtual server",
    233: "Juniper SRX end-to-end debugging", 234: "Juniper Fibre Channel", 235: "DVB-CI", 236: "3GPP TS 27.010",
    237: "STANAG 5066", 238: "Juniper ATM CEMIC", 239: "Linux netfilter log", 240: "netANALYZER",
    241: "netANALYZER with preamble", 242: "IP over InfiniBand", 243: "MPEG-2 transport stream", 244: "ng4T",
    245: "NFC LLCP", 246: "OpenBSD pfsync", 247: "InfiniBand", 248: "SCTP", 249: "USBPcap", 250: "RTAC serial",
    251: "Bluetooth LE link layer", 252: "Wireshark upper PDU", 253: "Linux netlink", 254: "Bluetooth Linux monitor",
    255: "Bluetooth baseband", 256: "Bluetooth LE link layer with pseudo-header", 257: "PROFIBUS", 258: "Apple PKTAP",
    259: "Ethernet passive optical network", 260: "IPMI HPM.2", 261: "Z-Wave R1/R2", 262: "Z-Wave R3",
    263: "WattStopper DLM", 264: "ISO 14443", 265: "IEC 62106 RDS", 266: "Darwin USB", 267: "OpenFlow", 268: "SDLC",
    269: "TI LLN sniffer", 270: "LoRaTap", 271: "Linux vsock", 272: "Nordic BLE sniffer", 273: "DOCSIS 3.1 XRA-31",
    274: "Ethernet with preamble", 275: "DisplayPort AUX", 276: "Linux cooked v2", 277: "Sercos monitor",
    278: "OpenVizsla", 279: "Elektrobit", 280: "VPP dispatch trace", 281: "Broadcom switch tag",
    282: "Broadcom switch tag before Ethernet", 283: "IEEE 802.15.4 TAP", 284: "Marvell switch tag",
    285: "Marvell switch tag with type", 286: "ELEE", 287: "Z-Wave serial", 288: "USB 2.0",
    289: "ATSC link-layer protocol", 290: "Windows event log", 291: "netANALYZER NG", 292: "ZBOSS NCP",
    293: "USB 2.0, low speed", 294: "USB 2.0, full speed", 295: "USB 2.0, high speed", 296: "Auerswald log",
    297: "Z-Wave TAP", 298: "Silicon Labs debug channel", 299: "FiRa UCI", 300: "MDB", 301: "DECT NR+",
    302: "EDK II MM", 303: "debug only", 304: "DECT NR+ TAP",
  ]
}

extension LinkType {
  /// Whether ``FrameDecoder`` finds TCP in frames of this type; those of another are skipped and named.
  public var isRead: Bool { Self.read.contains(self) }

  private static let read: Set<LinkType> = [
    .null, .ethernet, .tokenRing, .arcnet, .slip, .ppp, .fddi, .rawIPOld, .rawIPOpenBSD, .pppHDLC, .pppoe, .atmLLC,
    .rawIP, .ciscoHDLC, .ieee80211, .atmClassicalIP, .frameRelay, .loop, .encapsulated, .linuxCooked, .pflog,
    .ieee80211Prism, .ipOverFibreChannel, .sunATM, .ieee80211Radiotap, .tazmenSniffer, .linuxARCNET, .ipOverFireWire,
    .pktapOld, .ieee80211AVS, .pppDaemon, .juniperPPPoE, .juniperEthernet, .juniperPPP, .juniperFrameRelay,
    .juniperCiscoHDLC, .perPacketInformation, .extensibleRecordFormat, .pppWithDirection, .ciscoHDLCWithDirection,
    .frameRelayWithDirection, .mpls, .solarisIPNet, .ipv4, .ipv6, .nflog, .netAnalyzer, .netAnalyzerTransparent,
    .ipOverInfiniBand, .pktap, .epon, .ethernetWithPreamble, .linuxCooked2, .broadcomTag, .broadcomTagBefore,
    .marvellTag, .marvellTypedTag, .atmLLCOld, .symantecFirewall, .netBSDHDLC, .juniperMultilinkPPP,
    .juniperMultilinkFrameRelay, .juniperGGSN, .juniperATM2, .juniperServices, .juniperATM1,
    .genericFramingTransparent, .genericFraming, .juniperVoice, .exportedPDU, .elektrobit,
  ]
}
