/// The process ended (signal, `exit()`, out of memory) with received bytes unread: the kernel closes its sockets, and
/// what is unread makes it a RST (`do_exit` … `__tcp_close`, TCP_ABORT_ON_CLOSE).
///
/// The same packet as `close-with-unread-data`, which stands first because programs close more often than they die.
enum ProcessExitWithUnreadDataRule: Rule {
  static let cause = Cause.processExitWithUnreadData

  static func weigh(_ scene: Scene, _ weighing: inout Weighing) {
    weighUnread(scene, &weighing)
  }
}
