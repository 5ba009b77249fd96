import Host
import Recordings

/// The application's side in a file of its own (`--calls`).
struct CallFile {
  /// The file.
  var path: String

  /// Reads the calls.
  ///
  /// - Throws: ``NotDone`` with the line and the key that are wrong.
  func calls() throws(NotDone) -> [CallRecord] {
    let bytes = try WholeFile.read(path)
    do { return try CallLines.parse(bytes) } catch {
      throw NotDone("\(path): \(error)", remedy: "each line is one call as in the report's calls[]")
    }
  }
}
