import Wire

extension CaptureParser {
  /// Settles how long record headers are, by following the first records: several systems changed the header and kept
  /// the magic number. The standard length wins wherever it fits. False when more bytes are needed to decide.
  mutating func sniffPcapVariant(_ window: RawSpan, base: Int, isFinal: Bool) -> Bool {
    let position = offset &- base
    let candidates: [CaptureFormat.PcapVariant] =
      recordHeaderLength == 24 ? [.kuznetzov, .kuznetzovSMP] : [.standard, .kuznetzov, .nokia]
    // The same bytes decide whether they come at once or, from a pipe, one by one.
    let isShort = !isFinal && window.byteCount &- position < Self.sniffedLength
    let sniffed = window.extracting(..<min(window.byteCount, position &+ Self.sniffedLength))
    let isWhole = isFinal && sniffed.byteCount == window.byteCount
    let fits = candidates.map { fit($0, sniffed, from: position, isFinal: isWhole) }
    if isShort, fits[0] != .plausible { return false }
    if unit == 1000, fits[0] == .impossible || fits[0] == .dangling {
      if let best = candidates.indices.dropFirst().first(where: { fits[$0] == .plausible }) {
        recordHeaderLength = candidates[best].recordHeaderLength
        format = .pcap(nanoseconds: false, variant: candidates[best])
      }
    }
    state = .pcap
    return true
  }

  /// Bytes after the file header that decide.
  static let sniffedLength = 8192

  /// How well records of one header length match: `dangling` where less than a header is left after the last one.
  private enum Fit { case plausible, undecided, dangling, impossible }

  /// Follows up to four records under the assumption of one header length.
  private func fit(
    _ variant: CaptureFormat.PcapVariant, _ window: RawSpan, from start: Int, isFinal: Bool
  ) -> Fit {
    var position = start
    for count in 0..<4 {
      let available = window.byteCount &- position
      if available == 0, isFinal { return count > 0 ? .plausible : .undecided }
      guard available >= variant.recordHeaderLength else {
        return isFinal ? .impossible : available > 0 && count > 0 ? .dangling : .undecided
      }
      let fraction = window.u32(position &+ 4, swapped: isSwapped)
      let captured = window.u32(position &+ 8, swapped: isSwapped)
      let original = window.u32(position &+ 12, swapped: isSwapped)
      guard fraction < 1_000_000, captured <= Self.maximumPacketLength, original <= 1 << 27, original > 0 else {
        return .impossible
      }
      position &+= variant.recordHeaderLength &+ Int(captured)
      if position > window.byteCount { return isFinal && count == 0 ? .impossible : .undecided }
    }
    return .plausible
  }
}

extension CaptureFormat.PcapVariant {
  /// Bytes before a record's packet.
  var recordHeaderLength: Int {
    switch self {
    case .standard: 16
    case .nokia: 20
    case .kuznetzov: 24
    case .kuznetzovSMP: 28
    }
  }
}
