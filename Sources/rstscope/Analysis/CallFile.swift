import Foundation
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
    let bytes: [UInt8]
    do { bytes = [UInt8](try Data(contentsOf: URL(filePath: path))) } catch {
      let isMissing = (error as? CocoaError)?.code == .fileReadNoSuchFile
      throw NotDone("\(path): \(isMissing ? "no such file" : error.localizedDescription)")
    }
    do { return try CallLines.parse(bytes) } catch {
      throw NotDone("\(path): \(error)", remedy: "each line is one call as in the report's calls[]")
    }
  }
}
