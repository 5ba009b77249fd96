import CLinux
import Dispatch
import Glibc
public import Host
import Synchronization
public import Wire

/// Listens to the kernel's events about resets, for every namespace of the machine at once.
///
/// One tracer serves a whole process. It has a thread and a descriptor table of its own: a descriptor of the instance
/// that another thread held would keep it from being removed.
public final class KernelTracer: Sendable {
  private let events = Mutex([KernelEvent]())
  private let lostEvents = Mutex(0)
  private let turn = Mutex(())
  private let asked = DispatchSemaphore(value: 0)
  private let answered = DispatchSemaphore(value: 0)
  private let problem = Mutex(TraceError?.none)
  private let isOver = Mutex(false)

  /// Makes a private instance and starts it.
  ///
  /// - Throws: ``TraceError`` where this user, or this kernel, has none to give.
  public init() throws {
    let tracer = unsafe Unmanaged.passUnretained(self)
    let error = unsafe clinux_start_thread(
      { context in
        guard let context = unsafe context else { return }
        unsafe Unmanaged<KernelTracer>.fromOpaque(context).takeUnretainedValue().serve()
      }, tracer.toOpaque())
    guard error == 0 else { throw TraceError.unavailable("no thread can be started") }
    answered.wait()
    if let problem = problem.withLock({ $0 }) { throw problem }
  }

  /// The events of one range of ports since `start`, taken out, in time order. All that fired before are among them.
  public func take(ports: ClosedRange<UInt16>, since start: Timestamp) -> [KernelEvent] {
    drain()
    return events.withLock { all in
      let isWanted = { (event: KernelEvent) in
        event.time >= start
          && [event.source, event.destination].contains { $0.map { ports.contains($0.port) } ?? false }
      }
      let taken = all.filter(isWanted)
      // Orphans and TIME-WAIT sockets fire long after their scenario: what nobody took within a minute nobody wants.
      all.removeAll { isWanted($0) || $0.time.nanoseconds(until: start) > 60_000_000_000 }
      return taken.sorted { $0.time < $1.time }
    }
  }

  /// Every event so far, taken out, in time order.
  public func takeAll() -> [KernelEvent] {
    drain()
    return events.withLock { all in
      defer { all = [] }
      return all.sorted { $0.time < $1.time }
    }
  }

  /// Events that the kernel could not keep for us: absence proves nothing then.
  public var lost: Int { lostEvents.withLock { $0 } }

  /// Ends the events and removes the instance; nothing can be asked afterwards.
  public func stop() {
    turn.withLock { _ in
      guard !isOver.withLock({ $0 }) else { return }
      isOver.withLock { $0 = true }
      asked.signal()
      answered.wait()
    }
  }

  private func drain() {
    turn.withLock { _ in
      guard !isOver.withLock({ $0 }) else { return }
      asked.signal()
      answered.wait()
    }
  }

  /// Milliseconds that a stack is waited for.
  private static let patience = 50

  /// The tracer's own thread.
  private func serve() {
    guard clinux_unshare(Int32(CLINUX_FILES)) == 0 else { return refuse(.unavailable("unshare of descriptors")) }
    _ = clinux_close_from(3)
    let instance: TracingInstance
    do { instance = try TracingInstance() } catch let error as TraceError {
      return refuse(error)
    } catch { return refuse(.unavailable("\(error)")) }
    var text = TraceText(offset: .sample())
    answered.signal()
    while true {
      asked.wait()
      guard !isOver.withLock({ $0 }) else { break }
      // A stepped clock moves the offset; events since the last sample lie before the step at worst.
      text.add(instance.readText())
      text.offset = .sample()
      // Whoever asks wants what fired before. A stack is written right behind its event, but the processor may be held
      // up in between; not for long, and timers on an idle processor leave none at times.
      text.makeDue()
      for _ in 0..<Self.patience where text.isWaiting {
        usleep(1000)
        text.add(instance.readText())
      }
      let found = text.takeEvents()
      events.withLock { $0 += found }
      lostEvents.withLock { $0 = text.lost }
      answered.signal()
    }
    instance.remove()
    answered.signal()
  }

  private func refuse(_ error: TraceError) {
    problem.withLock { $0 = error }
    answered.signal()
  }
}
