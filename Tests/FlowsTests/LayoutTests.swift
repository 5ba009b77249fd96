import Testing

@testable import Flows

@Suite struct LayoutTests {
  /// An entry that straddles one more line costs every flow of a large capture that much more memory traffic.
  @Test func entriesAreWholeLinesOfTheCache() { #expect(MemoryLayout<FlowEntry>.stride % 64 == 0) }
}
