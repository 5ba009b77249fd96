import Captures
import Glibc
import Host
import Matches
import Traces
import Wire

extension ScenarioRunner {
  /// Runs one scenario on the calling thread, which is its own.
  func perform(_ scenario: Scenario, source: Int, tracer: KernelTracer?, lacks: Lacks) -> ScenarioRun {
    let start = Stage.monotonicMilliseconds()
    var run: ScenarioRun
    if let reason = scenario.notReproducible {
      run = Self.ended(scenario, .notReproducible, reason)
    } else if let lack = lack(of: scenario, lacks) {
      run = Self.ended(scenario, .skipped, lack)
    } else {
      run = stage(scenario, source: source, tracer: tracer)
    }
    run.outcome.durationMilliseconds = Int(Stage.monotonicMilliseconds() - start)
    return run
  }

  /// A run that never came to anything to compare.
  static func ended(_ scenario: Scenario, _ status: ScenarioOutcome.Status, _ reason: String) -> ScenarioRun {
    ScenarioRun(
      scenario: scenario,
      outcome: ScenarioOutcome(
        name: scenario.name, status: status, reason: reason, conversation: scenario.declaredConversation))
  }

  /// The first thing that the scenario needs and this machine or user has not, or nil.
  private func lack(of scenario: Scenario, _ lacks: Lacks) -> String? {
    if options.onHost, scenario.needsPrivateNamespace { return "only in a private namespace" }
    return lacks.reason(against: scenario)
  }

  private func stage(_ scenario: Scenario, source: Int, tracer: KernelTracer?) -> ScenarioRun {
    do {
      if options.onHost { try NetworkNamespace.leaveSharedDescriptors() } else { try NetworkNamespace.enterNew() }
      let stage = try Stage(scenario, isPrivate: !options.onHost)
      do {
        try stage.perform()
        return witness(stage, source: source, tracer: tracer, failure: nil)
      } catch {
        stage.recorder.drain()
        return witness(stage, source: source, tracer: tracer, failure: Self.text(of: error))
      }
    } catch {
      return Self.ended(scenario, .failed, Self.text(of: error))
    }
  }

  static func text(of error: any Error) -> String {
    switch error {
    case let error as ScenarioError: error.description
    case let error as LiveCaptureError:
      "capture on \(error.interface): \(error.message)"
        + (error.isPermission ? "; mend it with: sudo setcap cap_net_raw+ep $(command -v rstscope)" : "")
    case let problem as Words.Problem: problem.text
    default: String(describing: error)
    }
  }

  /// Joins what was recorded and compares it with what was declared.
  private func witness(
    _ stage: Stage, source: Int, tracer: KernelTracer?, failure: String?
  ) -> ScenarioRun {
    let ports = stage.ports.base...(stage.ports.base + PortRange.count - 1)
    let events = tracer?.take(ports: ports, since: stage.start) ?? []
    let timeline = Timeline(
      frames: stage.recorder.frames, calls: stage.performed.flatMap(\.records), events: events, source: source)
    var run = ScenarioRun(
      scenario: stage.scenario, outcome: ScenarioOutcome(name: stage.scenario.name, status: .passed))
    run.frames = timeline.frames
    run.linkType = stage.recorder.linkType
    run.snapLength = stage.recorder.snapLength
    run.dropped = stage.recorder.dropped
    run.calls = timeline.calls
    run.hasKernelEvents = tracer.map { $0.lost == 0 } ?? false
    run.kernelEvents = timeline.events
    run.findings = timeline.analyze(onlyPackets: false, isKernelHeard: run.hasKernelEvents)
    run.findings.sources = sources(run, timeline)
    let comparison = Comparison(
      scenario: stage.scenario, performed: stage.performed, captured: timeline.wire, findings: run.findings,
      fromPackets: timeline.analyze(onlyPackets: true), parties: stage.partiesByEndpoint,
      endpoints: stage.endpointsByParty, hasKernelEvents: run.hasKernelEvents)
    run.outcome = comparison.outcome(failure: failure)
    return run
  }

  private func sources(_ run: ScenarioRun, _ timeline: Timeline) -> [Findings.Source] {
    var capture = Findings.Source(kind: .capture, path: nil, format: "live")
    capture.linkTypes = [run.linkType]
    capture.snapLength = run.snapLength
    capture.packets = run.frames.count
    capture.segments = timeline.wire.count { if case .segment = $0 { true } else { false } }
    capture.bytes = run.frames.reduce(0) { $0 + $1.bytes.count }
    capture.flows = run.findings.flowCount
    capture.dropped = run.dropped
    let calls = Findings.Source(kind: .calls, path: nil, format: "live")
    let kernel = Findings.Source(kind: .kernel, path: nil, format: "tracefs")
    return run.hasKernelEvents ? [capture, calls, kernel] : [capture, calls]
  }
}

extension Stage {
  /// Whose address an endpoint is.
  var partiesByEndpoint: [Endpoint: String] {
    var names: [Endpoint: String] = [:]
    // Both ends have an address, also where one of them never does anything.
    for name in ["client", "server"] { names[addresses.endpoint(of: name)] = name }
    for name in parties.keys.sorted().reversed() {
      guard let party = parties[name], !Step.otherParties.contains(name) else { continue }
      if let local = party.local { names[local] = name }
      names[addresses.endpoint(of: name)] = name
    }
    for party in parties.values { if let listening = party.listening { names[listening] = party.name } }
    return names
  }

  /// Where each end is that the scenario names.
  var endpointsByParty: [String: Endpoint] {
    var endpoints = ["client": addresses.endpoint(of: "client"), "server": addresses.endpoint(of: "server")]
    for line in scenario.wire {
      guard let segment = line.segment else { continue }
      for name in [segment.source, segment.destination] where name != Step.elsewhere {
        endpoints[name] = addresses.endpoint(of: name)
      }
    }
    for party in parties.values where !Step.otherParties.contains(party.name) {
      endpoints[party.name] = endpoint(of: party)
    }
    return endpoints
  }
}
