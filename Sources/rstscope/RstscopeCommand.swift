import ArgumentParser

/// The door: commands, options and exit status.
@main
struct RstscopeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rstscope",
    abstract: "Who reset this connection, why, and why did this call see that errno?")
}
