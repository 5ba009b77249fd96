import Matches

/// How the scenarios of a run went.
extension JSONWriter {
  mutating func write(_ outcome: ScenarioOutcome) {
    beginObject()
    field("name", outcome.name)
    field("status", outcome.status.rawValue)
    field("reason", outcome.reason)
    write("expected", conversation: outcome.expected)
    write("observed", conversation: outcome.observed)
    field("durationMilliseconds", outcome.durationMilliseconds)
    key("differences")
    beginArray()
    for difference in outcome.differences { write(difference) }
    endArray()
    endObject()
  }

  private mutating func write(_ key: StaticString, conversation lines: [String]) {
    self.key(key)
    beginObject()
    field("conversation", lines)
    endObject()
  }

  private mutating func write(_ difference: Difference) {
    beginObject()
    field("subject", difference.subject.rawValue)
    field("actor", difference.actor)
    field("expected", difference.expected)
    field("observed", difference.observed)
    endObject()
  }
}
