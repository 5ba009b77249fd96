import Flows
import TestSupport
import Testing

@testable import Causes

/// The verdict on the last RST of a conversation.
func judge(_ conversation: String) throws -> Verdict {
  let reset = try #require(try Conversation(conversation).resets.last)
  return Verdict(reset, Weighing(reset))
}

extension Judgement {
  /// Judges `reset` as if it were the first of its scene.
  init(_ reset: Reset) { self.init(outcome: Outcome(Weighing(reset)), patterns: PatternSet(reset)) }
}

extension Verdict {
  /// Whether decisive evidence speaks against `cause`.
  func isRuledOut(_ cause: Cause) -> Bool {
    evidence.contains { $0.cause == cause && !$0.supports && $0.strength == .decisive }
  }
}
