public import Foundation

/// Where the fixtures stand; the only place that knows.
public enum Fixtures {
  /// The project's `Fixtures` folder.
  public static let directory = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Fixtures", directoryHint: .isDirectory)

  /// The bytes of one fixture.
  public static func bytes(_ path: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: directory.appending(path: path)))
  }
}
