import Wire

// Connections that are reset before a byte of data, and resets that answer what belongs to no connection.
extension Script {
  /// A port where nobody listens.
  static let noListener = Script("no-listener", [.client(.syn), .server([.rst, .ack], at: .zero)])
  /// A machine on the way refuses in the server's name.
  static let firewallReject = Script(
    "firewall-reject", [.client(.syn), .server([.rst, .ack], at: .zero, after: .microseconds(90), between: true)])
  /// A scanner's kernel, which knows of no SYN, refuses the answer.
  static let halfOpenScan = Script(
    "half-open-scan", [.client(.syn), .server([.syn, .ack]), .client(.rst, after: .microseconds(20))])
  /// A scanner that connects and aborts at once.
  static let connectScan = Script("connect-scan", handshake, [.client([.rst, .ack], after: .microseconds(40))])
  /// The accept queue is full and the server says so (`tcp_abort_on_overflow`).
  static let backlogOverflow = Script("backlog-overflow", handshake, [.server(.rst, after: .microseconds(15))])
  /// Somebody else's SYN flood in our name: answers to SYNs that were never sent.
  static let backscatter = Script(
    "backscatter", [.server([.syn, .ack]), .client(.rst, after: .microseconds(15))])
  /// A SYN-ACK that acknowledges what was not sent.
  static let unacceptableAck = Script(
    "unacceptable-ack",
    [.client(.syn), .server([.syn, .ack], acknowledgingUnsent: 7_000), .client(.rst, at: .ahead(7_000))])
  /// Only the RST of a connection is in the capture.
  static let strayReset = Script("stray-reset", [.server([.rst, .ack])])
}
