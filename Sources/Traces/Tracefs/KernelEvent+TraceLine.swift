import Host
import Wire

extension KernelEvent {
  /// Understands one line; nil for events that are none of ours.
  init?(_ line: TraceLine, offset: MonotonicOffset) {
    let name = Name(rawValue: String(line.name))
    self.init(time: offset.wallTime(of: line.nanoseconds), name: name)
    process = CallRecord.Process(pid: line.thread, tid: line.thread, name: String(line.command))
    switch name {
    case .sendReset:
      source = line.value("src").flatMap(Self.endpoint)
      destination = line.value("dest").flatMap(Self.endpoint)
      state = line.value("state").map(String.init)
      reason = line.value("reason").map { ResetReason(rawValue: String($0)) }
    case .receiveReset, .errorReport:
      source = Self.endpoint(line, address: "saddr", port: "sport")
      destination = Self.endpoint(line, address: "daddr", port: "dport")
      error = line.value("error").flatMap { Int32($0) }.map { Errno(rawValue: $0) }
    default: return nil
    }
  }

  /// `127.0.0.1:80` or `[::1]:80`; nil for the `0.0.0.0:0` of listeners and TIME-WAIT.
  private static func endpoint(_ text: Substring) -> Endpoint? {
    guard let endpoint = Endpoint(text), endpoint.port != 0 else { return nil }
    return Endpoint(address: endpoint.address.unmapped, port: endpoint.port)
  }

  /// The address of the socket's family; IPv4 fields of an IPv6 socket hold noise.
  private static func endpoint(_ line: TraceLine, address: String, port: String) -> Endpoint? {
    let isIPv6 = line.value("family") == "AF_INET6"
    guard let text = line.value(isIPv6 ? address + "v6" : address), let found = IPAddress(text),
      let number = line.value(port).flatMap({ UInt16($0) }), number != 0
    else { return nil }
    return Endpoint(address: found.unmapped, port: number)
  }
}

extension IPAddress {
  /// An IPv4 address that stands in IPv6 form (RFC 4291 §2.5.5.2), in its own form.
  fileprivate var unmapped: IPAddress {
    guard version == .v6, high == 0, low >> 32 == 0xffff else { return self }
    return IPAddress(v4: UInt32(truncatingIfNeeded: low))
  }
}
