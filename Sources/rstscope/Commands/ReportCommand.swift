import ArgumentParser
import Matches
import Reports

/// `rstscope report`: renders a recording again, with the calls and kernel events that it holds.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Render a recording made earlier by run.")

  @Argument(help: "A recording: a pcapng file with packets, calls and kernel events.")
  var recording: String

  @OptionGroup(title: "Report") var report: ReportOptions

  func run() throws {
    let output = try report.openOutput(inputs: [recording])
    let findings: Findings
    do { findings = try CaptureAnalysis().run([recording]) } catch { throw NotDone("\(error)") }
    report.warn(findings.reservations)
    if findings.calls.isEmpty, findings.kernelEvents.isEmpty {
      report.warn(["\(recording) holds packets only; `rstscope analyze` has more options for captures"])
    }
    try report.write(Report(toolVersion: Version.current, findings: findings), to: output, inputs: [recording])
  }
}
