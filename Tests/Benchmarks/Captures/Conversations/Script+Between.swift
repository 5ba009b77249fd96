import Wire

// Resets that neither end sent.
extension Script {
  /// A machine on the way forgot the idle connection and refuses what comes after.
  static let stateLost = Script(
    "state-lost", handshake, exchange,
    [
      .client([.psh, .ack], .request, after: .seconds(90)), .server(.rst, after: .microseconds(200), between: true),
    ])
  /// A third party resets both ends, sometimes at several guesses; the ends, not yet aware, go on.
  static let forged = Script(
    "forged", handshake, [.client([.psh, .ack], .request)],
    [
      .server([.rst, .ack], after: .microseconds(150), between: true),
      .client([.rst, .ack], after: .microseconds(2), between: true), .again(back: 2, chance: 80),
      .server([.rst, .ack], at: .ahead(1460), after: .microseconds(2), between: true),
      .server([.psh, .ack], .large), .client(.ack),
    ])
  /// A blind attacker's RST far outside the window: nobody minds.
  static let blind = Script(
    "blind", handshake, exchange, [.server(.rst, at: .ahead(0x3400_0000), between: true)], exchange, goodbye)
}
