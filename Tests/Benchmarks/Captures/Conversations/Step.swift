import Wire

/// One step of a script.
enum Step {
  case send(Line)
  /// A run of data segments of random length with an acknowledgment for every second one.
  case transfer(from: Side)
  /// Back by so many steps, in `chance` of 256 cases.
  case again(back: Int, chance: UInt8)
  /// A new incarnation of the same four-tuple: new initial sequence numbers.
  case reincarnate

  static func client(
    _ flags: TCPFlags, _ payload: Line.Payload = .none, at sequence: Line.Sequence = .next,
    after pause: Line.Pause = .crossing, between: Bool = false
  ) -> Step {
    .send(
      Line(sender: .client, flags: flags, payload: payload, sequence: sequence, pause: pause, isFromBetween: between))
  }

  static func server(
    _ flags: TCPFlags, _ payload: Line.Payload = .none, at sequence: Line.Sequence = .next,
    after pause: Line.Pause = .crossing, between: Bool = false, acknowledgingUnsent unsent: UInt32 = 0
  ) -> Step {
    .send(
      Line(
        sender: .server, flags: flags, payload: payload, sequence: sequence, pause: pause, isFromBetween: between,
        unsent: unsent))
  }
}
