import Flows
import Wire

/// The detectors of injected resets of Weaver, Sommer and Paxson (NDSS 2009), which prefer to miss one over accusing a
/// host: each looks at one side's segments within two seconds.
///
/// An answer whose number repeats an acknowledgment is exempt: a host that answers several segments sends several RSTs.
enum InjectionDetector {
  /// Two seconds, in nanoseconds.
  static let span: Int64 = 2_000_000_000

  /// What the numbers may differ by without meaning anything: a SYN and a FIN.
  private static let slack: Int32 = 2

  static func detect(_ reset: borrowing ResetView, into patterns: inout PatternSet) {
    guard reset.provokedBy == nil else { return }
    if isDataSeqRST(reset) { patterns.insert(.dataSeqRST) }
    if isRSTSeqData(reset) { patterns.insert(.rstSeqData) }
    guard let earlier = reset.earlierReset, isWithinSpan(earlier.time, reset.segment.time) else { return }
    if isRSTSeqChange(reset, earlier) { patterns.insert(.rstSeqChange) }
    if isRSTAckChange(reset, earlier) { patterns.insert(.rstAckChange) }
  }

  private static func isWithinSpan(_ earlier: Timestamp, _ later: Timestamp) -> Bool {
    earlier.nanoseconds(until: later) <= span
  }

  /// The sender would have used its next number; a closed window (`tcp_acceptable_seq`) is the exception.
  private static func isDataSeqRST(_ reset: borrowing ResetView) -> Bool {
    guard let written = reset.sender.lastPayloadTime, isWithinSpan(written, reset.segment.time) else { return false }
    let number = reset.segment.sequenceNumber
    let below = number.distance(to: reset.sender.nextSequenceNumber)
    return below > 0 && number != reset.receiver.acknowledged && !reset.answersWithAck
  }

  /// The source did not know that it had reset.
  private static func isRSTSeqData(_ reset: borrowing ResetView) -> Bool {
    guard let later = reset.aftermath.senderContinued, later.payloadLength > 0, !later.flags.contains(.syn),
      isWithinSpan(reset.segment.time, later.time)
    else { return false }
    return reset.segment.sequenceNumber.distance(to: later.endSequenceNumber) > 0
  }

  private static func isRSTSeqChange(_ reset: borrowing ResetView, _ earlier: SegmentSummary) -> Bool {
    guard reset.opposingReset == nil, reset.sender.finSequenceNumber == nil, reset.receiver.finSequenceNumber == nil
    else { return false }
    let number = reset.segment.sequenceNumber
    guard earlier.sequenceNumber.distance(to: number) > slack else { return false }
    let beyondSent = reset.sender.nextSequenceNumber.distance(to: number) > slack
    let beyondAcknowledged = reset.receiver.acknowledged.map { $0.distance(to: number) > slack } ?? true
    return beyondSent && beyondAcknowledged
  }

  private static func isRSTAckChange(_ reset: borrowing ResetView, _ earlier: SegmentSummary) -> Bool {
    let (own, other) = (reset.segment.acknowledgmentNumber, earlier.acknowledgmentNumber)
    guard reset.segment.flags.contains(.ack), earlier.flags.contains(.ack), own != other,
      own.rawValue != 0, other.rawValue != 0
    else { return false }
    return reset.receiver.lastTime < earlier.time
  }
}
