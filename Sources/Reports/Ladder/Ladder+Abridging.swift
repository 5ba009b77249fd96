extension Ladder {
  /// The same ladder with what is far from every reset, error and failed call left out.
  ///
  /// The first `head` rows stay, for they show how the connection began, and `margin` rows around each telling one.
  func abridged(head: Int = 4, margin: Int = 6) -> Ladder {
    var keeps = [Bool](repeating: false, count: rows.count)
    for index in rows.indices where index < head || index == rows.count - 1 { keeps[index] = true }
    for index in rows.indices where rows[index].isTelling {
      for near in max(0, index - margin)...min(rows.count - 1, index + margin) { keeps[near] = true }
    }
    keeps.fillGaps(upTo: 2)
    var short = self
    short.rows = []
    var left = 0
    for index in rows.indices {
      if keeps[index] {
        short.append(elided: &left, before: rows[index])
        short.rows.append(rows[index])
      } else {
        left += 1
      }
    }
    return short
  }

  /// Says how many rows were left out.
  private mutating func append(elided count: inout Int, before row: Row) {
    guard count > 0 else { return }
    rows.append(Row(frame: nil, time: row.time, side: row.side, content: .elided(count)))
    count = 0
  }
}

extension [Bool] {
  /// Keeps runs that are too short to be worth leaving out.
  fileprivate mutating func fillGaps(upTo length: Int) {
    var start = 0
    for index in 0...count where index == count || self[index] {
      if index - start <= length { for gap in start..<index { self[gap] = true } }
      start = index + 1
    }
  }
}
