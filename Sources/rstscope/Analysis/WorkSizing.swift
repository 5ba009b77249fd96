/// How much there is to read, and whether more than one worker pays.
struct WorkSizing {
  /// Bytes of all files; nil where one is a pipe.
  let bytes: Int?
  /// How many workers are worth their start.
  let workers: Int

  /// Below this a second thread costs more than it saves.
  private static let smallest = 4 << 20

  /// Looks at the files without reading them; what cannot be opened is reported by who reads it.
  init(_ paths: [String]) {
    let sizes = paths.map(Self.size)
    // Sparse files may claim more than there is.
    let total = sizes.reduce(0) { sum, size in
      let (next, isTooMuch) = sum.addingReportingOverflow(size ?? 0)
      return isTooMuch ? .max : next
    }
    bytes = sizes.contains(nil) ? nil : total
    workers = bytes != nil && total >= Self.smallest ? Crew.processors(atMost: SegmentBatch.maximumWorkers) : 1
  }

  /// A regular file's size; nil for anything else.
  private static func size(_ path: String) -> Int? {
    guard path != "-", let file = FileIdentity(path: path), file.isRegular else { return nil }
    return file.size
  }
}
