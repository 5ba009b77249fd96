import CLinux
import Dispatch
import Glibc
import Matches
import Synchronization
import Traces

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

  /// A runner; ``UserNamespace/enterIfNeeded()`` must have been called first unless it runs on the host's `lo`.
  public init(options: Options = Options()) {
    self.options = options
    NetworkNamespace.noteHost()
    clinux_prepare_deadlines()
  }

  /// Runs all; `progress` hears of each as it ends, on that scenario's thread. The results are in the order asked for.
  ///
  /// Ctrl-C ends it early, with the results so far; what a run makes beside its namespaces is removed either way.
  public func run(
    _ scenarios: [Scenario], progress: @escaping @Sendable (ScenarioRun) -> Void = { _ in }
  ) -> [ScenarioRun] {
    let interruption = Interruption()
    defer { interruption.end() }
    let (tracer, refusal) = kernelTracer()
    defer { tracer?.stop() }
    let lacks = Lacks(of: scenarios.reduce(into: []) { $0.formUnion($1.allNeeds) }, onHost: options.onHost)
    let results = Results()
    let slots = DispatchSemaphore(value: slotCount)
    let all = DispatchGroup()
    for index in Self.longestFirst(scenarios) {
      let scenario = scenarios[index]
      guard Self.wait(for: interruption, until: { slots.wait(timeout: $0) }) else { break }
      all.enter()
      let finish: @Sendable (ScenarioRun) -> Void = { run in
        results.keep(run, at: index)
        progress(run)
        slots.signal()
        all.leave()
      }
      let started = ScenarioThread.startPatiently {
        finish(self.perform(scenario, source: index, tracer: tracer, lacks: lacks))
      }
      if !started { finish(Self.ended(scenario, .failed, "no thread can be started")) }
    }
    _ = Self.wait(for: interruption, until: { all.wait(timeout: $0) })
    return Self.warned(results.inOrder, of: refusal ?? Self.loss(of: tracer))
  }

  /// How many run at once: as many as are wanted, or as there are threads and processes for.
  private var slotCount: Int {
    guard !options.onHost, options.concurrency > 1 else { return 1 }
    let available = ScenarioThread.available(upTo: options.concurrency * Self.mostThreads)
    return max(1, min(options.concurrency, available / Self.mostThreads))
  }

  /// Threads and processes that one scenario has at once, at most: its own, those of begun calls, its parties' processes, a
  /// program that it starts.
  private static let mostThreads = 6

  /// Who asks the kernel, or why nobody can. Who entered a user namespace knows why without being told.
  private func kernelTracer() -> (tracer: KernelTracer?, refusal: String?) {
    guard options.tracesKernel else { return (nil, nil) }
    do { return (try KernelTracer(), nil) } catch {
      return (nil, unsafe UserNamespace.isEntered ? nil : "\(error)")
    }
  }

  private static func loss(of tracer: KernelTracer?) -> String? {
    guard let tracer, tracer.lost > 0 else { return nil }
    return "events of the kernel lost: \(tracer.lost); since then its reasons were not compared"
  }

  /// The runs, with a warning that concerns them all.
  private static func warned(_ runs: [ScenarioRun], of problem: String?) -> [ScenarioRun] {
    guard let problem, !runs.isEmpty else { return runs }
    var runs = runs
    runs[0].findings.warnings.append(problem)
    return runs
  }

  /// Waits, but looks up now and then for an interruption; false if one came.
  private static func wait(
    for interruption: Interruption, until wait: (DispatchTime) -> DispatchTimeoutResult
  ) -> Bool {
    while !interruption.hasCome {
      if wait(.now() + .milliseconds(50)) == .success { return true }
    }
    return false
  }

  /// What takes seconds begins first, so that the whole takes no longer than its slowest timeout.
  private static func longestFirst(_ scenarios: [Scenario]) -> [Int] {
    let isSlow = { (scenario: Scenario) in
      ["timeout", "icmp", "no-route", "syn-ack", "dropped", "keepalive", "abandoned", "router"].contains {
        scenario.name.contains($0)
      }
    }
    return scenarios.indices.filter { isSlow(scenarios[$0]) } + scenarios.indices.filter { !isSlow(scenarios[$0]) }
  }

  /// The runs so far, by their place. Of one that went well before, later good ones are only counted: thousands of
  /// repetitions take no more memory than one.
  private final class Results: Sendable {
    private let state = Mutex((runs: [Int: ScenarioRun](), passed: Set<String>()))

    func keep(_ run: ScenarioRun, at index: Int) {
      state.withLock { state in
        let isFirst = run.outcome.status != .passed || state.passed.insert(run.scenario.name).inserted
        state.runs[index] = isFirst ? run : run.counted
      }
    }

    var inOrder: [ScenarioRun] { state.withLock { state in state.runs.keys.sorted().compactMap { state.runs[$0] } } }
  }
}
