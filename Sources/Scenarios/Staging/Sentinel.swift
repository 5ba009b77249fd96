import CLinux
import Glibc
import Wire

/// Packets that mark the end of a capture: when they are seen, everything sent before them was seen.
final class Sentinel {
  private let sender: Int32
  private let receiver: Int32
  private let destination: [UInt8]
  private let mark: [UInt8]
  private var sent = 0
  private var seen = 0

  /// Prepares UDP packets from a socket that `openSender` makes to a port of the range at `address`.
  init(to address: IPAddress, ports: PortRange, openSender: (Int32) throws -> Int32) throws {
    let endpoint = Endpoint(address: address, port: ports.base + PortRange.count - 1)
    let family = address.version == .v4 ? AF_INET : AF_INET6
    destination = SocketAddress.bytes(endpoint)
    mark = Array("rstscope sentinel \(ports.base) \(getpid())".utf8)
    receiver = Self.open(family)
    sender = try openSender(family)
    guard receiver >= 0, sender >= 0, Self.bind(receiver, destination) == 0 else {
      throw ScenarioError.refused(
        what: "a UDP socket on \(endpoint): \(NetworkNamespace.text(of: errno))", remedy: Refusal.generalRemedy)
    }
  }

  deinit {
    close(sender)
    close(receiver)
  }

  /// Opens a UDP socket in the calling thread's namespace.
  static func open(_ family: Int32) -> Int32 {
    socket(family, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
  }

  private static func bind(_ descriptor: Int32, _ address: [UInt8]) -> Int32 {
    unsafe address.withUnsafeBytes { bytes in
      guard let address = unsafe bytes.bindMemory(to: sockaddr.self).baseAddress else { return -1 }
      return unsafe Glibc.bind(descriptor, address, socklen_t(bytes.count))
    }
  }

  /// Whether one that was sent has not been seen.
  var isAwaited: Bool { seen < sent }

  /// Sends one from each processor that this thread may use.
  func sendFromEveryProcessor() {
    var processors = [Int32](repeating: 0, count: 1024)
    let count = unsafe clinux_allowed_processors(&processors, 1024)
    for processor in processors.prefix(Int(count)) {
      _ = clinux_run_on(processor)
      if send() { sent += 1 }
    }
    _ = clinux_run_on(-1)
  }

  private func send() -> Bool {
    let count = unsafe destination.withUnsafeBytes { bytes -> Int in
      guard let address = unsafe bytes.bindMemory(to: sockaddr.self).baseAddress else { return -1 }
      return unsafe sendto(sender, mark, mark.count, 0, address, socklen_t(bytes.count))
    }
    return count == mark.count
  }

  /// Whether a frame is one of them; counts it.
  func recognise(_ frame: [UInt8]) -> Bool {
    guard frame.count > mark.count, frame.suffix(mark.count) == mark[...] else { return false }
    seen += 1
    return true
  }
}
