import Glibc
import Reports

extension Report.HostDescription {
  /// This machine (`man 2 uname`).
  static var current: Self? {
    var name = utsname()
    guard unsafe uname(&name) == 0 else { return nil }
    return Self(kernel: text(name.release), machine: text(name.machine))
  }

  private static func text<Field>(_ field: Field) -> String {
    unsafe withUnsafeBytes(of: field) { unsafe String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
  }
}
