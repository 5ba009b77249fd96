import Flows
import Testing
import Wire

@Suite struct ShardTests {
  private func tuple(_ number: Int) -> FourTuple {
    FourTuple(
      source: Endpoint(address: IPAddress(v4: 0x0a00_0000 + UInt32(number)), port: UInt16(1024 + number % 60_000)),
      destination: Endpoint(address: IPAddress(v4: 0xc612_0001), port: 443))
  }

  @Test func sharesAreAboutEqual() {
    for count in 2...4 {
      var sizes = [Int](repeating: 0, count: count)
      for number in 0..<12_000 { sizes[FlowTable.shard(of: tuple(number), among: count)] += 1 }
      for size in sizes { #expect(abs(size - 12_000 / count) < 600, "\(sizes)") }
    }
  }

  @Test func bothDirectionsFallIntoOneShare() {
    for number in 0..<1000 {
      let tuple = tuple(number)
      #expect(FlowTable.shard(of: tuple, among: 3) == FlowTable.shard(of: tuple.reversed, among: 3))
    }
  }
}
