import Wire

/// Measures the round trip by the handshake: from SYN to SYN+ACK and on to the ACK.
struct Handshake: BitwiseCopyable {
  private enum Progress: UInt8, BitwiseCopyable {
    case nothing, sawSYN, sawAnswer, measured, spoiled
  }

  private var time: Int64 = 0
  private var progress = Progress.nothing

  /// The whole way round, wherever it was captured, in nanoseconds; nil where a part was not seen or was repeated.
  var roundTrip: Int64? { progress == .measured ? time : nil }

  /// Takes the next segment of the originator or the responder.
  @inline(__always)
  mutating func see(_ segment: Segment, isOriginator: Bool) {
    guard progress.rawValue < Progress.measured.rawValue else { return }
    advance(segment, isOriginator)
  }

  private mutating func advance(_ segment: Segment, _ isOriginator: Bool) {
    let isSYN = segment.flags.contains(.syn)
    switch (progress, isOriginator, isSYN) {
    case (.nothing, true, true) where !segment.flags.contains(.ack):
      progress = .sawSYN
      time = segment.time.nanoseconds
    case (.sawSYN, false, true) where segment.flags.contains(.ack):
      progress = .sawAnswer
    case (.sawAnswer, true, false):
      time = max(0, segment.time.nanoseconds &- time)
      progress = .measured
    default:
      progress = .spoiled
    }
  }
}
