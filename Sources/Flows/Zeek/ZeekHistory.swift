/// The letters of Zeek's `history`, in a value of fixed size.
///
/// Nearly every history is shorter than ten letters. What would not fit is left out; letters repeat only for control
/// segments with ever new numbers and at powers of ten.
struct ZeekHistory: BitwiseCopyable {
  private var letters: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
  private(set) var count: UInt8 = 0
  /// Kinds of letters that were there, the originator's in the low half.
  private var seen: UInt32 = 0

  /// Kinds of letters that count once or count repeats by number (`TCP_Endpoint::HistoryMasks`).
  enum Kind: UInt32 {
    case syn = 0x1
    case fin = 0x2
    case rst = 0x4
    case finAndRST = 0x8
    case data = 0x10
    case acknowledgment = 0x20
    case multipleFlags = 0x40
  }

  /// Appends a letter; the responder's are lower case.
  mutating func add(_ letter: UInt8, isOriginator: Bool) {
    guard count < 32 else { return }
    let byte = UInt64(isOriginator ? letter : letter | 0x20)
    let shift = UInt64(count & 7) * 8
    switch count >> 3 {
    case 0: letters.0 |= byte << shift
    case 1: letters.1 |= byte << shift
    case 2: letters.2 |= byte << shift
    default: letters.3 |= byte << shift
    }
    count += 1
  }

  /// Appends the letter if this side had none of the kind; true if it had.
  @inline(__always)
  mutating func check(_ kind: Kind, _ letter: UInt8, isOriginator: Bool) -> Bool {
    let mask = isOriginator ? kind.rawValue : kind.rawValue << 16
    if seen & mask != 0 { return true }
    seen |= mask
    add(letter, isOriginator: isOriginator)
    return false
  }

  /// Whether this side had a letter of the kind.
  func has(_ kind: Kind, isOriginator: Bool) -> Bool {
    seen & (isOriginator ? kind.rawValue : kind.rawValue << 16) != 0
  }

  /// Whether the connection began with a SYN+ACK and nothing followed yet.
  var isLoneSYNACK: Bool { count == 1 && letters.0 == UInt64(UInt8(ascii: "H")) }

  /// What a flip makes of a lone SYN+ACK: the sides change places and the letter with them.
  mutating func replaceLoneSYNACK() {
    letters.0 = UInt64(UInt8(ascii: "^")) | UInt64(UInt8(ascii: "h")) << 8
    count = 2
  }

  mutating func addFlip() { add(UInt8(ascii: "^"), isOriginator: true) }

  private subscript(position: Int) -> UInt8 {
    let word = [letters.0, letters.1, letters.2, letters.3][position >> 3]
    return UInt8(truncatingIfNeeded: word >> UInt64((position & 7) * 8))
  }

  /// The letters as text.
  var text: String { String((0..<Int(count)).map { Character(UnicodeScalar(self[$0])) }) }

  /// Whether it matches `\^?S[^HAFGIQ]*R.*`: a SYN and then, without anything like an answer, a RST of its sender.
  var isSYNThenReset: Bool {
    var letters = (0..<Int(count)).map { self[$0] }[...]
    if letters.first == UInt8(ascii: "^") { letters.removeFirst() }
    guard letters.first == UInt8(ascii: "S") else { return false }
    let rest = letters.dropFirst().prefix { !"HAFGIQ".utf8.contains($0) }
    return rest.contains(UInt8(ascii: "R"))
  }
}
