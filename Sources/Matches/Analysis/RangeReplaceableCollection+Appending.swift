extension RangeReplaceableCollection where Self: RandomAccessCollection {
  /// Adds one of at most `limit` elements. Where more than a few came, there is room made for all that may come: room that is
  /// not used costs nothing, to copy what grows does.
  @inline(__always)
  mutating func append(_ element: Element, of limit: Int) {
    if count == 512, limit <= 1 << 16 { reserveCapacity(limit) }
    append(element)
  }
}
