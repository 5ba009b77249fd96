import Wire

/// A kind of connection: the segments that the two ends exchange, by name.
///
/// The names are those of the mechanism in the generator; a verdict from packets alone may rightly say less.
struct Script {
  let name: String
  let steps: [Step]

  init(_ name: String, _ steps: [Step]...) {
    self.name = name
    self.steps = steps.flatMap(\.self)
  }

  static let handshake: [Step] = [.client(.syn), .server([.syn, .ack]), .client(.ack)]
  static let exchange: [Step] = [.client([.psh, .ack], .request), .transfer(from: .server), .client(.ack)]
  static let goodbye: [Step] = [
    .client([.fin, .ack], after: .microseconds(300)), .server([.fin, .ack]), .client(.ack),
  ]

  /// Requests, answers, and an orderly end.
  static let orderly = Script("orderly", handshake, exchange, [.again(back: 3, chance: 64)], goodbye)
  /// Nobody answers the SYN and its repetitions.
  static let unanswered = Script(
    "unanswered",
    [
      .client(.syn), .client(.syn, at: .back(1), after: .seconds(1)), .client(.syn, at: .back(1), after: .seconds(2)),
      .client(.syn, at: .back(1), after: .seconds(4)),
    ])
  /// One SYN of a flood.
  static let floodSyn = Script("flood-syn", [.client(.syn)])
  /// One SYN of a flood that the victim still answers.
  static let floodAnswered = Script("flood-answered", [.client(.syn), .server([.syn, .ack])])
}
