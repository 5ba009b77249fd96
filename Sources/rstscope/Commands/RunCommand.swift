import ArgumentParser
import Glibc
import Matches
import Reports
import Scenarios

/// `rstscope run`: brings resets about on purpose, watches both ends and the kernel, compares with what was declared.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Bring resets about on purpose, capture, match and report.",
    discussion: """
      Each scenario runs in a network namespace of its own, also for an ordinary user, and is compared with what it \
      declares. `rstscope scenarios` lists the catalogue; a file of your own ends in .yaml, and `rstscope scenarios \
      NAME --yaml` prints one to begin with.
      """)

  @Argument(help: "A scenario, a cause or a YAML file; without one the whole catalogue.")
  var names: [String] = []

  @Option(help: "Where the exchange happens: in a namespace of its own, or on this machine's lo (needs CAP_NET_RAW).")
  var on: Place = .private

  @Option(help: ArgumentHelp("Run each so many times.", valueName: "N"))
  var `repeat` = 1

  @Flag(help: "What is skipped, or differs with the kernel, fails the run.")
  var requireAll = false

  @Option(help: ArgumentHelp("Write a recording of each run below this folder.", valueName: "DIR"))
  var record: String?

  @OptionGroup(title: "Report") var report: ReportOptions

  /// Where the exchange happens.
  enum Place: String, ExpressibleByArgument, CaseIterable {
    case `private`, host
  }

  func validate() throws {
    guard (1...10_000).contains(`repeat`) else { throw ValidationError("--repeat takes 1 to 10000.") }
    guard record == nil || `repeat` == 1 else { throw ValidationError("--record goes with one run of each.") }
  }

  func run() throws {
    let chosen = try chooseScenarios()
    let output = try report.openOutput()
    let folder = record.map(RecordingFolder.init)
    try folder?.declare(chosen)
    let progress = RunProgress(total: chosen.count, isShown: !report.quiet)
    let runs = try perform(chosen) { progress.advance(with: $0.outcome) }
    progress.clear()
    try folder?.record(runs, of: chosen)
    let omission = omission(chosen.count - runs.count, of: chosen.count)
    report.warn(omission)
    try report.write(self.report(on: runs, omission), to: output)
    if runs.contains(where: fails) { throw ExitCode(ExitStatus.expectationFailed.rawValue) }
    if !omission.isEmpty { throw ExitCode(ExitStatus.notDone.rawValue) }
  }

  /// What an interruption left undone.
  private func omission(_ missing: Int, of total: Int) -> [String] {
    missing == 0 ? [] : ["interrupted; \(missing) of \(total) scenarios were not run"]
  }

  private func chooseScenarios() throws -> [Scenario] {
    do {
      let catalogue = try Catalogue()
      let once = try names.isEmpty ? catalogue.scenarios : names.flatMap { try scenarios(named: $0, in: catalogue) }
      return (0..<`repeat`).flatMap { _ in once }
    } catch let error as ScenarioError { throw NotDone("\(error)") }
  }

  private func scenarios(named name: String, in catalogue: Catalogue) throws -> [Scenario] {
    let isFile = name.hasSuffix(".yaml") || name.hasSuffix(".yml")
    return try isFile ? Catalogue.load(name) : catalogue.scenarios(named: name)
  }

  private func perform(
    _ scenarios: [Scenario], progress: @escaping @Sendable (ScenarioRun) -> Void
  ) throws -> [ScenarioRun] {
    do {
      var options = ScenarioRunner.Options()
      options.onHost = on == .host
      if on == .private { try UserNamespace.enterIfNeeded() }
      let runner = ScenarioRunner(options: options)
      try runner.requirePermission()
      return runner.run(scenarios, progress: progress)
    } catch let error as ScenarioError { throw NotDone("\(error)", remedy: error.remedy) }
  }

  private func report(on runs: [ScenarioRun], _ warnings: [String]) -> Report {
    var findings = Findings()
    for run in runs { findings.append(run.findings) }
    findings.warnings += warnings
    return Report(
      toolVersion: Version.current, host: .current, findings: findings, outcomes: runs.map(\.outcome))
  }

  private func fails(_ run: ScenarioRun) -> Bool {
    switch run.outcome.status {
    case .passed: false
    case .failed: true
    case .skipped, .kernelDiffers: requireAll
    case .notReproducible: false
    }
  }
}
