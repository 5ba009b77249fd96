internal import Host
internal import Wire

/// What one socket's calls and its segments tell of the offset between their clocks.
///
/// A call that makes something leave began before it was captured, wherever that was; a call that reports what came
/// returned after it was captured. So each event bounds how far the capture's clock is ahead, and no delay on the way
/// makes a bound wrong, only wide.
struct SocketClock {
  /// The bounds so far: what must be added to the calls' times.
  private(set) var offset = ClockOffset()
  private let outgoing: [Segment]
  private let incoming: [Segment]
  private var written: UInt32 = 0
  private var read: UInt32 = 0

  /// `calls` are the socket's, in time order; `segments` are those of one connection, and `tuple` leads away from it.
  init(_ calls: [CallRecord], _ segments: [Segment], _ tuple: FourTuple) {
    outgoing = segments.filter { $0.tuple == tuple }
    incoming = segments.filter { $0.tuple == tuple.reversed }
    for call in calls { take(call) }
    let ends = calls.filter { $0.shutsWriting || $0.role == .close }
    if let end = ends.first { sent(by: end, outgoing.first { $0.flags.contains(.fin) }) }
  }

  private mutating func take(_ call: CallRecord) {
    switch (call.role, call.failure) {
    case (.connect, nil) where !call.isDisconnect:
      sent(by: call, outgoing.first { $0.flags.contains(.syn) })
      if call.result == 0 { received(by: call, incoming.first { $0.flags.contains(.syn) }) }
    case (_, .connectionReset?), (_, .connectionRefused?):
      received(by: call, incoming.first { $0.flags.contains(.rst) })
    case (.transfer, nil) where call.isRead: takeRead(call)
    case (.transfer, nil) where !call.looksLikeRead: takeWrite(call)
    default: break
    }
  }

  private mutating func takeRead(_ call: CallRecord) {
    if call.result == 0 { return received(by: call, incoming.first { $0.flags.contains(.fin) }) }
    read &+= UInt32(clamping: call.result)
    guard call.result > 0, let end = Self.firstByte(of: incoming).map({ $0 + read }) else { return }
    received(by: call, incoming.first { $0.payloadLength > 0 && end.distance(to: $0.endSequenceNumber) >= 0 })
  }

  private mutating func takeWrite(_ call: CallRecord) {
    defer { written &+= UInt32(clamping: max(0, call.result)) }
    guard call.result > 0, let begin = Self.firstByte(of: outgoing).map({ $0 + written }) else { return }
    sent(by: call, outgoing.first { $0.payloadLength > 0 && begin.distance(to: $0.endSequenceNumber) > 0 })
  }

  /// The number of the first byte of payload: the one behind the SYN, where the capture holds it.
  private static func firstByte(of segments: [Segment]) -> SequenceNumber? {
    segments.first.flatMap { $0.flags.contains(.syn) ? $0.sequenceNumber + 1 : nil }
  }

  private mutating func sent(by call: CallRecord, _ segment: Segment?) {
    if let segment { offset.lower(to: call.time.nanoseconds(until: segment.time)) }
  }

  private mutating func received(by call: CallRecord, _ segment: Segment?) {
    if let segment { offset.raise(to: call.endTime.nanoseconds(until: segment.time)) }
  }
}
