import Wire

/// A connection under way: its ends, their next numbers, and the next step of its script.
struct Conversation {
  /// One end: where it is, what it sends next, and how its packets look.
  struct End {
    var address: UInt32
    var port: UInt16
    var next: UInt32
    /// Length of the last payload, for a retransmission.
    var lastLength: UInt32 = 0
    /// TTL as it is when captured.
    var hopLimit: UInt8
    var identification: UInt16
    /// Offset of its timestamp clock (RFC 7323).
    var clock: UInt32
  }

  /// Index in ``CaptureKind/mix``.
  var script: Int
  /// The step after ``line``.
  var step = 0
  /// What is sent next.
  var line: Line?
  /// Data segments left of the transfer under way.
  var left = 0
  /// Whether the receiver of a transfer acknowledges next.
  var owesAck = false
  var isIPv6: Bool
  var hasTimestamps: Bool
  /// Round-trip time in nanoseconds.
  var roundTrip: UInt64
  var client: End
  var server: End

  subscript(side: Side) -> End {
    get { side == .client ? client : server }
    set { if side == .client { client = newValue } else { server = newValue } }
  }

  /// Connection number `number` of a capture. No two have the same ends before number 2³².
  init(number: UInt32, script: Int, random: inout RandomSource) {
    self.script = script
    let bits = random.bits()
    // An odd factor makes a permutation of the low 24 bits: clients come in no order, yet never twice on one port.
    let host = (number &* 0x9e3_779b) & 0xff_ffff
    client = End(
      address: 0x0a00_0000 | host, port: 32_768 &+ UInt16(truncatingIfNeeded: number >> 24 &* 97 &+ host & 0x3fff),
      next: UInt32(truncatingIfNeeded: random.bits()), hopLimit: 64, identification: UInt16(truncatingIfNeeded: bits),
      clock: UInt32(truncatingIfNeeded: bits >> 13))
    let machine = UInt32(truncatingIfNeeded: random.below(1_024))
    server = End(
      address: 0xc612_0000 | machine, port: Self.services[Int(machine) % Self.services.count],
      next: UInt32(truncatingIfNeeded: random.bits()), hopLimit: machine % 3 == 0 ? 117 : 52 &+ UInt8(machine & 7),
      identification: UInt16(truncatingIfNeeded: bits >> 16), clock: UInt32(truncatingIfNeeded: bits >> 29))
    isIPv6 = bits >> 60 == 0
    hasTimestamps = bits >> 58 & 3 != 0
    // From a fifth of a millisecond to a tenth of a second, small ones more often.
    roundTrip = 200_000 &+ random.below(1 << (14 &+ random.below(13)))
  }

  private static let services: [UInt16] = [443, 80, 5432, 22, 6379, 3306, 8080, 25, 5671, 9092]
}
