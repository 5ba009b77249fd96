import Testing
import Wire

@Suite struct SequenceNumberTests {
  @Test func distanceIsModular() {
    let last = SequenceNumber(rawValue: .max)
    #expect(last.distance(to: last + 2) == 2)
    #expect((last + 2).distance(to: last) == -2)
    #expect(last.precedes(last + 1))
    #expect(!last.precedes(last))
  }
}
