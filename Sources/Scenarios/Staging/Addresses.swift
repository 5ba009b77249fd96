import Wire

/// Who has which address and port in one scenario.
struct Addresses {
  let client: IPAddress
  let server: IPAddress
  private let ports: PortRange

  init(family: Scenario.Family, network: Scenario.Network, ports: PortRange) {
    self.ports = ports
    switch (network, family) {
    case (.loopback, .ipv4):
      client = IPAddress(v4: 0x7f00_0001)
      server = client
    case (.loopback, .ipv6):
      client = IPAddress(v6High: 0, low: 1)
      server = client
    case (.router, .ipv4):
      client = IPAddress(v4: 0x0a01_0002)
      server = IPAddress(v4: 0x0a02_0002)
    case (.router, .ipv6):
      client = IPAddress(v6High: 0xfd01_0000_0000_0000, low: 2)
      server = IPAddress(v6High: 0xfd02_0000_0000_0000, low: 2)
    }
  }

  /// Where a party listens, or from where it connects: servers in the lower half of the range, others in the upper.
  func endpoint(of party: String) -> Endpoint {
    let number = UInt16(party.reversed().prefix { $0.isNumber }.reversed().map(String.init).joined()) ?? 1
    let offset = (number &- 1) % 8
    guard !Party.isServer(party) else { return Endpoint(address: server, port: ports.base + offset) }
    let group: UInt16 = party.hasPrefix("client") ? 8 : 14
    return Endpoint(address: client, port: ports.base + group + offset % 6)
  }
}
