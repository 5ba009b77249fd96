import Flows
import TestSupport
import Testing
import Wire

@testable import Causes

/// Scenes that were met before are not weighed again: that must not show.
@Suite struct PrecedentTests {
  @Test(arguments: InvarianceTests.conversations)
  func judgesAsIfItWereTheFirst(text: String) throws {
    expectSameJudgements(SharedCapture.resets(try Conversation(text).segments), text)
  }

  @Test(.enabled(if: SharedCapture.directory != nil, "RSTSCOPE_SHARED names no folder"))
  func judgesTheSharedExperimentsAsIfEachWereTheFirst() throws {
    var resets: [Reset] = []
    for path in try SharedCapture.oracle() { resets += SharedCapture.resets(try SharedCapture.segments(path)) }
    expectSameJudgements(resets, "oracle")
  }

  /// More scenes than there are places for: each takes the place of another one.
  @Test func scenesThatShareAPlaceAreNotConfused() {
    var precedents = Precedents()
    var scene = Scene.none
    for round in 0..<2 {
      for number in 0..<(1 << 14) {
        scene.facts = Scene.Facts(rawValue: UInt64(number) &* 0x2_0001_0001)
        scene.form = [.ending, .answer, .refusal][number % 3]
        let (outcome, expected) = (precedents.outcome(of: scene), Outcome(Weighing(scene)))
        #expect(outcome == expected, "round \(round): \(scene)")
      }
    }
  }

  /// Once without a precedent, and once with one.
  private func expectSameJudgements(_ resets: [Reset], _ name: String) {
    var precedents = Precedents()
    for reset in resets + resets {
      let (judgement, expected) = (reset.show { precedents.judge($0) }, Judgement(reset))
      #expect(
        judgement.outcome == expected.outcome && judgement.patterns == expected.patterns,
        "\(name) frame \(reset.segment.frame)")
    }
  }
}
