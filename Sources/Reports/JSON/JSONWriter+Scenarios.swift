import Matches

/// How the scenarios of a run went.
extension JSONWriter {
  mutating func write(_ outcome: ScenarioOutcome) {
    beginObject()
    field("name", outcome.name)
    field("status", outcome.status.rawValue)
    field("reason", outcome.reason)
    write("expected", column: outcome.conversation.map(\.expectedText))
    write("observed", column: outcome.conversation.map(\.observedText))
    field("durationMilliseconds", outcome.durationMilliseconds)
    key("differences")
    beginArray()
    for difference in outcome.differences { write(difference) }
    endArray()
    endObject()
  }

  /// One column of the conversation: line by line beside the other, null where this one has nothing.
  private mutating func write(_ key: StaticString, column lines: [String?]) {
    self.key(key)
    beginObject()
    self.key("conversation")
    beginArray()
    for line in lines { if let line { value(line) } else { null() } }
    endArray()
    endObject()
  }

  private mutating func write(_ difference: ComparedLine) {
    beginObject()
    field("subject", difference.subject.rawValue)
    field("actor", difference.actor)
    field("expected", difference.expected)
    field("observed", difference.observed)
    endObject()
  }
}
