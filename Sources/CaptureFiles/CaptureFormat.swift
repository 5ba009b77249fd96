/// Which kind of capture file it is.
public enum CaptureFormat: Hashable, Sendable {
  /// tcpdump's format, in one of its variants.
  case pcap(nanoseconds: Bool, variant: PcapVariant)
  /// The block format (draft-ietf-opsawg-pcapng).
  case pcapng

  /// How long a pcap record's header is, for those who changed the format without changing it much.
  public enum PcapVariant: UInt8, Sendable, CaseIterable {
    /// 16 bytes, as libpcap writes.
    case standard
    /// 20 bytes: Nokia's IPSO.
    case nokia
    /// 24 bytes: Alexey Kuznetzov's patched libpcap, with interface, protocol and packet type.
    case kuznetzov
    /// 28 bytes: the same with two processors' numbers, in SuSE 6.3.
    case kuznetzovSMP
  }
}

extension CaptureFormat: CustomStringConvertible {
  /// `pcap`, `pcap (nanoseconds)`, `pcap (modified)`, `pcapng`.
  public var description: String {
    switch self {
    case .pcapng: "pcapng"
    case .pcap(let nanoseconds, .standard): nanoseconds ? "pcap (nanoseconds)" : "pcap"
    case .pcap(_, .nokia): "pcap (Nokia)"
    case .pcap(_, .kuznetzov), .pcap(_, .kuznetzovSMP): "pcap (modified)"
    }
  }
}
