public import Host
public import Wire

extension CallRecord {
  /// The call as a person reads it, much as strace writes it: `recv(5, 16) = -1 ECONNRESET`.
  ///
  /// Words that came from outside stand in it as they are; whoever prints it escapes them.
  public var line: String { "\(name)(\(argumentsText)) = \(resultText)" }

  /// What stands between the parentheses, as far as the record tells.
  private var argumentsText: String {
    var parts: [String] = []
    if let fileDescriptor { parts.append("\(fileDescriptor)") }
    if let option { parts.append(option) }
    if let requested { parts.append("\(requested)") }
    if let flags, !flags.isEmpty, flags != "0" { parts.append(flags) }
    return parts.joined(separator: ", ")
  }

  /// The result with whatever belongs to it: `-1 EPIPE, SIGPIPE`, `1 [IN|ERR]`, `0, SO_ERROR is ECONNRESET`.
  private var resultText: String {
    var text = "\(result)"
    if let errno { text += " \(errno)" }
    if !revents.isEmpty { text += " [\(revents.joined(separator: "|"))]" }
    if let socketError { text += ", SO_ERROR is \(socketError.rawValue == 0 ? "0" : socketError.description)" }
    if let signal { text += ", \(signal)" }
    return text
  }

  /// When the call stands in a timeline.
  ///
  /// A call that acts (sends, closes, shuts down) stands where it was entered, before what it set off; one that learns
  /// something (reads, polls, fails) stands where it returned, after what it learned.
  public var timelineTime: Timestamp { actsAtEntry ? time : max(time, endTime) }

  private var actsAtEntry: Bool {
    guard result >= 0 else { return false }
    switch name {
    case "close", "shutdown", "setsockopt", "bind", "listen", "socket", "exit", "exit_group", "kill", "send", "sendto",
      "sendmsg", "sendmmsg", "write", "writev", "pwritev2", "sendfile":
      return true
    default: return false
    }
  }
}
