import CLinux
import Glibc

/// A thread of its own for one scenario: namespaces and descriptors are a thread's, and end with it.
enum ScenarioThread {
  private final class Body {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }

  /// Starts a detached thread; false if the machine has none to give.
  static func start(_ run: @escaping @Sendable () -> Void) -> Bool {
    let context = unsafe Unmanaged.passRetained(Body(run))
    let error = unsafe clinux_start_thread(
      { context in
        guard let context = unsafe context else { return }
        clinux_hold_sigpipe()
        unsafe Unmanaged<Body>.fromOpaque(context).takeRetainedValue().run()
      }, context.toOpaque())
    if error != 0 { unsafe context.release() }
    return error == 0
  }
}
