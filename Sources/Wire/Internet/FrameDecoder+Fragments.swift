extension FrameDecoder {
  /// Keeps a fragment until its datagram is whole; the fragment that completes it yields the segment, as in tshark.
  ///
  /// A fragment that the snap length cut can complete nothing: a first one then is read alone.
  mutating func reassemble(
    _ piece: FragmentStore.Piece, _ path: Path, _ bytes: RawSpan, _ extent: Extent, _ packet: inout Packet
  ) -> Decoded {
    guard extent.captured(bytes) == extent.count else {
      packet.envelope.fragmentation = .cutFirst
      return piece.offset == 0 ? transport(piece.next, path, bytes, extent, &packet) : .other(.fragment)
    }
    guard let whole = fragments.add(piece, path, bytes, extent, packet) else { return .other(.fragment) }
    packet.isReassembled = true
    packet.envelope.fragmentation = .all
    let datagram = whole.bytes
    return transport(whole.next, path, unsafe datagram.span.bytes, Extent(from: 0, to: datagram.count), &packet)
  }

  /// Reads the first fragment of a datagram whose rest never came.
  mutating func decodeAbandoned(_ datagram: FragmentStore.Datagram) -> Segment? {
    guard let first = datagram.first else { return nil }
    var packet = first.packet
    packet.isReassembled = true
    let bytes = datagram.bytes
    let extent = Extent(from: 0, to: first.count)
    let decoded = transport(datagram.next, datagram.path, unsafe bytes.span.bytes, extent, &packet)
    guard case .segment(var segment) = decoded else { return nil }
    segment.envelope.fragmentation = .lonelyFirst
    return segment
  }
}
