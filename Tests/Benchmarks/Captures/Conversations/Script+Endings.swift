import Wire

// Established connections that an end resets.
extension Script {
  /// The client closes with `SO_LINGER` of zero.
  static let clientAbort = Script(
    "client-abort", handshake, exchange, [.client([.rst, .ack], after: .microseconds(700))])
  /// The server is done with the connection before it is done with us.
  static let serverAbort = Script(
    "server-abort", handshake, [.client([.psh, .ack], .request), .server(.ack)],
    [.server([.rst, .ack], after: .microseconds(5_000))])
  /// The server closes with bytes unread.
  static let unreadData = Script(
    "unread-data", handshake, exchange,
    [.client([.psh, .ack], .large), .server([.rst, .ack], after: .microseconds(30))])
  /// The client has closed; the server goes on sending.
  static let dataAfterClose = Script(
    "data-after-close", handshake, [.client([.psh, .ack], .request)],
    [.client([.fin, .ack], after: .microseconds(60))],
    [
      .server(.ack), .server([.psh, .ack], .large, after: .microseconds(900)), .client(.rst, after: .microseconds(15)),
    ],
    [.again(back: 2, chance: 96)])
  /// A retransmission arrives when the connection is forgotten.
  static let lateSegment = Script(
    "late-segment", handshake, exchange, goodbye,
    [.server([.psh, .ack], at: .again, after: .seconds(70)), .client(.rst, after: .microseconds(15))])
  /// The server lost its memory of the connection in a restart.
  static let halfOpenPeer = Script(
    "half-open-peer", [.client([.psh, .ack], .request), .server(.rst)])
  /// The peer is silent to every keepalive probe.
  static let keepaliveTimeout = Script(
    "keepalive-timeout", handshake, exchange,
    [
      .client(.ack, at: .back(1), after: .seconds(20)), .client(.ack, at: .back(1), after: .seconds(5)),
      .client(.ack, at: .back(1), after: .seconds(5)), .client(.ack, at: .back(1), after: .seconds(5)),
      .client([.rst, .ack], after: .seconds(5)),
    ])
  /// Both ends abort while the other's RST is on its way.
  static let bothAbort = Script(
    "both-abort", handshake, exchange,
    [.client([.rst, .ack], after: .microseconds(400)), .server([.rst, .ack], after: .microseconds(8))])
  /// Data on its way when the client aborts: a RST for each segment.
  static let repeatedReset = Script(
    "repeated-reset", handshake, [.client([.psh, .ack], .request), .client([.rst, .ack], after: .microseconds(200))],
    [
      .server([.psh, .ack], .large), .client(.rst, after: .microseconds(10)), .again(back: 2, chance: 160),
    ])
  /// An abort, and at once a new connection between the same ports.
  static let reusedPort = Script(
    "reused-port", handshake, exchange, [.client([.rst, .ack], after: .microseconds(300)), .reincarnate],
    handshake, exchange, goodbye)
}
