import CLinux
import Glibc

/// The user namespace that an ordinary user's process enters once, so that its threads may have networks of their own.
public enum UserNamespace {
  /// Enters a user namespace in which the caller is root and nobody else exists; does nothing as root.
  ///
  /// Call it first of all: the kernel refuses it to a process that has a second thread (`man 2 unshare`).
  /// The maps keep the programs that a scenario starts (nft, ip) from losing their capabilities at exec.
  ///
  /// - Throws: ``ScenarioError/refused(what:remedy:)``.
  public static func enterIfNeeded() throws {
    NetworkNamespace.noteHost()
    guard geteuid() != 0 else { return }
    let user = geteuid()
    let group = getegid()
    guard clinux_unshare(Int32(CLINUX_NEW_USER)) == 0 else { throw Refusal.diagnose(errno) }
    // Root inside, so that exec keeps the capabilities; setgroups must be denied before gid_map (`man 7 user_namespaces`).
    try write("deny", to: "/proc/self/setgroups")
    try write("0 \(user) 1", to: "/proc/self/uid_map")
    try write("0 \(group) 1", to: "/proc/self/gid_map")
    unsafe isEntered = true
  }

  /// Whether ``enterIfNeeded()`` made a namespace: then tracefs is out of reach.
  public private(set) nonisolated(unsafe) static var isEntered = false

  private static func write(_ text: String, to path: String) throws {
    let descriptor = unsafe open(path, O_WRONLY | O_CLOEXEC)
    defer { if descriptor >= 0 { _ = Glibc.close(descriptor) } }
    let bytes = Array(text.utf8)
    guard descriptor >= 0, unsafe Glibc.write(descriptor, bytes, bytes.count) == bytes.count else {
      throw ScenarioError.refused(
        what: "\(path): \(NetworkNamespace.text(of: errno))", remedy: Refusal.generalRemedy)
    }
  }
}
