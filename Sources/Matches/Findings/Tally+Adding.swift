internal import Causes
internal import Wire

extension Tally {
  /// Adds another tally's counts.
  public mutating func add(_ other: Tally) {
    resets += other.resets
    settled.merge(other.settled, uniquingKeysWith: +)
    tied.merge(other.tied, uniquingKeysWith: +)
    unexplained += other.unexplained
    patterns.merge(other.patterns, uniquingKeysWith: +)
    failedCalls += other.failedCalls
    explainedCalls += other.explainedCalls
    ungrouped += other.ungrouped
    addGroups(other.groups)
  }

  /// Joins rows of the same cause, status and responder; the most frequent come first, then the earliest.
  private mutating func addGroups(_ others: [Group]) {
    var rows: [Group.Key: Group] = [:]
    for row in groups + others {
      rows[row.key, default: row.emptied].absorb(row)
    }
    groups = rows.values.sorted { $0.count != $1.count ? $0.count > $1.count : $0.example < $1.example }
  }
}

extension Group {
  /// What makes two rows one.
  struct Key: Hashable {
    var cause: Cause?
    var isTied: Bool
    var responder: Endpoint
  }

  /// What makes this row itself.
  var key: Key { Key(cause: cause, isTied: isTied, responder: responder) }

  /// The same row before anything was counted.
  var emptied: Group {
    var row = self
    row.count = 0
    row.sentByResponder = 0
    return row
  }

  /// Counts another row of the same key.
  mutating func absorb(_ other: Group) {
    count += other.count
    sentByResponder += other.sentByResponder
    firstTime = min(firstTime, other.firstTime)
    lastTime = max(lastTime, other.lastTime)
    example = min(example, other.example)
  }
}
