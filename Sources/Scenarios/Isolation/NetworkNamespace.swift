import CLinux
import Glibc

/// The network namespace of a thread (`man 7 network_namespaces`).
enum NetworkNamespace {
  /// The namespace that the process was started in, taken before the first scenario.
  private static let host: UInt64 = current()

  /// Notes the host's namespace; call it before any thread enters another one.
  static func noteHost() { _ = host }

  /// The calling thread's namespace, by its inode.
  static func current() -> UInt64 {
    var status = stat()
    guard unsafe stat("/proc/thread-self/ns/net", &status) == 0 else { return 0 }
    return UInt64(status.st_ino)
  }

  /// Gives the calling thread a new namespace with its own `lo`, brought up, and descriptors of its own.
  ///
  /// Its own descriptor table, because a program that another scenario starts would else hold this one's sockets for a
  /// moment: their `close` would not be the last one, and the RST would come later and from elsewhere.
  static func enterNew() throws {
    noteHost()
    try leaveSharedDescriptors()
    guard clinux_unshare(Int32(CLINUX_NEW_NETWORK)) == 0 else { throw Refusal.diagnose(errno) }
    try requirePrivate()
    guard unsafe clinux_bring_up("lo") == 0 else {
      throw ScenarioError.refused(what: "lo cannot be brought up: \(text(of: errno))", remedy: Refusal.generalRemedy)
    }
  }

  /// Gives the calling thread a descriptor table of its own that holds standard input, output and error only.
  static func leaveSharedDescriptors() throws {
    guard clinux_unshare(Int32(CLINUX_FILES)) == 0 else { throw Refusal.diagnose(errno) }
    _ = clinux_close_from(3)
  }

  /// Throws unless the calling thread is in a namespace other than the host's: asked before every privileged step.
  static func requirePrivate() throws {
    let here = current()
    guard here != 0, host != 0, here != host else {
      throw ScenarioError.unsafe("refusing a privileged step: this thread is in the host's network namespace")
    }
  }

  /// Destroys every TCP socket of the calling thread's namespace, which must be a private one (`ss -K`).
  static func destroySockets() throws {
    try requirePrivate()
    guard clinux_destroy_sockets() >= 0 else { throw Refusal.diagnose(errno) }
  }

  /// A descriptor of the calling thread's namespace, for ``enter(_:)``.
  static func descriptor() -> Int32 { unsafe open("/proc/thread-self/ns/net", O_RDONLY | O_CLOEXEC) }

  /// Moves the calling thread into another namespace.
  static func enter(_ descriptor: Int32) throws {
    guard clinux_setns(descriptor, Int32(CLINUX_NEW_NETWORK)) == 0 else {
      throw ScenarioError.refused(what: "setns: \(text(of: errno))", remedy: Refusal.generalRemedy)
    }
  }

  /// What the C library says of an error number.
  static func text(of error: Int32) -> String { unsafe String(cString: strerror(error)) }
}
