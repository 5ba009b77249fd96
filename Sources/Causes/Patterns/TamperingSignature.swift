public import Flows
import Wire

/// The 19 signatures of connection tampering that Cloudflare watches on server-inbound packets: what the client seems to
/// send, at what stage, and then RSTs or nothing.
///
/// The list is recalled, not re-read; its numbers and stages are as published. A match says "looks like".
public enum TamperingSignature {
  /// How far the client had come: nothing but the SYN, the handshake, the first data, or more.
  private enum Stage { case postSYN, postACK, postPSH, later }

  /// Packets of the client beyond which no signature is sought.
  private static let reach: UInt32 = 10

  /// The signature that a RST in the client's name completes, or nil.
  static func match(_ reset: borrowing ResetView) -> PatternName? {
    guard reset.knowsOriginator, reset.sentBy == .originator, let stage = stage(of: reset.sender) else { return nil }
    let other = reset.earlierReset ?? reset.aftermath.nextReset
    let hasAck = reset.segment.flags.contains(.ack)
    let number: UInt8? =
      switch (stage, other) {
      case (.postSYN, nil): hasAck ? 3 : 2
      case (.postSYN, .some(let other)): mixed(reset, other) ? 4 : (hasAck ? 3 : 2)
      case (.postACK, nil): hasAck ? 8 : 6
      case (.postACK, .some(let other)): mixed(reset, other) ? nil : (hasAck ? 9 : 7)
      case (.postPSH, nil): hasAck ? 12 : 11
      case (.postPSH, .some(let other)): pairAfterData(reset, other, hasAck: hasAck)
      case (.later, _): hasAck ? 19 : 18
      }
    return number.flatMap(PatternName.init(signature:))
  }

  /// The signature of a flow in which the client fell silent and no RST came, or nil.
  ///
  /// Where nobody answered the SYN or the request, the silence is the server's. After a bare handshake silence is all
  /// that there is.
  public static func match(_ flow: QuietFlow) -> PatternName? {
    guard let stage = stage(of: flow.originator) else { return nil }
    switch stage {
    case .postSYN: return flow.isUnanswered ? .tamperingSignature1 : nil
    case .postACK: return .tamperingSignature5
    case .postPSH: return flow.isUnanswered ? .tamperingSignature10 : nil
    case .later: return nil
    }
  }

  private static func stage(of client: Peer) -> Stage? {
    guard client.initialSequenceNumber != nil, client.finSequenceNumber == nil, client.segments <= reach else {
      return nil
    }
    switch client.payloadSegments {
    case 0: return client.acknowledged == nil ? .postSYN : .postACK
    case 1: return .postPSH
    default: return .later
    }
  }

  private static func mixed(_ reset: borrowing ResetView, _ other: SegmentSummary) -> Bool {
    reset.segment.flags.contains(.ack) != other.flags.contains(.ack)
  }

  private static func pairAfterData(_ reset: borrowing ResetView, _ other: SegmentSummary, hasAck: Bool) -> UInt8 {
    if mixed(reset, other) { return 13 }
    if hasAck { return 14 }
    let (own, others) = (reset.segment.acknowledgmentNumber.rawValue, other.acknowledgmentNumber.rawValue)
    if own == others { return 15 }
    return own == 0 || others == 0 ? 17 : 16
  }
}
