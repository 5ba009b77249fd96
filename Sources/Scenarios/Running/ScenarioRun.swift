public import Host
public import Matches
public import Wire

/// One scenario as it really went: all that the witnesses recorded, and how it compares with what was declared.
public struct ScenarioRun: Sendable {
  /// What was declared.
  public var scenario: Scenario
  /// How it compares.
  public var outcome: ScenarioOutcome
  /// The frames, numbered by their rows in the merged timeline.
  public var frames: [CapturedFrame] = []
  /// How the frames begin.
  public var linkType = LinkType.ethernet
  /// Bytes kept of each frame.
  public var snapLength = 0
  /// Packets that the kernel could not keep.
  public var dropped = 0
  /// The calls in time order, numbered from 1.
  public var calls: [CallRecord] = []
  /// The kernel's events in time order, numbered from 1.
  public var kernelEvents: [KernelEvent] = []
  /// Whether anybody listened for kernel events.
  public var hasKernelEvents = false
  /// What the analysis made of it, with every witness.
  public var findings = Findings()

  init(scenario: Scenario, outcome: ScenarioOutcome) {
    self.scenario = scenario
    self.outcome = outcome
  }
}

extension ScenarioRun {
  /// How it went and how much there was to count, without the records.
  var counted: ScenarioRun {
    var run = ScenarioRun(scenario: scenario, outcome: outcome)
    run.outcome.conversation = []
    run.findings.sources = findings.sources
    run.findings.tally = findings.tally
    run.findings.flowCount = findings.flowCount
    run.findings.matchesNotKept = findings.matchesNotKept + findings.matches.count
    return run
  }

  /// The same run as the only source of a report or a recording: in a run of many, each is a source of its own.
  public var alone: ScenarioRun {
    let timeline = Timeline(frames: frames, calls: calls, events: kernelEvents, source: 0)
    var run = self
    run.frames = timeline.frames
    run.calls = timeline.calls
    run.kernelEvents = timeline.events
    run.findings = timeline.analyze(onlyPackets: false)
    run.findings.sources = findings.sources
    return run
  }
}
