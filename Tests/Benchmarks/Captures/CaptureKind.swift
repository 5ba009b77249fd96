/// What a generated capture is like: its mix of connections, the sizes of its segments and how busy it is.
struct CaptureKind {
  let name: String
  /// Scripts with their weights.
  let mix: [(weight: UInt64, script: Script)]
  /// Payload of a small segment and the largest one, in bytes.
  let payload: (request: UInt64, large: UInt64)
  /// The longest transfer, in segments; the mean is half of it.
  let longestTransfer: UInt64
  /// Mean time between two connections, in nanoseconds.
  let gap: UInt64

  /// Mostly orderly transfers of full segments: about 700 bytes a packet.
  static let bulk = CaptureKind(
    name: "bulk",
    mix: [
      (700, .orderly), (30, .clientAbort), (30, .serverAbort), (25, .unreadData), (40, .dataAfterClose),
      (20, .lateSegment), (20, .stateLost), (20, .forged), (10, .blind), (10, .bothAbort), (20, .repeatedReset),
      (20, .reusedPort), (25, .noListener), (10, .keepaliveTimeout), (10, .connectScan), (10, .halfOpenPeer),
      (10, .unanswered),
    ], payload: (180, 1448), longestTransfer: 60, gap: 90_000)

  /// Short connections of small segments, most of them reset: about 70 bytes a packet.
  static let small = CaptureKind(
    name: "small",
    mix: [
      (160, .orderly), (210, .noListener), (40, .firewallReject), (120, .halfOpenScan), (40, .connectScan),
      (50, .clientAbort), (50, .serverAbort), (30, .unreadData), (60, .dataAfterClose), (40, .lateSegment),
      (30, .halfOpenPeer), (20, .stateLost), (20, .keepaliveTimeout), (30, .forged), (10, .blind), (20, .strayReset),
      (20, .backscatter), (10, .unacceptableAck), (10, .backlogOverflow), (10, .bothAbort), (20, .repeatedReset),
      (20, .reusedPort), (10, .unanswered),
    ], payload: (12, 40), longestTransfer: 3, gap: 60_000)

  /// A SYN flood from everywhere, with a few real connections in it.
  static let flood = CaptureKind(
    name: "flood",
    mix: [
      (7_500, .floodSyn), (2_490, .floodAnswered), (5, .clientAbort), (3, .noListener), (2, .orderly),
    ], payload: (180, 1448), longestTransfer: 8, gap: 1_000)

  static let all = [bulk, small, flood]
}
