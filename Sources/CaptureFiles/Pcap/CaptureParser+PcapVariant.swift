import Wire

extension CaptureParser {
  /// How many bytes behind the file header may decide how long record headers are.
  static let sniffedLength = 8192

  /// Settles how long record headers are, by following the first records: several systems changed the header and kept
  /// the magic number. The standard length wins wherever it fits. False when more bytes are needed to decide.
  ///
  /// It looks at four records or ``sniffedLength`` bytes, the same ones whatever the window.
  mutating func sniffPcapVariant(_ window: RawSpan, base: Int, isFinal: Bool) -> Bool {
    let position = offset &- base
    let end = min(window.byteCount, position &+ Self.sniffedLength)
    let isWhole = isFinal && end == window.byteCount
    let candidates: [CaptureFormat.PcapVariant] =
      recordHeaderLength == 24 ? [.kuznetzov, .kuznetzovSMP] : [.standard, .kuznetzov, .nokia]
    let fits = candidates.map { fit($0, window, position..<end, isWhole: isWhole) }
    if fits[0] != .plausible, !isFinal, end == window.byteCount, end &- position < Self.sniffedLength { return false }
    if fits[0] == .impossible,
      let best = candidates.indices.dropFirst().first(where: { fits[$0] == .plausible })
    {
      recordHeaderLength = candidates[best].recordHeaderLength
      format = .pcap(nanoseconds: false, variant: candidates[best])
    }
    state = .pcap
    return true
  }

  private enum Fit { case plausible, undecided, impossible }

  /// Follows up to four records under the assumption of one header length.
  ///
  /// One record alone speaks for no changed header: a standard file that was cut looks the same.
  private func fit(
    _ variant: CaptureFormat.PcapVariant, _ window: RawSpan, _ range: Range<Int>, isWhole: Bool
  ) -> Fit {
    var position = range.lowerBound
    for count in 0..<4 {
      let available = range.upperBound &- position
      if available == 0, isWhole { return count >= (variant == .standard ? 1 : 2) ? .plausible : .undecided }
      guard available >= variant.recordHeaderLength else { return isWhole ? .impossible : .undecided }
      let fraction = window.u32(position &+ 4, swapped: isSwapped)
      let captured = window.u32(position &+ 8, swapped: isSwapped)
      let original = window.u32(position &+ 12, swapped: isSwapped)
      guard fraction < 1_000_000, captured <= Self.maximumPacketLength, original <= 1 << 27, original > 0 else {
        return .impossible
      }
      position &+= variant.recordHeaderLength &+ Int(captured)
      if position > range.upperBound { return isWhole ? .impossible : .undecided }
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
