import Glibc

/// What a path leads to through symbolic links in its last place, whether that exists or not (`man 7 path_resolution`).
enum LinkTarget {
  /// A descriptor of this process: `/dev/stdout`, `/dev/fd/3`.
  case descriptor(Int32)
  /// The path of something that is no link.
  case path(String)

  /// As many links as the kernel follows.
  private static let mostLinks = 40

  /// Follows the links of `path`.
  init(_ path: String) {
    var path = path
    for _ in 0..<Self.mostLinks {
      let slash = path.lastIndex(of: "/")
      let folder = slash.map { String(path[...$0]) } ?? "./"
      let name = slash.map { String(path[path.index(after: $0)...]) } ?? path
      if let number = Int32(name), Self.isOwnDescriptors(folder) {
        self = .descriptor(number)
        return
      }
      guard let target = Self.link(path) else { break }
      path = target.hasPrefix("/") ? target : folder + target
    }
    self = .path(path)
  }

  private static func isOwnDescriptors(_ folder: String) -> Bool {
    guard let real = unsafe realpath(folder, nil) else { return false }
    defer { unsafe free(real) }
    return unsafe String(cString: real) == "/proc/\(getpid())/fd"
  }

  private static func link(_ path: String) -> String? {
    var bytes = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = unsafe readlink(path, &bytes, bytes.count)
    guard count > 0 else { return nil }
    return String(decoding: bytes[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
