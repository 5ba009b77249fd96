internal import CPcap
internal import Glibc
public import Wire

/// A capture filter in libpcap's language, compiled for each link type that it meets (pcap-filter(7)).
///
/// It judges the outer packet, as in tcpdump. Each thread uses one of its own.
@safe public final class CaptureFilter {
  /// The filter as it was written.
  public let expression: String
  private var programs: [LinkType: UnsafeMutablePointer<bpf_program>] = unsafe [:]

  /// Checks the expression against link types that are known beforehand; others are compiled when they come.
  ///
  /// - Throws: ``CaptureError/filter(expression:linkType:message:)`` with libpcap's words.
  public init(_ expression: String, linkTypes: [LinkType] = []) throws(CaptureError) {
    self.expression = expression
    for type in linkTypes { _ = try unsafe program(for: type) }
  }

  deinit {
    unsafe programs.values.forEach { program in
      unsafe pcap_freecode(program)
      unsafe program.deallocate()
    }
  }

  /// Whether the filter lets the frame through.
  ///
  /// - Throws: ``CaptureError/filter(expression:linkType:message:)`` at the first frame of a link type that cannot have
  ///   this filter.
  public func matches(_ frame: Frame, _ bytes: RawSpan) throws(CaptureError) -> Bool {
    let program = try unsafe program(for: frame.linkType)
    var header = pcap_pkthdr()
    header.caplen = UInt32(truncatingIfNeeded: bytes.byteCount)
    header.len = max(frame.originalLength, header.caplen)
    return unsafe bytes.withUnsafeBytes { buffer in
      guard let start = buffer.baseAddress else { return false }
      return unsafe pcap_offline_filter(program, &header, start.assumingMemoryBound(to: UInt8.self)) != 0
    }
  }

  private func program(for type: LinkType) throws(CaptureError) -> UnsafeMutablePointer<bpf_program> {
    if let known = unsafe programs[type] { return unsafe known }
    guard let handle = unsafe pcap_open_dead(Self.dataLinkType(type), 262_144) else {
      throw .filter(expression: expression, linkType: type, message: "out of memory")
    }
    defer { unsafe pcap_close(handle) }
    let program = UnsafeMutablePointer<bpf_program>.allocate(capacity: 1)
    unsafe program.initialize(to: bpf_program())
    guard unsafe pcap_compile(handle, program, expression, 1, PCAP_NETMASK_UNKNOWN) == 0 else {
      let message = unsafe pcap_geterr(handle).map { unsafe String(cString: $0) } ?? "refused"
      unsafe program.deallocate()
      throw .filter(expression: expression, linkType: type, message: message)
    }
    unsafe programs[type] = program
    return unsafe program
  }

  /// libpcap's own numbers differ from the registry's for a few types (pcap-linktype(7)).
  private static func dataLinkType(_ type: LinkType) -> Int32 {
    switch type {
    case .rawIP, .rawIPOpenBSD: 12
    case .atmLLC: 11
    default: Int32(type.rawValue)
    }
  }
}
