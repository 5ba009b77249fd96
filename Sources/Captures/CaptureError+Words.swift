internal import CaptureFiles
private import Glibc

extension CaptureError: CustomStringConvertible {
  /// One line: the file, the offset where there is one, and what was expected.
  public var description: String {
    switch self {
    case .noSuchFile(let path): "\(path): no such file"
    case .isFolder(let path): "\(path): a folder; a capture file was expected"
    case .notPermitted(let path): "\(path): this user may not read it"
    case .notACapture(let path, let looksLike):
      "\(path): not a capture (\(looksLike)); pcap or pcapng was expected, plain or compressed with gzip, zstd or lz4"
    case .damaged(let path, let error): "\(path): damaged \(error)"
    case .damagedCompression(let path, let compression, let offset, let isCut):
      "\(path): the \(compression.rawValue) stream is \(isCut ? "cut" : "damaged") at byte \(offset)"
    case .system(let path, let operation, let number): "\(path): \(operation): \(Self.text(number))"
    case .filter(let expression, nil, let message): "filter '\(expression)': \(message)"
    case .filter(let expression, let linkType?, let message):
      "filter '\(expression)' cannot be had for \(linkType) frames: \(message)"
    }
  }

  /// The damage without the file's name, for reports that name the file elsewhere.
  public var reason: String {
    switch self {
    case .damaged(_, let error): "\(error.problem)"
    case .damagedCompression(_, let compression, _, let isCut):
      "the \(compression.rawValue) stream is \(isCut ? "cut" : "damaged")"
    case .noSuchFile, .isFolder, .notPermitted, .notACapture, .system, .filter: description
    }
  }

  private static func text(_ number: Int32) -> String {
    guard let text = unsafe strerror(number) else { return "error \(number)" }
    return unsafe String(cString: text)
  }
}
