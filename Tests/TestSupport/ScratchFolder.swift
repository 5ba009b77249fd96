public import Foundation

/// A folder of a test's own, gone with the last reference to it.
public final class ScratchFolder: Sendable {
  /// Where it is.
  public let url: URL

  /// Makes an empty folder with a name that nothing else bears.
  public init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "rstscope-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  /// The path of `name` in it, whether there is such a file or not.
  public func path(_ name: String) -> String { url.appending(path: name).path }

  /// Writes a file and returns its path.
  public func write(_ name: String, _ bytes: some Sequence<UInt8>) throws -> String {
    try Data(bytes).write(to: url.appending(path: name))
    return path(name)
  }
}
