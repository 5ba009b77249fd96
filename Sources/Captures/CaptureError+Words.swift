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
      "\(path): not a pcap or pcapng capture (\(looksLike)); those are read plain or compressed with gzip, zstd or lz4"
    case .damaged(let path, let error): "\(path): damaged \(error)"
    case .damagedCompression(let path, let compression, let offset, let problem):
      "\(path): the \(compression.rawValue) stream \(Self.text(problem)) at byte \(offset)"
    case .system(let path, let operation, let number): "\(path): \(operation): \(Self.text(number))"
    case .brokenOff(let path, let offset, let number):
      "\(path): reading failed at byte \(offset): \(Self.text(number))"
    case .interrupted(let path): "\(path): interrupted"
    case .filter(let expression, nil, let message): "filter '\(expression)': \(message)"
    case .filter(let expression, let linkType?, let message):
      "filter '\(expression)' cannot be had for \(linkType) frames: \(message)"
    }
  }

  /// The damage without the file's name, for reports that name the file elsewhere.
  public var reason: String {
    switch self {
    case .damaged(_, let error): "\(error.problem)"
    case .damagedCompression(_, let compression, _, let problem):
      "the \(compression.rawValue) stream \(Self.text(problem))"
    case .brokenOff(_, _, let number): "reading failed: \(Self.text(number))"
    case .noSuchFile, .isFolder, .notPermitted, .notACapture, .system, .interrupted, .filter: description
    }
  }

  private static func text(_ problem: Compression.Problem) -> String {
    switch problem {
    case .cut: "is cut"
    case .damaged: "is damaged"
    case .windowTooLarge: "needs more than 128 MiB to unpack (`zstd --long=31 -dc FILE | rstscope analyze -`)"
    }
  }

  private static func text(_ number: Int32) -> String {
    guard let text = unsafe strerror(number) else { return "error \(number)" }
    return unsafe String(cString: text)
  }
}
