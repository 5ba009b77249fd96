public import Wire

/// What a capture file says next. Ranges are positions in the bytes that the parser was shown.
public enum CaptureItem: Sendable {
  /// A packet.
  case frame(Frame, bytes: Range<Int>)
  /// A systemd journal block: ``JournalEntry/init(exportFormat:)`` reads it.
  case journal(FrameID, bytes: Range<Int>)
  /// A row that Wireshark counts and that holds no packet: a custom block, a system call of sysdig's.
  case row(FrameID, blockType: UInt32)
  /// Counts of an interface; drops make absence weak evidence.
  case statistics(InterfaceStatistics)
  /// A new interface was described, at this index of ``CaptureParser/interfaces``.
  case interface(Int)
}
