/// What was seen of one side's bytes, in order and beyond, to tell when an acknowledgment reveals a gap.
///
/// Zeek reassembles; here only the edges are kept. Numbers are relative to the endpoint's start, so payload begins at 1.
struct ZeekContent: BitwiseCopyable {
  /// Up to where the bytes are whole (`last_reassem_seq`).
  private(set) var edge: UInt32 = 1
  /// Up to where acknowledgments have been looked at (`trim_seq`).
  private var trimmed: UInt32 = 1
  /// Pieces beyond the edge, ascending; unused ones are empty.
  private var pieces: (Piece, Piece, Piece) = (Piece(), Piece(), Piece())

  private struct Piece: BitwiseCopyable {
    var begin: UInt32 = 0
    var end: UInt32 = 0
  }

  /// Whether bytes wait for an acknowledgment, or for those before them.
  var isHeld: Bool { pieces.0.end != 0 || Self.isBelow(trimmed, edge) }

  /// Bytes in order that wait for an acknowledgment.
  var bytesHeld: UInt32 { Self.isBelow(trimmed, edge) ? edge &- trimmed : 0 }

  /// From the first missing byte to the last one seen.
  var bytesBeyondHole: UInt32 {
    if pieces.0.end == 0 { return 0 }
    let last = pieces.2.end != 0 ? pieces.2 : pieces.1.end != 0 ? pieces.1 : pieces.0
    return last.end &- edge
  }

  /// Waits for no acknowledgment of what is there.
  mutating func release() { trimmed = edge }

  /// Gives up what lies beyond the edge.
  mutating func forgetPieces() { pieces = (Piece(), Piece(), Piece()) }

  /// Payload `begin..<end` of which `acknowledged` was acknowledged before; true if the edge moved.
  @inline(__always)
  mutating func send(_ begin: UInt32, _ end: UInt32, acknowledged: UInt32) -> Bool {
    let first = Self.isBelow(begin, acknowledged) ? acknowledged : begin
    guard Self.isBelow(first, end), Self.isBelow(edge, end) else { return false }
    if Self.isBelow(edge, first) {
      keep(Piece(begin: first, end: end))
      return false
    }
    edge = end
    if pieces.0.end != 0 { join() }
    return true
  }

  /// An acknowledgment up to `number`; the holes that it reveals are counted. Nil if it says nothing new.
  ///
  /// - Parameter isPartial: Zeek forgives a partial connection what it lacks at its very beginning.
  @inline(__always)
  mutating func acknowledge(_ number: UInt32, isPartial: Bool) -> Int? {
    guard Self.isBelow(trimmed, number) else { return nil }
    trimmed = number
    guard Self.isBelow(edge, number) else { return 0 }
    if number <= 2, isPartial { return 0 }
    return skip(to: number)
  }

  private mutating func skip(to number: UInt32) -> Int {
    var gaps = 0
    while pieces.0.end != 0, Self.isBelow(pieces.0.begin, number) {
      if Self.isBelow(edge, pieces.0.begin) { gaps += 1 }
      edge = Self.isBelow(edge, pieces.0.begin) ? pieces.0.begin : edge
      join()
    }
    if Self.isBelow(edge, number) {
      gaps += 1
      edge = number
    }
    join()
    return gaps
  }

  /// Takes in the pieces that the edge has reached.
  private mutating func join() {
    while pieces.0.end != 0, !Self.isBelow(edge, pieces.0.begin) {
      if Self.isBelow(edge, pieces.0.end) { edge = pieces.0.end }
      pieces = (pieces.1, pieces.2, Piece())
    }
  }

  /// Remembers a piece in its order, joined with those that it touches; with no room left the last ones become one.
  private mutating func keep(_ piece: Piece) {
    var piece = piece
    var kept = [piece]
    kept.removeAll(keepingCapacity: true)
    for other in [pieces.0, pieces.1, pieces.2] where other.end != 0 {
      if Self.isBelow(other.end, piece.begin) || Self.isBelow(piece.end, other.begin) {
        kept.append(other)
      } else {
        piece.begin = Self.isBelow(other.begin, piece.begin) ? other.begin : piece.begin
        piece.end = Self.isBelow(piece.end, other.end) ? other.end : piece.end
      }
    }
    let place = kept.firstIndex { Self.isBelow(piece.begin, $0.begin) } ?? kept.endIndex
    kept.insert(piece, at: place)
    if kept.count > 3 { kept[2].end = kept[3].end }
    let padded = kept + [Piece(), Piece(), Piece()]
    pieces = (padded[0], padded[1], padded[2])
  }

  @inline(__always)
  private static func isBelow(_ left: UInt32, _ right: UInt32) -> Bool { Int32(bitPattern: left &- right) < 0 }
}
