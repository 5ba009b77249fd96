public import Wire

/// An unordered pair of endpoints in one fixed order, and its hash.
struct FlowKey: BitwiseCopyable {
  var lowAddress: IPAddress
  var highAddress: IPAddress
  /// The lower endpoint's port in the high half, the other's in the low half.
  var ports: UInt32
  /// The index takes the low half, the choice of a shard the high half.
  var hash: UInt64

  /// Orders the endpoints of `tuple`; `isForward` tells whether its source came first.
  @inline(__always)
  init(_ tuple: FourTuple, isForward: inout Bool) {
    isForward = Self.precedes(tuple.source, tuple.destination)
    let (low, high) = isForward ? (tuple.source, tuple.destination) : (tuple.destination, tuple.source)
    lowAddress = low.address
    highAddress = high.address
    ports = UInt32(low.port) << 16 | UInt32(high.port)
    hash = Self.hash(lowAddress, highAddress, ports)
  }

  /// Whether both name the same pair.
  @inline(__always)
  func matches(_ other: FlowKey) -> Bool {
    ports == other.ports && lowAddress.low == other.lowAddress.low && highAddress.low == other.highAddress.low
      && lowAddress.high == other.lowAddress.high && highAddress.high == other.highAddress.high
      && lowAddress.version == other.lowAddress.version
  }

  /// From the endpoint that came first in order to the other, or the reverse.
  func tuple(fromLow: Bool) -> FourTuple {
    let low = Endpoint(address: lowAddress, port: UInt16(truncatingIfNeeded: ports >> 16))
    let high = Endpoint(address: highAddress, port: UInt16(truncatingIfNeeded: ports))
    return fromLow ? FourTuple(source: low, destination: high) : FourTuple(source: high, destination: low)
  }

  @inline(__always)
  private static func precedes(_ left: Endpoint, _ right: Endpoint) -> Bool {
    if left.address.low != right.address.low { return left.address.low < right.address.low }
    if left.address.high != right.address.high { return left.address.high < right.address.high }
    return left.port <= right.port
  }

  /// Two multiplications whose halves are folded: enough to spread addresses that differ in a few bits.
  @inline(__always)
  private static func hash(_ low: IPAddress, _ high: IPAddress, _ ports: UInt32) -> UInt64 {
    let first = fold(low.low ^ 0x9e37_79b9_7f4a_7c15, high.low &+ UInt64(ports) << 32 ^ 0xd6e8_feb8_6659_fd93)
    let second = low.high ^ (high.high << 32 | high.high >> 32) ^ UInt64(ports)
    return fold(first ^ second, 0xa076_1d64_78bd_642f)
  }

  @inline(__always)
  private static func fold(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let product = left.multipliedFullWidth(by: right)
    return product.high ^ product.low
  }
}

extension FlowTable {
  /// Which of `count` tables follows the flow between these endpoints; the same for both directions.
  ///
  /// - Parameter count: How many tables share the work, at least 1.
  public static func shard(of tuple: FourTuple, among count: Int) -> Int {
    var isForward = false
    let hash = FlowKey(tuple, isForward: &isForward).hash
    // A shift binds tighter than a product: without these brackets everything falls into share 0.
    return Int(truncatingIfNeeded: ((hash >> 32) &* UInt64(truncatingIfNeeded: count)) >> 32)
  }
}
