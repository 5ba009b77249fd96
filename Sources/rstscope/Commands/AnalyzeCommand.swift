import ArgumentParser
import Captures
import Causes
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

  @OptionGroup(title: "Selection") var selection: SelectionOptions

  @Flag(help: "List all flows, with Zeek's conn_state and history.")
  var flows = false

  @Flag(help: "A damaged capture is an error (exit status 2), not a warning.")
  var strict = false

  @Option(help: "Whether segments with a wrong TCP checksum are dropped (verify) or taken as they are (ignore).")
  var checksums: Checksums = .ignore

  @OptionGroup(title: "Report") var report: ReportOptions

  /// What to do about TCP checksums.
  enum Checksums: String, ExpressibleByArgument, CaseIterable {
    case ignore, verify
  }

  func run() throws {
    let findings: Findings
    do { findings = try analysis.run(files) } catch { throw NotDone("\(error)") }
    report.warn(findings.warnings)
    try report.write(Report(toolVersion: Version.current, findings: findings), inputs: files)
    if strict, findings.sources.contains(where: { $0.stoppedAt != nil }) {
      throw ExitCode(ExitStatus.notDone.rawValue)
    }
  }

  private var analysis: CaptureAnalysis {
    var analysis = CaptureAnalysis()
    analysis.keeping.flows = flows ? .all : .withResets
    if report.format == .text { analysis.keeping.matches = .atMost(1000) }
    analysis.checksums = checksums == .verify ? .all : .resets
    analysis.filter = selection.filter
    analysis.since = selection.since?.timestamp
    analysis.until = selection.until?.timestamp
    analysis.endpoint = selection.endpoint
    return analysis
  }
}
