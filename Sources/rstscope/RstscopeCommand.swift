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
    // What they would end says so itself, and cleans up: nobody reads, or no file may grow further.
    for number in [SIGPIPE, SIGXFSZ] { signal(number, SIG_IGN) }
    Descriptor.occupyStandardStreams()
    Terminal.settleColumns()
    let status = outcome {
      // Swift reads it from there, and without it would see no word: help, and status 0, for whatever was asked.
      guard !CommandLine.arguments.isEmpty else {
        throw NotDone("/proc/self/cmdline cannot be read", remedy: "mount /proc")
      }
      var command = try parseAsRoot()
      try command.run()
    }
    Glibc.exit(status)
  }

  private static func outcome(_ work: () throws -> Void) -> Int32 {
    do {
      try work()
      return ExitStatus.done.rawValue
    } catch let error as NotDone {
      StandardError.printLine("rstscope: \(error.problem)")
      if let remedy = error.remedy { StandardError.printLine("  \(remedy)") }
      return ExitStatus.notDone.rawValue
    } catch is ReaderGone {
      return ExitStatus.done.rawValue
    } catch let status as ExitCode {
      return status.rawValue
    } catch {
      return answer(to: error)
    }
  }

  /// What the parser has to say: help where somebody asked for it, or what is wrong with the command line.
  private static func answer(to error: any Error) -> Int32 {
    let text = fullMessage(for: error)
    switch exitCode(for: error) {
    case .success: return outcome { try OutputFile.standardOutput.write("\(text)\n".utf8) }
    case .validationFailure:
      StandardError.printLines(text)
      return ExitStatus.usage.rawValue
    default:
      StandardError.printLine("rstscope: \(error)")
      return ExitStatus.notDone.rawValue
    }
  }
}
