/// IP datagrams that wait for the rest of their fragments (RFC 791 §3.2, RFC 8200 §4.5).
///
/// Bounded: ``maximumDatagrams`` and ``maximumBytes``; beyond them the oldest is given up. Overlapping bytes keep what
/// came first. A datagram also is given up 30 s of capture time after its first piece, as Linux does (`ipfrag_time`),
/// so that a reused identification starts afresh.
struct FragmentStore {
  static let maximumDatagrams = 1024
  static let maximumBytes = 8 << 20
  static let maximumRanges = 128
  static let lifetime: Int64 = 30_000_000_000

  /// Where one fragment belongs.
  struct Piece {
    var offset: Int
    var hasMore: Bool
    var next: UInt8
    var identification: UInt32
  }

  /// What fragments of one datagram have in common.
  struct Key: Hashable {
    var source: IPAddress
    var destination: IPAddress
    var identification: UInt32
    /// The protocol in IPv4; 0 in IPv6, where fragments may differ in it.
    var number: UInt8
  }

  /// A datagram in the making.
  struct Datagram {
    var serial: Int
    var began: Timestamp
    var path: Path
    /// What came, in the order in which it came, with where it belongs.
    var parts: [(offset: Int, bytes: [UInt8])] = []
    /// Bytes of all parts.
    var heldBytes = 0
    /// What the parts cover: ordered, disjoint and not touching.
    var ranges: [Range<Int>] = []
    var total: Int?
    /// The protocol, as the first fragment says.
    var next: UInt8
    /// The first fragment's frame and envelope, and how many bytes it brought; nil until it is seen.
    var first: (packet: Packet, count: Int)?

    var isComplete: Bool { total.map { ranges == [0..<$0] } ?? false }
  }

  private var datagrams: [Key: Datagram] = [:]
  /// Keys by age; one whose serial is no longer that of its datagram is stale.
  private var order: [(serial: Int, key: Key)] = []
  private var oldest = 0
  private var serial = 0
  private var heldBytes = 0
  private var abandoned: [Datagram] = []

  /// Adds a fragment; returns the datagram, taken out, when this one completes it.
  mutating func add(_ piece: Piece, _ path: Path, _ bytes: RawSpan, _ extent: Extent, _ packet: Packet) -> Datagram? {
    let key = Key(
      source: path.source, destination: path.destination, identification: piece.identification,
      number: path.source.version == .v4 ? piece.next : 0)
    if let known = datagrams[key], known.began.nanoseconds(until: packet.frame.time) > Self.lifetime { giveUp(key) }
    if datagrams[key] == nil { begin(key, path, piece, packet.frame.time) }
    let before = datagrams[key]?.heldBytes ?? 0
    let isAcceptable = datagrams[key]?.insert(piece, bytes, extent, packet) ?? false
    heldBytes &+= (datagrams[key]?.heldBytes ?? before) &- before
    if !isAcceptable {
      giveUp(key)
      return nil
    }
    if datagrams[key]?.isComplete == true { return remove(key) }
    enforceBounds()
    return nil
  }

  /// Takes out a datagram that was given up and whose first fragment was there.
  mutating func popAbandoned() -> Datagram? { abandoned.popLast() }

  /// Gives up all that waits, the oldest to be popped first.
  mutating func abandonAll() {
    for entry in order[oldest...].reversed() where datagrams[entry.key]?.serial == entry.serial { giveUp(entry.key) }
    order.removeAll()
    oldest = 0
  }

  private mutating func begin(_ key: Key, _ path: Path, _ piece: Piece, _ time: Timestamp) {
    serial &+= 1
    datagrams[key] = Datagram(serial: serial, began: time, path: path, next: piece.next)
    order.append((serial, key))
  }

  private mutating func remove(_ key: Key) -> Datagram? {
    let datagram = datagrams.removeValue(forKey: key)
    heldBytes &-= datagram?.heldBytes ?? 0
    return datagram
  }

  private mutating func giveUp(_ key: Key) {
    guard let datagram = remove(key), datagram.first != nil else { return }
    if abandoned.count >= Self.maximumDatagrams { abandoned.removeFirst() }
    abandoned.append(datagram)
  }

  private mutating func enforceBounds() {
    while oldest < order.count, datagrams.count > Self.maximumDatagrams || heldBytes > Self.maximumBytes {
      let entry = order[oldest]
      oldest &+= 1
      if datagrams[entry.key]?.serial == entry.serial { giveUp(entry.key) }
    }
    guard order.count > 4 &* Self.maximumDatagrams else { return }
    order = order[oldest...].filter { datagrams[$0.key]?.serial == $0.serial }
    oldest = 0
  }
}

extension FragmentStore.Datagram {
  /// Puts a fragment's bytes in place; false when it contradicts what is known or the datagram is in too many pieces.
  mutating func insert(_ piece: FragmentStore.Piece, _ bytes: RawSpan, _ extent: Extent, _ packet: Packet) -> Bool {
    let end = piece.offset &+ extent.count
    guard end <= 65535, ranges.count < FragmentStore.maximumRanges, !piece.hasMore || extent.count > 0 else {
      return false
    }
    if !piece.hasMore {
      guard total == nil || total == end else { return false }
      total = end
    }
    if let total, end > total || bytesEnd > total { return false }
    if piece.offset == 0, first == nil {
      first = (packet, extent.count)
      next = piece.next
    }
    keep(piece.offset..<end, bytes, from: extent.start)
    cover(piece.offset..<end)
    return true
  }

  /// The whole datagram's bytes, as far as they came; gaps are zero.
  var bytes: [UInt8] {
    var whole = [UInt8](repeating: 0, count: bytesEnd)
    // The other way round, so that what came first stands in the end.
    for part in parts.reversed() {
      whole.replaceSubrange(part.offset..<part.offset &+ part.bytes.count, with: part.bytes)
    }
    return whole
  }

  private var bytesEnd: Int { ranges.last?.upperBound ?? 0 }

  /// Keeps a fragment's bytes, unless others brought them all before.
  private mutating func keep(_ place: Range<Int>, _ source: RawSpan, from start: Int) {
    guard !place.isEmpty,
      !ranges.contains(where: { $0.lowerBound <= place.lowerBound && place.upperBound <= $0.upperBound })
    else { return }
    parts.append((place.lowerBound, (0..<place.count).map { source.byte(start &+ $0) }))
    heldBytes &+= place.count
  }

  private mutating func cover(_ place: Range<Int>) {
    var merged = place
    var kept: [Range<Int>] = []
    for range in ranges {
      if range.upperBound < merged.lowerBound || range.lowerBound > merged.upperBound {
        kept.append(range)
      } else {
        merged = min(range.lowerBound, merged.lowerBound)..<max(range.upperBound, merged.upperBound)
      }
    }
    kept.append(merged)
    ranges = kept.sorted { $0.lowerBound < $1.lowerBound }
  }
}
