public import Wire

/// An unordered pair of endpoints in one fixed order, and its hash.
struct FlowKey: BitwiseCopyable {
  private var lowHigh: UInt64
  private var lowLow: UInt64
  private var highHigh: UInt64
  private var highLow: UInt64
  /// The index takes the low half, the choice of a shard the high half.
  var hash: UInt64
  /// The lower endpoint's port in the high half, the other's in the low half.
  var ports: UInt32
  /// As a number, which is compared without a detour, and of a whole word, so that a key is copied in words that no other copy
  /// overlaps: to read across two of them would wait for both.
  private var version: UInt32

  /// Orders the endpoints of `tuple`; `isForward` tells whether its source came first.
  ///
  /// Without a jump, for no processor guesses the direction of the next segment.
  @inline(__always)
  init(_ tuple: FourTuple, seed: HashSeed, isForward: inout Bool) {
    let (source, destination) = (tuple.source, tuple.destination)
    isForward = Self.precedes(source, destination)
    let mask: UInt64 = isForward ? .max : 0
    let low = (source.address.low ^ destination.address.low) & mask
    let high = (source.address.high ^ destination.address.high) & mask
    (lowLow, highLow) = (destination.address.low ^ low, source.address.low ^ low)
    (lowHigh, highHigh) = (destination.address.high ^ high, source.address.high ^ high)
    let both = UInt32(source.port) << 16 | UInt32(destination.port)
    ports = isForward ? both : both << 16 | both >> 16
    version = UInt32(source.address.version.rawValue)
    hash = seed.mix(seed.mix(lowLow, highLow), seed.mix(lowHigh, highHigh) ^ UInt64(ports))
  }

  /// Stands for no pair where nothing has been written yet.
  static let none: FlowKey = {
    var isForward = false
    return FlowKey(Segment.none.tuple, seed: .none, isForward: &isForward)
  }()

  /// Whether both name the same pair.
  @inline(__always)
  func matches(_ other: FlowKey) -> Bool {
    let difference =
      (hash ^ other.hash) | (lowLow ^ other.lowLow) | (highLow ^ other.highLow) | (lowHigh ^ other.lowHigh)
      | (highHigh ^ other.highHigh) | UInt64(ports ^ other.ports) | UInt64(version ^ other.version)
    return difference == 0
  }

  /// From the endpoint that came first in order to the other, or the reverse.
  func tuple(fromLow: Bool) -> FourTuple {
    let low = Endpoint(address: address(lowHigh, lowLow), port: UInt16(truncatingIfNeeded: ports >> 16))
    let high = Endpoint(address: address(highHigh, highLow), port: UInt16(truncatingIfNeeded: ports))
    return fromLow ? FourTuple(source: low, destination: high) : FourTuple(source: high, destination: low)
  }

  private func address(_ high: UInt64, _ low: UInt64) -> IPAddress {
    version == UInt32(IPAddress.Version.v4.rawValue)
      ? IPAddress(v4: UInt32(truncatingIfNeeded: low)) : IPAddress(v6High: high, low: low)
  }

  @inline(__always)
  private static func precedes(_ left: Endpoint, _ right: Endpoint) -> Bool {
    let isSame = left.address.low == right.address.low && left.address.high == right.address.high
    let byAddress =
      left.address.low == right.address.low
      ? left.address.high < right.address.high : left.address.low < right.address.low
    return isSame ? left.port <= right.port : byAddress
  }
}

extension FlowTable {
  /// Which of `count` tables follows the flow between these endpoints; the same for both directions and in every run, so
  /// that a flood is cut the same way each time.
  ///
  /// Sums instead of an order of the endpoints: every worker asks this of every frame of a capture.
  ///
  /// - Parameter count: How many tables share the work, at least 1.
  @inlinable
  public static func shard(of tuple: FourTuple, among count: Int) -> Int {
    let (source, destination) = (tuple.source, tuple.destination)
    let low = source.address.low &+ destination.address.low
    let high = source.address.high &+ destination.address.high
    let ports = UInt64(source.port) &+ UInt64(destination.port)
    // Odd numbers without structure: the golden ratio and the square root of 5, in 64 bits.
    let product = (low ^ ports << 40 ^ 0x9e37_79b9_7f4a_7c15).multipliedFullWidth(by: high ^ 0x3c6e_f372_fe94_f82b)
    let hash = (product.high ^ product.low) &* 0x9e37_79b9_7f4a_7c15
    // A shift binds tighter than a product: without these brackets everything falls into share 0.
    return Int(truncatingIfNeeded: ((hash >> 32) &* UInt64(truncatingIfNeeded: count)) >> 32)
  }
}
