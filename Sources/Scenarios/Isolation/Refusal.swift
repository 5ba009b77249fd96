import Glibc

/// Which setting of this machine refused a namespace, and the command that mends it.
enum Refusal {
  /// What helps whatever refused.
  static let generalRemedy = "run it as root (sudo rstscope run …), or on the machine's own lo: rstscope run --on host"

  /// Looks at the settings that are known to refuse `unshare`.
  static func diagnose(_ error: Int32) -> ScenarioError {
    for namespace in ["user", "net"] where integer("/proc/sys/user/max_\(namespace)_namespaces") == 0 {
      return .refused(
        what: "user.max_\(namespace)_namespaces is 0: this machine refuses the private network namespace",
        remedy: "sudo sysctl user.max_\(namespace)_namespaces=10000")
    }
    if integer("/proc/sys/kernel/unprivileged_userns_clone") == 0, geteuid() != 0 {
      return .refused(
        what: "kernel.unprivileged_userns_clone is 0: ordinary users may not make namespaces here",
        remedy: "sudo sysctl kernel.unprivileged_userns_clone=1")
    }
    if integer("/proc/sys/kernel/apparmor_restrict_unprivileged_userns") == 1, geteuid() != 0 {
      return .refused(
        what: "AppArmor refuses user namespaces to ordinary programs (kernel.apparmor_restrict_unprivileged_userns=1)",
        remedy: "sudo sysctl kernel.apparmor_restrict_unprivileged_userns=0, or run it as root")
    }
    if filtersSystemCalls {
      return .refused(
        what: "a seccomp filter, as containers have it, refuses unshare: \(NetworkNamespace.text(of: error))",
        remedy: "docker run --cap-add NET_ADMIN --cap-add SYS_ADMIN --security-opt seccomp=unconfined …")
    }
    return .refused(
      what: "unshare was refused: \(NetworkNamespace.text(of: error))", remedy: generalRemedy)
  }

  /// Whether a seccomp filter is at work (`Seccomp: 2`, `man 5 proc`).
  private static var filtersSystemCalls: Bool {
    guard let status = SmallFile.read("/proc/self/status") else { return false }
    return status.split(separator: "\n").contains { $0.hasPrefix("Seccomp:") && $0.hasSuffix("2") }
  }

  private static func integer(_ path: String) -> Int? {
    SmallFile.read(path).flatMap { Int($0.filter { !$0.isWhitespace }) }
  }
}
