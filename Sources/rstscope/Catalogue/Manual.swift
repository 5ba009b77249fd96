import Causes
import Host
import Matches
import Reports

/// The pages of `rstscope explain`.
enum Manual {
  /// What the kernel's source puts before a reason.
  private static let prefix = "SK_RST_REASON_"

  /// The page on a cause, an errno or a kernel's reason, by its name in any case; nil for anything else.
  static func page(on subject: String) -> ReferencePage? {
    if let cause = Cause(rawValue: subject.lowercased()) { return ReferencePage(cause.page) }
    let name = subject.uppercased()
    if let errno = Errno(name: name), let page = ErrnoPage.page(for: errno) { return ReferencePage(page) }
    let reason = name.hasPrefix(prefix) ? String(name.dropFirst(prefix.count)) : name
    return ReasonPage.page(for: ResetReason(rawValue: reason)).map(ReferencePage.init)
  }
}
