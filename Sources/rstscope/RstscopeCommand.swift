import ArgumentParser
import Glibc

/// The door: commands, options and exit status.
@main
struct RstscopeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rstscope",
    abstract: "Who reset this connection, why, and why did this call see that errno?",
    discussion: """
      Reads packet captures, finds every RST, says why it was sent and what each application saw of it; \
      or brings resets about on purpose and watches both ends and the kernel.
      """,
    version: Version.current,
    subcommands: [
      RunCommand.self, ScenariosCommand.self, AnalyzeCommand.self, ReportCommand.self, ExplainCommand.self,
    ])

  /// Runs the command that was asked for, and maps what it threw to an exit status.
  static func main() {
    signal(SIGPIPE, SIG_IGN)
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch let error as NotDone {
      StandardError.printLine("rstscope: \(error.problem)")
      if let remedy = error.remedy { StandardError.printLine("  \(remedy)") }
      Glibc.exit(ExitStatus.notDone.rawValue)
    } catch is ReaderGone {
      Glibc.exit(ExitStatus.done.rawValue)
    } catch let status as ExitCode {
      Glibc.exit(status.rawValue)
    } catch {
      exit(withError: error)
    }
  }
}
