public import Flows
import Wire

/// What only many resets together show: scans, health checks, the same bytes under two 4-tuples.
///
/// Of fixed size, about 300 KiB, whatever the capture: places are taken by hash, and where two sources contend for one
/// the busier keeps it. Two accumulators over two shares of a capture are merged into one before it is asked.
public struct PatternAccumulator: Sendable {
  /// One source, or one pair of endpoints, that was refused or that broke handshakes off.
  private struct Place: BitwiseCopyable {
    var key: UInt64 = 0
    /// One bit for each of 64 shares of the destinations seen.
    var destinations: UInt64 = 0
    var resets: UInt32 = 0
  }

  /// A refused segment, and the 4-tuples that it was seen under.
  private struct Twin: BitwiseCopyable {
    var bytes: UInt64 = 0
    var tuple: UInt64 = 0
    var isDouble = false
  }

  private var probers = noPlaces
  private var checks = noPlaces
  private var twins = noTwins
  private static let size = 4096
  // Shared by all that have seen nothing yet: thousands of small findings may exist at once.
  private static let noPlaces = ContiguousArray(repeating: Place(), count: size)
  private static let noTwins = ContiguousArray(repeating: Twin(), count: size)

  /// Destination shares among 64 from which refusals count as a scan: some twelve different ports or hosts.
  private static let scanShares = 11
  /// Broken-off handshakes between the same two from which they count as a health check.
  private static let checkCount: UInt32 = 3

  /// Nothing accumulated.
  public init() {}

  /// What one reset adds. To gather some and add them in a row spares waiting for the places one by one.
  public struct Trace: Sendable, BitwiseCopyable {
    fileprivate var refused: RefusedBytes?
    fileprivate var probe: Probe?

    /// Of nothing.
    public init() {}

    /// Takes what `reset` adds instead; false for one that adds nothing.
    public mutating func take(_ reset: borrowing ResetView) -> Bool {
      (refused, probe) = (RefusedBytes(reset), Probe(reset))
      return refused != nil || probe != nil
    }
  }

  /// Asks for the places of a reset that will be taken in soon.
  public func prefetch(_ trace: Trace) {
    if let refused = trace.refused { twins.prefetch(Self.position(refused.bytes)) }
    guard let probe = trace.probe else { return }
    probers.prefetch(Self.position(probe.source))
    checks.prefetch(Self.position(probe.pair))
  }

  /// Takes in one reset.
  public mutating func add(_ trace: Trace) {
    if let refused = trace.refused { add(refused) }
    guard let probe = trace.probe else { return }
    Self.add(probe.source, probe.destination, to: &probers)
    // A SYN+ACK that is repeated draws a RST each time; the attempt counts once.
    if probe.isHandshakeOnly, probe.isFirst { Self.add(probe.pair, probe.destination, to: &checks) }
  }

  /// Takes in what another accumulator saw.
  public mutating func merge(_ other: PatternAccumulator) {
    Self.merge(other.probers, into: &probers)
    Self.merge(other.checks, into: &checks)
    for twin in other.twins where twin.bytes != 0 { add(RefusedBytes(bytes: twin.bytes, tuple: twin.tuple)) }
  }

  /// What `reset` belongs to, judged by all that was added.
  public func patterns(of reset: Reset) -> PatternSet { reset.show { patterns(of: $0) } }

  private func patterns(of reset: borrowing ResetView) -> PatternSet {
    var patterns = PatternSet()
    if let refused = RefusedBytes(reset) {
      let twin = twins[Self.position(refused.bytes)]
      if twin.bytes == refused.bytes, twin.isDouble { patterns.insert(.stateLostInNAT) }
    }
    guard let probe = Probe(reset) else { return patterns }
    let place = probers[Self.position(probe.source)]
    if place.key == probe.source, place.destinations.nonzeroBitCount >= Self.scanShares {
      patterns.insert(.scan)
    } else if probe.isHandshakeOnly {
      let check = checks[Self.position(probe.pair)]
      if check.key == probe.pair, check.resets >= Self.checkCount { patterns.insert(.healthCheck) }
    }
    return patterns
  }

