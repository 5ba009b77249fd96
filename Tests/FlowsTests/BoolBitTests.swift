import Testing

@testable import Flows

@Suite struct BoolBitTests {
  @Test func choosesWithoutAJumpWhatAJumpChooses() {
    for (yes, no) in [(0, 0), (1, -1), (Int64.min, Int64.max), (-7, 1 << 40)] as [(Int64, Int64)] {
      #expect(true.choose(yes, no) == yes)
      #expect(false.choose(yes, no) == no)
    }
    #expect(true.choose(UInt8(255), 3) == 255 && false.choose(UInt8(255), 3) == 3)
  }
}
