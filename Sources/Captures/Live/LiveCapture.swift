import CPcap
import Glibc
public import Wire

/// A capture of what passes an interface now, by libpcap, in the network namespace of the thread that opens it.
///
/// Immediate mode, because otherwise the last packets sit in the kernel's block and are lost at the end; nanosecond
/// time stamps, because on `lo` a whole conversation happens within microseconds. Reading never blocks.
@safe public final class LiveCapture {
  private let handle: OpaquePointer
  /// How the first header of each frame is to be read.
  public let linkType: LinkType
  /// Bytes kept of each packet.
  public let snapLength: Int
  /// The interface's name.
  public let interface: String

  /// How a capture is made.
  public struct Options: Hashable, Sendable {
    /// Bytes kept of each packet.
    public var snapLength = 65_535
    /// The kernel's buffer in bytes; what does not fit is dropped and counted.
    public var bufferLength = 8 << 20
    /// A BPF filter in libpcap's language, or nil.
    public var filter: String?
    /// Whole packets, 8 MiB, no filter.
    public init() {}
  }

  /// Opens `interface` in the calling thread's network namespace (`man 3 pcap`); needs CAP_NET_RAW there.
  public init(interface: String, options: Options = Options()) throws {
    self.interface = interface
    snapLength = options.snapLength
    var errors = [CChar](repeating: 0, count: Int(PCAP_ERRBUF_SIZE))
    guard let handle = unsafe pcap_create(interface, &errors) else {
      throw LiveCaptureError(interface: interface, message: Self.text(errors), isPermission: false)
    }
    unsafe pcap_set_snaplen(handle, Int32(clamping: options.snapLength))
    unsafe pcap_set_buffer_size(handle, Int32(clamping: options.bufferLength))
    unsafe pcap_set_immediate_mode(handle, 1)
    unsafe pcap_set_promisc(handle, 0)
    unsafe pcap_set_timeout(handle, 10)
    unsafe pcap_set_tstamp_precision(handle, PCAP_TSTAMP_PRECISION_NANO)
    do {
      try unsafe Self.activate(handle, interface, options.filter)
    } catch {
      unsafe pcap_close(handle)
      throw error
    }
    unsafe self.handle = handle
    linkType = LinkType(rawValue: UInt16(truncatingIfNeeded: unsafe pcap_datalink(handle)))
  }

  deinit { unsafe pcap_close(handle) }

  private static func activate(_ handle: OpaquePointer, _ interface: String, _ filter: String?) throws {
    let status = unsafe pcap_activate(handle)
    guard status >= 0 else {
      let permission = status == PCAP_ERROR_PERM_DENIED || status == PCAP_ERROR_PROMISC_PERM_DENIED
      let detail = unsafe String(cString: pcap_geterr(handle))
      let message = detail.isEmpty ? unsafe String(cString: pcap_statustostr(status)) : detail
      throw LiveCaptureError(interface: interface, message: message, isPermission: permission)
    }
    var errors = [CChar](repeating: 0, count: Int(PCAP_ERRBUF_SIZE))
    guard unsafe pcap_setnonblock(handle, 1, &errors) == 0 else {
      throw LiveCaptureError(interface: interface, message: text(errors), isPermission: false)
    }
    guard let filter else { return }
    var program = unsafe bpf_program()
    guard unsafe pcap_compile(handle, &program, filter, 1, PCAP_NETMASK_UNKNOWN) == 0 else {
      let message = unsafe String(cString: pcap_geterr(handle))
      throw LiveCaptureError(interface: interface, message: "filter: \(message)", isPermission: false)
    }
    defer { unsafe pcap_freecode(&program) }
    guard unsafe pcap_setfilter(handle, &program) == 0 else {
      let message = unsafe String(cString: pcap_geterr(handle))
      throw LiveCaptureError(interface: interface, message: "filter: \(message)", isPermission: false)
    }
  }

  private static func text(_ characters: [CChar]) -> String {
    String(decoding: characters.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Hands over every packet that waits: when it was captured, its length on the wire, its bytes. Returns how many.
  @discardableResult
  public func read(_ body: (Timestamp, UInt32, RawSpan) -> Void) -> Int {
    var count = 0
    var header: UnsafeMutablePointer<pcap_pkthdr>?
    var bytes: UnsafePointer<UInt8>?
    while unsafe pcap_next_ex(handle, &header, &bytes) == 1 {
      guard let packet = unsafe header?.pointee, let start = unsafe bytes else { break }
      // With nanosecond precision the field named for microseconds holds nanoseconds (`man 3 pcap_set_tstamp_precision`).
      let time = Int64(packet.ts.tv_sec) &* 1_000_000_000 &+ Int64(packet.ts.tv_usec)
      let span = unsafe RawSpan(_unsafeStart: start, byteCount: Int(packet.caplen))
      body(Timestamp(nanoseconds: time), packet.len, span)
      count += 1
    }
    return count
  }

  /// Waits until a packet may be read, at most `milliseconds`; true if one may.
  public func wait(milliseconds: Int32) -> Bool {
    var interest = pollfd(fd: unsafe pcap_get_selectable_fd(handle), events: Int16(POLLIN), revents: 0)
    return unsafe poll(&interest, 1, milliseconds) > 0
  }

  /// Packets that the kernel dropped because the buffer was full or the interface could not keep up.
  public var dropped: Int {
    var statistics = pcap_stat()
    guard unsafe pcap_stats(handle, &statistics) == 0 else { return 0 }
    return Int(statistics.ps_drop) + Int(statistics.ps_ifdrop)
  }
}