  /// How many resets belong to a scan, and how many to health checks, as far as places were not contended for.
  public var counts: (scan: Int, healthCheck: Int) {
    let scans = probers.reduce(0) { $1.destinations.nonzeroBitCount >= Self.scanShares ? $0 + Int($1.resets) : $0 }
    let checks = checks.reduce(0) { $1.resets >= Self.checkCount ? $0 + Int($1.resets) : $0 }
    return (scans, checks)
  }

  private mutating func add(_ refused: RefusedBytes) {
    let index = Self.position(refused.bytes)
    if twins[index].bytes == refused.bytes {
      if twins[index].tuple != refused.tuple { twins[index].isDouble = true }
    } else if !twins[index].isDouble {
      twins[index] = Twin(bytes: refused.bytes, tuple: refused.tuple)
    }
  }

  private static func position(_ key: UInt64) -> Int { Int(truncatingIfNeeded: key >> 20) & (size - 1) }

  private static func add(_ key: UInt64, _ destination: UInt64, to places: inout ContiguousArray<Place>) {
    let index = position(key)
    var place = places[index]
    if place.key != key {
      // Whoever comes more often wins the place in the end (majority vote).
      if place.resets > 1 {
        places[index].resets &-= 1
        return
      }
      place = Place(key: key)
    }
    place.resets &+= 1
    place.destinations |= 1 << (destination & 63)
    places[index] = place
  }

  private static func merge(_ other: ContiguousArray<Place>, into places: inout ContiguousArray<Place>) {
    for index in places.indices where other[index].resets > 0 {
      if places[index].key == other[index].key {
        places[index].resets &+= other[index].resets
        places[index].destinations |= other[index].destinations
      } else if places[index].resets < other[index].resets {
        places[index] = other[index]
      }
    }
  }
}

/// Payload that was refused in mid-connection: its numbers, and the 4-tuple it bore.
private struct RefusedBytes: BitwiseCopyable {
  var bytes: UInt64
  var tuple: UInt64

  init(bytes: UInt64, tuple: UInt64) {
    self.bytes = bytes
    self.tuple = tuple
  }

  @inline(__always)
  init?(_ reset: borrowing ResetView) {
    guard !reset.segment.flags.contains(.ack), let trigger = reset.provokedBy, trigger.payloadLength > 0 else {
      return nil
    }
    let numbers = UInt64(trigger.sequenceNumber.rawValue) << 32 | UInt64(trigger.acknowledgmentNumber.rawValue)
    bytes = Probe.mix(numbers ^ Probe.mix(UInt64(trigger.payloadLength)))
    let tuple = reset.segment.tuple
    self.tuple =
      Probe.hash(tuple.source.address, UInt64(tuple.source.port))
      ^ Probe.hash(tuple.destination.address, UInt64(tuple.destination.port) | 1 << 20)
  }
}

/// A reset that came of an attempt to connect: who tried, and where.
private struct Probe: BitwiseCopyable {
  var source: UInt64
  var destination: UInt64
  var pair: UInt64
  /// Whether a handshake was begun, answered, and broken off without data.
  var isHandshakeOnly: Bool
  /// Whether its sender had sent no RST before in this flow.
  var isFirst: Bool

  @inline(__always)
  init?(_ reset: borrowing ResetView) {
    guard reset.knowsOriginator, reset.sender.payloadSegments == 0, reset.receiver.payloadSegments == 0,
      reset.sender.finSequenceNumber == nil, reset.receiver.finSequenceNumber == nil
    else { return nil }
    let tuple = reset.sentBy == .originator ? reset.segment.tuple : reset.segment.tuple.reversed
    source = Self.hash(tuple.source.address, 0)
    destination = Self.hash(tuple.destination.address, UInt64(tuple.destination.port) | 1 << 16)
    pair = Self.mix(source ^ destination)
    isHandshakeOnly = reset.sentBy == .originator && reset.receiver.segments > 0
    isFirst = reset.earlierReset == nil
  }

  static func hash(_ address: IPAddress, _ salt: UInt64) -> UInt64 {
    mix(address.high ^ mix(address.low ^ salt))
  }

  /// A multiplication and two shifts (splitmix64's finish).
  static func mix(_ value: UInt64) -> UInt64 {
    var mixed = (value ^ value >> 30) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
    return mixed ^ mixed >> 31
  }
}
