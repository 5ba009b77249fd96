import Wire

/// Gives every address another one, the same each time, in the order in which they are first met.
///
/// The version stays, and loopback and unspecified addresses stay as they are: they name nobody, and what they mean
/// matters. IPv4 becomes 198.18.0.0/15 (RFC 2544), IPv6 becomes 2001:db8::/32 (RFC 3849): neither is anybody's.
struct AddressMap {
  private var known: [IPAddress: IPAddress] = [:]
  private var counts: [IPAddress.Version: UInt64] = [:]

  mutating func map(_ address: IPAddress) -> IPAddress {
    guard !address.isLoopback, address.low != 0 || address.high != 0 else { return address }
    if let mapped = known[address] { return mapped }
    let count = counts[address.version, default: 0] + 1
    counts[address.version] = count
    let mapped: IPAddress =
      switch address.version {
      case .v4: IPAddress(v4: 0xc612_0000 &+ UInt32(truncatingIfNeeded: count))
      case .v6: IPAddress(v6High: 0x2001_0db8_0000_0000, low: count)
      }
    known[address] = mapped
    return mapped
  }

  mutating func map(_ endpoint: Endpoint) -> Endpoint {
    Endpoint(address: map(endpoint.address), port: endpoint.port)
  }

  mutating func map(_ endpoint: Endpoint?) -> Endpoint? {
    guard let endpoint else { return nil }
    return map(endpoint) as Endpoint
  }

  mutating func map(_ tuple: FourTuple) -> FourTuple {
    FourTuple(source: map(tuple.source), destination: map(tuple.destination))
  }

  mutating func map(_ error: ICMPError) -> ICMPError {
    var error = error
    error.sender = map(error.sender)
    error.recipient = map(error.recipient)
    error.quotedTuple = map(error.quotedTuple)
    return error
  }

  /// The same text with every address in it replaced.
  mutating func map(_ text: String) -> String {
    var result = ""
    var rest = text[...]
    while let start = rest.firstIndex(where: \.isAddressCharacter) {
      result += rest[..<start]
      let run = rest[start...].prefix(while: \.isAddressCharacter)
      result += map(run: run)
      rest = rest[run.endIndex...]
    }
    return result + rest
  }

  /// A run of the characters that addresses are made of; a full stop or colon after an address belongs to the sentence.
  private mutating func map(run: Substring) -> String {
    var core = run
    while let last = core.last, last == "." || (last == ":" && !core.hasSuffix("::")) { core = core.dropLast() }
    let tail = run[core.endIndex...]
    if let address = IPAddress(core) { return "\(map(address))\(tail)" }
    if let endpoint = Endpoint(core) { return "\(map(endpoint) as Endpoint)\(tail)" }
    return String(run)
  }
}

extension Character {
  fileprivate var isAddressCharacter: Bool { isASCII && (isHexDigit || self == "." || self == ":") }
}
