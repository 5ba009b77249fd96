import CLinux

/// A thread of our own, where a pool's would not do.
public enum DetachedThread {
  private final class Body {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }

  /// Starts one that runs `run` and ends; false if the machine has none to give (`man 3 pthread_create`).
  public static func start(_ run: @escaping @Sendable () -> Void) -> Bool {
    let body = unsafe Unmanaged.passRetained(Body(run))
    let error = unsafe clinux_start_thread(
      { context in
        guard let context = unsafe context else { return }
        unsafe Unmanaged<Body>.fromOpaque(context).takeRetainedValue().run()
      }, body.toOpaque())
    if error != 0 { unsafe body.release() }
    return error == 0
  }
}
