import Testing

@testable import Flows

@Suite struct LayoutTests {
  /// An entry that straddles one more line costs every flow of a large capture that much more memory traffic.
  @Test func entriesAreWholeLinesOfTheCache() { #expect(MemoryLayout<FlowEntry>.stride % 64 == 0) }

  /// Where flows are forced out, some are looked at for each one, and no more of them is fetched than that.
  @Test func whatIsAskedInPassingLiesInTheFirstLine() throws {
    for field in [\FlowEntry.key, \FlowEntry.lastTime, \FlowEntry.isLive, \FlowEntry.isQueued]
      as [PartialKeyPath<FlowEntry>]
    {
      #expect(try #require(MemoryLayout<FlowEntry>.offset(of: field)) < 64)
    }
  }

  /// A key is copied in words of sixteen bytes; a rest would be copied by one that overlaps the one before.
  @Test func keysAreWholeWords() { #expect(MemoryLayout<FlowKey>.size % 16 == 0) }
}
