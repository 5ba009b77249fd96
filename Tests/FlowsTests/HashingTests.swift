import TestSupport
import Testing
import Wire

@testable import Flows

/// A capture may be written so that all its flows hash alike under what is public; not under what is not.
@Suite struct HashingTests {
  /// Pairs whose unseeded hash is one and the same: the interface identifiers cancel the first product, the prefixes
  /// each other.
  private static let colliding: [FourTuple] = (0..<4096).map { number in
    let prefix = 0xfe80_0000_0000_0000 | UInt64(number) << 8
    return FourTuple(
      source: Endpoint(
        address: IPAddress(v6High: (prefix << 32 | prefix >> 32) ^ 0x1234, low: 0x9e37_79b9_7f4a_7c15), port: 1024),
      destination: Endpoint(address: IPAddress(v6High: prefix, low: 0xffff_ffff_ffff_ff00), port: 80))
  }

  @Test func nobodyChoosesWhereFlowsFall() {
    let seed = HashSeed()
    var isForward = false
    let slots = Self.colliding.map { FlowKey($0, seed: seed, isForward: &isForward).hash & 0xffff }
    // 4,096 keys over 65,536 slots: some 3,970 of them by chance, one where somebody chose.
    #expect(Set(slots).count > 3500)
  }

  @Test func bothDirectionsHashAlike() {
    let seed = HashSeed()
    for tuple in Self.colliding.prefix(64) {
      var (forward, backward) = (false, false)
      let there = FlowKey(tuple, seed: seed, isForward: &forward)
      let back = FlowKey(tuple.reversed, seed: seed, isForward: &backward)
      #expect(there.hash == back.hash && there.matches(back) && forward != backward)
    }
  }
}
