extension IPAddress {
  /// Reads dotted decimal or IPv6 text (RFC 4291 §2.2), with `::` and an embedded IPv4 address; nil for anything else.
  ///
  /// Strict: four parts without leading zeros, no zone, no prefix length.
  public init?(_ text: some StringProtocol) {
    if let bits = Self.bits(v4: text) {
      self.init(v4: bits)
    } else if let (high, low) = Self.halves(v6: text) {
      self.init(v6High: high, low: low)
    } else {
      return nil
    }
  }

  private static func bits(v4 text: some StringProtocol) -> UInt32? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 4 else { return nil }
    var bits: UInt32 = 0
    for part in parts {
      guard (1...3).contains(part.utf8.count), part.utf8.allSatisfy({ (48...57).contains($0) }),
        let value = UInt8(part), part.utf8.count == 1 || part.utf8.first != 48
      else { return nil }
      bits = bits << 8 | UInt32(value)
    }
    return bits
  }

  private static func halves(v6 text: some StringProtocol) -> (high: UInt64, low: UInt64)? {
    guard text.utf8.count <= 45, text.utf8.contains(58) else { return nil }
    let sides = text.split(separator: "::", maxSplits: 1, omittingEmptySubsequences: false)
    guard let before = groups(sides[0], isLast: sides.count == 1) else { return nil }
    var all = before
    if sides.count == 2 {
      guard let after = groups(sides[1], isLast: true), before.count + after.count < 8 else { return nil }
      all += Array(repeating: 0, count: 8 - before.count - after.count) + after
    }
    guard all.count == 8 else { return nil }
    let half = { (part: ArraySlice<UInt16>) in part.reduce(UInt64(0)) { $0 << 16 | UInt64($1) } }
    return (half(all[0..<4]), half(all[4..<8]))
  }

  /// Groups of four hexadecimal digits between colons; the last may be dotted decimal.
  private static func groups(_ text: some StringProtocol, isLast: Bool) -> [UInt16]? {
    guard !text.isEmpty else { return [] }
    var groups: [UInt16] = []
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    for (index, part) in parts.enumerated() {
      if isLast, index == parts.count - 1, let bits = bits(v4: part) {
        groups += [UInt16(truncatingIfNeeded: bits >> 16), UInt16(truncatingIfNeeded: bits)]
      } else {
        guard (1...4).contains(part.utf8.count), part.utf8.first != 43, part.utf8.first != 45,
          let value = UInt16(part, radix: 16)
        else { return nil }
        groups.append(value)
      }
    }
    return groups.count <= 8 ? groups : nil
  }
}

extension Endpoint {
  /// Reads what ``description`` writes: `127.0.0.1:80` or `[::1]:80`; nil for anything else.
  public init?(_ text: some StringProtocol) {
    guard let colon = text.lastIndex(of: ":") else { return nil }
    let digits = text[text.index(after: colon)...]
    guard (1...5).contains(digits.utf8.count), digits.utf8.allSatisfy({ (48...57).contains($0) }),
      let port = UInt16(digits)
    else { return nil }
    let host = text[..<colon]
    let isBracketed = host.hasPrefix("[") && host.hasSuffix("]") && host.count > 2
    guard let address = isBracketed ? IPAddress(host.dropFirst().dropLast()) : IPAddress(host),
      isBracketed == (address.version == .v6)
    else { return nil }
    self.init(address: address, port: port)
  }
}
