import CLinux
import Dispatch
import Glibc
import Matches
import Synchronization
public import Traces

/// Runs scenarios, each on a thread and in a namespace of its own, several at once.
public struct ScenarioRunner: Sendable {
  /// How to run.
  public struct Options: Hashable, Sendable {
    /// On the machine's own `lo` instead of a private one; needs CAP_NET_RAW, and one scenario at a time.
    public var onHost = false
    /// How many at once. Most of them wait most of the time.
    public var concurrency = 24
    /// Whether to ask the kernel for its own reasons, where that is permitted.
    public var tracesKernel = true
    /// Private namespaces, 24 at once, with the kernel's reasons.
    public init() {}
  }

  let options: Options
  /// Who listens to the kernel for all scenarios, where that is permitted.
  let tracer: KernelTracer?
  /// Why nobody listens to the kernel; nil if somebody does, or if it was not asked for.
  public let tracingProblem: TraceError?

  /// A runner; ``UserNamespace/enterIfNeeded()`` must have been called first unless it runs on the host's `lo`.
  public init(options: Options = Options()) {
    self.options = options
    NetworkNamespace.noteHost()
    clinux_prepare_deadlines()
    (tracer, tracingProblem) = options.tracesKernel ? Self.openTracer() : (nil, nil)
  }

  /// Runs all; `progress` hears of each as it ends, on that scenario's thread. The results are in the order asked for.
  public func run(
    _ scenarios: [Scenario], progress: @escaping @Sendable (ScenarioRun) -> Void = { _ in }
  ) -> [ScenarioRun] {
    let results = Results()
    let slots = DispatchSemaphore(value: options.onHost ? 1 : max(1, options.concurrency))
    let all = DispatchGroup()
    for index in Self.longestFirst(scenarios) {
      let scenario = scenarios[index]
      slots.wait()
      all.enter()
      let finish: @Sendable (ScenarioRun) -> Void = { run in
        results.keep(run, at: index)
        progress(run)
        slots.signal()
        all.leave()
      }
      let started = ScenarioThread.start { finish(self.perform(scenario, source: index)) }
      if !started { finish(Self.ended(scenario, .failed, "no thread can be started")) }
    }
    all.wait()
    return results.inOrder
  }

  private static func openTracer() -> (KernelTracer?, TraceError?) {
    do { return (try KernelTracer(), nil) } catch let error as TraceError { return (nil, error) } catch {
      return (nil, .unavailable("\(error)"))
    }
  }

  /// Removes what the runner made beside namespaces: call it at the end, and when the user interrupts.
  public func stop() { tracer?.stop() }

  /// What takes seconds begins first, so that the whole takes no longer than its slowest timeout.
  private static func longestFirst(_ scenarios: [Scenario]) -> [Int] {
    let isSlow = { (scenario: Scenario) in
      scenario.name.contains("timeout") || scenario.name.contains("icmp") || scenario.name.contains("no-route")
    }
    return scenarios.indices.filter { isSlow(scenarios[$0]) } + scenarios.indices.filter { !isSlow(scenarios[$0]) }
  }

  /// The runs so far, by their place.
  private final class Results: Sendable {
    private let runs = Mutex([Int: ScenarioRun]())

    func keep(_ run: ScenarioRun, at index: Int) { runs.withLock { $0[index] = run } }

    var inOrder: [ScenarioRun] { runs.withLock { runs in runs.keys.sorted().compactMap { runs[$0] } } }
  }
}
