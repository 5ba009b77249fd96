extension JournalEntry {
  /// Reads an entry from the body of a journal block; nil as in ``init(exportFormat:)-([UInt8])``.
  public init?(exportFormat bytes: RawSpan) {
    self.init(exportFormat: bytes.array(0..<bytes.byteCount))
  }
}
