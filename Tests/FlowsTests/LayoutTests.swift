import Testing

@testable import Flows

@Suite struct LayoutTests {
  /// An entry that straddles one more line costs every flow of a large capture that much more memory traffic.
  @Test func entriesAreWholeLinesOfTheCache() { #expect(MemoryLayout<FlowEntry>.stride % 64 == 0) }

  /// A key is copied in words of sixteen bytes; a rest would be copied by one that overlaps the one before.
  @Test func keysAreWholeWords() { #expect(MemoryLayout<FlowKey>.size % 16 == 0) }
}
