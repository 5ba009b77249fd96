public import CaptureFiles
public import Wire

/// Why a capture could not be read, or not to its end.
public enum CaptureError: Error, Hashable, Sendable {
  /// Nothing of that name (`ENOENT`).
  case noSuchFile(path: String)
  /// A folder stands there.
  case isFolder(path: String)
  /// The file may not be read (`EACCES`, `EPERM`).
  case notPermitted(path: String)
  /// It is no capture: what its first bytes look like instead.
  case notACapture(path: String, looksLike: String)
  /// It is a capture, and damaged at an offset of the (decompressed) file.
  case damaged(path: String, CaptureFileError)
  /// The compressed stream around it cannot be unpacked further, at an offset of the compressed file.
  case damagedCompression(path: String, Compression, offset: Int, Compression.Problem)
  /// Reading failed after that many bytes, for an errno: a disk, a server or the other end of a socket is gone.
  case brokenOff(path: String, offset: Int, number: Int32)
  /// A system call failed; the number is an errno.
  case system(path: String, operation: String, number: Int32)
  /// Somebody wants it to end here.
  case interrupted(path: String)
  /// libpcap refused a filter, for a link type where one is named.
  case filter(expression: String, linkType: LinkType?, message: String)

  /// Whether everything before the problem was read and is worth a report.
  public var isDamage: Bool {
    switch self {
    case .damaged, .damagedCompression, .brokenOff: true
    case .noSuchFile, .isFolder, .notPermitted, .notACapture, .system, .interrupted, .filter: false
    }
  }

  /// Where the damage is, in bytes; nil where it is no damage.
  public var offset: Int? {
    switch self {
    case .damaged(_, let error): error.offset
    case .damagedCompression(_, _, let offset, _), .brokenOff(_, let offset, _): offset
    case .noSuchFile, .isFolder, .notPermitted, .notACapture, .system, .interrupted, .filter: nil
    }
  }
}

/// How a capture file was compressed.
public enum Compression: String, Hashable, Sendable, CaseIterable {
  case gzip, zstd, lz4

  /// Why a stream cannot be unpacked to its end.
  public enum Problem: Hashable, Sendable {
    /// The file ends within it.
    case cut
    /// Its bytes contradict its format.
    case damaged
    /// It was made with a window larger than the memory that is spent on one.
    case windowTooLarge
  }
}
