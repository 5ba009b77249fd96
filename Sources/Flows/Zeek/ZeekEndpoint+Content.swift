/// When the bytes of a side are all there, and when Zeek stops waiting for them (`TCP_Reassembler.cc`).
extension ZeekEndpoint {
  /// Bytes after which Zeek no longer counts on acknowledgments that never came (`tcp_max_initial_window`,
  /// `tcp_max_above_hole_without_any_acks`).
  private static let patience: UInt64 = 16384
  /// Bytes held for want of an acknowledgment (`tcp_excessive_data_without_further_acks`).
  private static let maximumHeld: UInt64 = 10 << 20

  /// Takes payload `begin..<end`, relative to the start.
  @inline(__always)
  mutating func deliver(_ begin: UInt64, _ end: UInt64, peer: ZeekEndpoint) {
    guard !marks.contains(.skipped) else { return }
    let isAdvance = content.send(begin, end, acknowledged: fullAcknowledged &- UInt64(start))
    if hasNothingAcknowledged {
      if content.bytesBeyondHole > Self.patience { return skip() }
      if isAdvance, size(peer: peer) > Self.patience { content.release() }
    }
    if content.bytesHeld > Self.maximumHeld { skip() }
  }

  private mutating func skip() {
    marks.insert(.skipped)
    content.forgetPieces()
  }

  /// Whether its end cannot be delivered yet: bytes before it are missing, or it still has to acknowledge some of the
  /// peer's (`DataPending`).
  ///
  /// Counted beyond 32 bits as there: a FIN below what was sent seems to have come around, and waits for ever.
  func isPending(_ peer: ZeekEndpoint) -> Bool {
    if marks.contains(.skipped) { return false }
    let delivered = UInt64(start) &+ content.edge
    if fullLast < delivered { return false }
    return fullLast &- delivered > 1 || (state != .reset && peer.isHolding)
  }

  /// Whether bytes of it wait for an acknowledgment or for those before them (`HasUndeliveredData`).
  private var isHolding: Bool { !marks.contains(.skipped) && content.isHeld }
}
