import Captures
import Foundation

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
    let sizes = paths.map(Self.plainSize)
    // Sparse files may claim more than there is.
    let total = sizes.reduce(0) { sum, size in
      let (next, isTooMuch) = sum.addingReportingOverflow(size?.bytes ?? 0)
      return isTooMuch ? .max : next
    }
    bytes = sizes.contains { $0 == nil } ? nil : total
    // One capture is read once for all workers, but of several each worker walks all: to unpack them twice would cost more
    // than to follow their flows.
    let isShared = sizes.count == 1 || sizes.allSatisfy { $0?.isPlain ?? false }
    let pays = isShared && bytes != nil && total >= Self.smallest
    workers = pays ? Crew.processors(atMost: Shard.maximumCount) : 1
  }

  /// A regular file's size, and whether it is not compressed; nil for anything else.
  private static func plainSize(_ path: String) -> (bytes: Int, isPlain: Bool)? {
    guard path != "-", let values = try? FileManager.default.attributesOfItem(atPath: resolved(path)),
      values[.type] as? FileAttributeType == .typeRegular, let size = values[.size] as? Int
    else { return nil }
    guard size >= smallest else { return (size, true) }
    guard var reader = try? CaptureReader(path: path) else { return (size, true) }
    _ = try? reader.next()
    return (size, reader.compression == nil)
  }

  private static func resolved(_ path: String) -> String {
    URL(filePath: path).resolvingSymlinksInPath().path(percentEncoded: false)
  }
}
