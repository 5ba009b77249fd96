import ArgumentParser
import Captures
import Causes
import Glibc
import Matches
import Reports
import Wire

/// `rstscope analyze`: what was reset in a saved capture, and why.
struct AnalyzeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "analyze",
    abstract: "Explain every RST of saved captures (pcap, pcapng; also compressed; - for standard input).")

  @Argument(help: "Captures; several are read as one timeline.")
  var files: [String]

  @Flag(help: "Two captures of one incident: tell which RSTs were sent, injected, altered or lost on the way.")
  var compare = false

  @OptionGroup(title: "Selection") var selection: SelectionOptions

  @Option(
    help: ArgumentHelp("The application's calls, as JSON lines in the form of the report's calls.", valueName: "FILE"))
  var calls: String?

  @Flag(help: "List all flows, with Zeek's conn_state and history.")
  var flows = false

  @Flag(help: "A damaged capture is an error (exit status 2), not a warning.")
  var strict = false

  @Option(help: "Whether segments with a wrong TCP checksum are dropped (verify) or taken as they are (ignore).")
  var checksums: Checksums = .ignore

  @Option(help: ArgumentHelp("Exit with 1 if one of these causes was found; more with commas.", valueName: "CAUSE"))
  var failOn: CauseList?

  @OptionGroup(title: "Report") var report: ReportOptions

  /// What to do about TCP checksums.
  enum Checksums: String, ExpressibleByArgument, CaseIterable {
    case ignore, verify
  }

  func validate() throws {
    if !compare { try refuseTwice() }
    if compare, files.count != 2 { throw ValidationError("--compare takes two captures.") }
    if compare, report.format == .pcapng { throw ValidationError("--compare makes no pcapng.") }
  }

  /// Under two names too, a file is one.
  private func refuseTwice() throws {
    var names: [String: String] = [:]
    var identities: [FileIdentity: String] = [:]
    for file in files {
      let identity = FileIdentity(path: file)
      let other = names.updateValue(file, forKey: file) ?? identity.flatMap { identities.updateValue(file, forKey: $0) }
      guard let other else { continue }
      let what = other == file ? "\(file) is named twice" : "\(other) and \(file) are one file"
      throw ValidationError("\(what); every packet would be counted twice.")
    }
  }

  func run() throws {
    if compare { return try runComparison() }
    if streams { return try runStreaming() }
    let output = try report.openOutput(inputs: files)
    var findings = try analyze(files)
    if let calls {
      findings.calls += try CallFile(path: calls).calls()
      findings.joinWitnesses()
    }
    if let cause = selection.cause { findings.keepOnly(cause.causes) }
    try refuseUnread(findings)
    report.warn(findings.reservations)
    warnOfOmissions(findings)
    try report.write(
      Report(toolVersion: Version.current, findings: findings, listsFlows: flows), to: output, inputs: files)
    try end(with: findings)
  }

  private func analyze(_ files: [String]) throws -> Findings {
    try run(analysis, files)
  }

  /// Runs an analysis with its progress shown and Ctrl-C heard.
  private func run(_ analysis: CaptureAnalysis, _ files: [String]) throws -> Findings {
    let line = ProgressLine(analysis.progress, isShown: !report.quiet)
    let interruption = Interruption(analysis.progress)
    defer {
      line?.end()
      interruption.end()
    }
    do { return try analysis.run(files) } catch { throw NotDone("\(error)", remedy: Self.remedy(for: error)) }
  }

  private static func remedy(for error: CaptureError) -> String? {
    switch error {
    case .system(_, _, EMFILE):
      "allow more with `ulimit -n`, or join them first: `mergecap -w - FILES | rstscope analyze -`"
    case .noSuchFile(let path) where path.unicodeScalars.contains("\u{fffd}"):
      "a file whose name is no UTF-8 is read as `rstscope analyze - < FILE`"
    default: nil
    }
  }

  /// Whether lines are written while the analysis runs. A small file may be a recording, whose calls come to bear at the
  /// end only.
  private var streams: Bool {
    report.format == .ndjson && calls == nil && !report.anonymize && isLarge
  }

  /// Whether the captures may be too large to keep all that is in them. A small file may be a recording.
  private var isLarge: Bool { WorkSizing(files).bytes.map { $0 >= Self.largeSize } ?? true }

  /// So many resets, and flows, are listed by what is written at the end: some three gigabytes each. Captures of floods
  /// hold any number.
  private static let listLimit = 1 << 20

  /// Says what a list that should be whole leaves out.
  private func warnOfOmissions(_ findings: Findings) {
    let (resets, flows) = (report.format.isPage ? 0 : findings.matchesNotKept, findings.flowsNotKept)
    if resets > 0 { report.warn(["resets counted but not listed, to bound memory: \(resets)\(Self.wholeList)"]) }
    if flows > 0 { report.warn(["flows counted but not listed, to bound memory: \(flows)\(Self.wholeList)"]) }
  }

  private static let wholeList = "; --format ndjson, without --calls and --anonymize, lists any number"

  /// Below this, everything fits into memory.
  private static let largeSize = 16 << 20

  private func runStreaming() throws {
    var analysis = analysis
    analysis.keeping.flows = flows ? .all : .none
    let lines = LineStream(
      try report.openOutput(inputs: files), only: selection.cause?.causes, hidesText: report.noPayload)
    let progress = analysis.progress
    analysis.stream = { matches, flows in
      lines.take(matches, flows)
      if lines.hasFailed { progress.stop() }
    }
    let findings = try run(analysis, files)
    try refuseUnread(findings)
    try lines.finish(with: findings)
    report.warn(findings.reservations)
    try end(with: findings)
  }

  /// Captures of nothing but USB or Bluetooth frames: a report without resets would say what nobody looked for.
  private func refuseUnread(_ findings: Findings) throws(NotDone) {
    guard !findings.sources.isEmpty, findings.sources.allSatisfy(\.isUnread) else { return }
    let types = findings.sources.flatMap(\.unreadLinkTypes).map { "\($0)" }
    throw NotDone(
      "\(files[0]): \(types.joined(separator: ", ")) frames are not looked into",
      remedy: "what is read: link types that carry IP, such as Ethernet, Linux cooked, raw IP, PPP and 802.11")
  }

  private func runComparison() throws {
    let output = try report.openOutput(inputs: files)
    let comparison = CaptureComparison(try analyzeWhole(files[0]), try analyzeWhole(files[1]))
    try report.write(
      ComparisonReport(toolVersion: Version.current, names: files, comparison: comparison), to: output)
  }

  /// What was not read of one capture would seem lost on the way.
  private func analyzeWhole(_ file: String) throws -> Findings {
    let analysis = analysis
    let findings = try run(analysis, [file])
    guard !analysis.progress.isStopped else { throw NotDone("\(file): interrupted; half a capture is not compared") }
    return findings
  }

  /// What the exit status says beside the report.
  private func end(with findings: Findings) throws {
    if strict, findings.sources.contains(where: { $0.stoppedAt != nil }) {
      throw ExitCode(ExitStatus.notDone.rawValue)
    }
    guard let failOn else { return }
    if !failOn.causes.isDisjoint(with: findings.tally.settled.keys) {
      throw ExitCode(ExitStatus.expectationFailed.rawValue)
    }
  }

  private var analysis: CaptureAnalysis {
    var analysis = CaptureAnalysis()
    analysis.keeping = keeping
    analysis.checksums = checksums == .verify ? .all : .resets
    analysis.filter = selection.filter
    analysis.since = selection.since?.timestamp
    analysis.until = selection.until?.timestamp
    analysis.endpoint = selection.endpoint
    return analysis
  }

  /// A page for people needs a few resets and all counts; everything else needs every reset, within what memory holds.
  private var keeping: Analyzer.Options {
    var keeping = Analyzer.Options(matches: .atMost(Self.listLimit))
    keeping.flowLimit = Self.listLimit
    keeping.flows = flows ? .all : .withResets
    keeping.followsRecords = flows || report.format == .json
    if report.format.isPage, calls == nil, !compare, selection.cause == nil || isLarge {
      (keeping.matches, keeping.failureLimit) = (.atMost(1000), 500)
      keeping.causes = (selection.cause?.causes).map { CauseSet($0) }
    }
    // Clocks are aligned by segments.
    if compare || calls != nil { keeping.ladderLimit = 2_000_000 }
    return keeping
  }
}
