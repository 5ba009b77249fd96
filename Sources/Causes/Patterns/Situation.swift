import Flows
import Wire

/// Situations that one reset and its flow show.
enum Situation {
  /// Silence after which a connection counts as idle: one second, in nanoseconds.
  static let idle: Int64 = 1_000_000_000

  /// An answer to something that is not in the capture: a refusal without its SYN, a RST that is all there is, or one
  /// provoked by a SYN+ACK that nobody had asked for.
  static func isBackscatter(_ reset: borrowing ResetView, _ scene: Scene) -> Bool {
    if scene.answered == .synAck, !scene.shows(.senderSeen) { return true }
    return reset.receiver.segments == 0 && !scene.shows(.senderSeen)
  }

  /// A request crossed the close of an idle connection: it was sent before the FIN, or the RST, could be heard.
  static func isIdleCloseRace(_ reset: borrowing ResetView, _ scene: Scene) -> Bool {
    guard let idle = closeIdle(reset, scene), idle >= Self.idle else { return false }
    switch scene.form {
    case .answer:
      guard scene.answered == .payload, let fin = reset.sender.finSequenceNumber else { return false }
      return reset.segment.sequenceNumber == fin
    case .ending:
      guard let request = reset.aftermath.receiverContinued, request.payloadLength > 0 else { return false }
      return reset.segment.time.nanoseconds(until: request.time) <= reset.roundTrip ?? 0
    case .refusal: return false
    }
  }

  /// Nanoseconds that the closing side waited since the last payload of either side until its FIN or RST; nil where
  /// there was none.
  static func closeIdle(_ reset: borrowing ResetView, _ scene: Scene) -> Int64? {
    guard let written = reset.sender.lastPayloadTime else { return nil }
    switch scene.form {
    case .answer: return written.nanoseconds(until: reset.sender.lastTime)
    case .ending:
      guard let heard = reset.receiver.lastPayloadTime else { return nil }
      return max(written, heard).nanoseconds(until: reset.segment.time)
    case .refusal: return nil
    }
  }

  /// Both sides sent a RST of the active shape: each was ending the connection by itself.
  static func isCrossing(_ reset: borrowing ResetView, _ scene: Scene) -> Bool {
    guard scene.shape == .active else { return false }
    return isActive(reset.opposingReset) || isActive(reset.aftermath.receiverReset)
  }

  private static func isActive(_ other: SegmentSummary?) -> Bool {
    guard let other else { return false }
    return other.flags.contains(.ack) && other.sequenceNumber.rawValue != 0
  }

  /// One end was refused at once while the other goes on, without having heard what was refused.
  static func isStateLost(_ scene: Scene) -> Bool {
    scene.form == .answer && scene.shows(.senderContinued) && scene.promptness == .atOnce
      && !scene.shows(.answeredWasDelivered)
  }
}
