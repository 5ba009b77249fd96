/// What was seen of one side's bytes, in order and beyond, to tell when an acknowledgment reveals a gap.
///
/// Zeek reassembles; here only the edges are kept. Numbers are relative to the endpoint's start, so payload begins at 1,
/// and counted in 64 bits as there, so that what lies before the start comes out as far beyond everything.
struct ZeekContent: BitwiseCopyable {
  /// Up to where the bytes are whole (`last_reassem_seq`).
  private(set) var edge: UInt64 = 1
  /// Up to where acknowledgments have been looked at (`trim_seq`).
  private var trimmed: UInt64 = 1
  /// Pieces beyond the edge, ascending; unused ones are empty.
  private var pieces: (Piece, Piece, Piece) = (Piece(), Piece(), Piece())

  private struct Piece: BitwiseCopyable {
    var begin: UInt64 = 0
    var end: UInt64 = 0

    var isEmpty: Bool { end == 0 }
    var count: UInt64 { end &- begin }
  }

  /// Whether bytes wait for an acknowledgment, or for those before them.
  var isHeld: Bool { !pieces.0.isEmpty || trimmed < edge }

  /// Bytes that wait for an acknowledgment, or for those before them.
  var bytesHeld: UInt64 {
    let inOrder = trimmed < edge ? edge &- trimmed : 0
    return pieces.0.isEmpty ? inOrder : inOrder &+ pieces.0.count &+ pieces.1.count &+ pieces.2.count
  }

  /// From the first missing byte to the last one seen.
  var bytesBeyondHole: UInt64 {
    if pieces.0.isEmpty { return 0 }
    let last = !pieces.2.isEmpty ? pieces.2 : !pieces.1.isEmpty ? pieces.1 : pieces.0
    return last.end &- edge
  }

  /// Waits for no acknowledgment of what is there.
  mutating func release() { trimmed = edge }

  /// Gives up what lies beyond the edge.
  mutating func forgetPieces() { pieces = (Piece(), Piece(), Piece()) }

  /// Payload `begin..<end` of which `acknowledged` was acknowledged before; true if the edge moved.
  @inline(__always)
  mutating func send(_ begin: UInt64, _ end: UInt64, acknowledged: UInt64) -> Bool {
    let first = max(begin, acknowledged)
    guard first < end, edge < end else { return false }
    if edge < first {
      keep(Piece(begin: first, end: end))
      return false
    }
    edge = end
    if !pieces.0.isEmpty { join() }
    return true
  }

  /// An acknowledgment up to `number`; the holes that it reveals are counted. Nil if it says nothing new.
  ///
  /// - Parameter isPartial: Zeek forgives a partial connection what it lacks at its very beginning.
  @inline(__always)
  mutating func acknowledge(_ number: UInt64, isPartial: Bool) -> Int? {
    guard trimmed < number else { return nil }
    trimmed = number
    guard edge < number else { return 0 }
    if number <= 2, isPartial { return 0 }
    return skip(to: number)
  }

  private mutating func skip(to number: UInt64) -> Int {
    var gaps = 0
    while !pieces.0.isEmpty, pieces.0.begin < number {
      if edge < pieces.0.begin {
        gaps += 1
        edge = pieces.0.begin
      }
      join()
    }
    if edge < number {
      gaps += 1
      edge = number
    }
    join()
    return gaps
  }

  /// Takes in the pieces that the edge has reached.
  private mutating func join() {
    while !pieces.0.isEmpty, pieces.0.begin <= edge {
      edge = max(edge, pieces.0.end)
      pieces = (pieces.1, pieces.2, Piece())
    }
  }

  /// Remembers a piece in its order, joined with those that it touches; with no room left the last ones become one.
  private mutating func keep(_ piece: Piece) {
    var piece = piece
    var kept = [piece]
    kept.removeAll(keepingCapacity: true)
    for other in [pieces.0, pieces.1, pieces.2] where !other.isEmpty {
      if other.end < piece.begin || piece.end < other.begin {
        kept.append(other)
      } else {
        piece = Piece(begin: min(piece.begin, other.begin), end: max(piece.end, other.end))
      }
    }
    let place = kept.firstIndex { piece.begin < $0.begin } ?? kept.endIndex
    kept.insert(piece, at: place)
    if kept.count > 3 { kept[2].end = kept[3].end }
    let padded = kept + [Piece(), Piece(), Piece()]
    pieces = (padded[0], padded[1], padded[2])
  }
}
