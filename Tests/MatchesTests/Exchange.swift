import Flows
import Host
import Matches
import TestSupport
import Wire

/// A conversation analyzed, and the beginnings that most of them share.
enum Exchange {
  /// Three segments that open a connection; the client's window is 65536, the server's too.
  static let handshake = """
    0 < S 0:0(0) win 65535 <mss 1460,sackOK,wscale 7>
    > S. 0:0(0) ack 1 win 65535 <mss 1460,sackOK,wscale 7>
    < . 1:1(0) ack 1 win 512

    """

  /// What the analyzer makes of a conversation and of what else witnesses it.
  static func findings(
    _ text: String, calls: [CallRecord] = [], events: [KernelEvent] = [], options: Analyzer.Options = .init()
  ) throws -> Findings {
    var analyzer = Analyzer(options: options)
    for event in try Conversation(text).events {
      switch event {
      case .segment(let segment): analyzer.add(segment)
      case .icmp(let error): analyzer.add(error)
      }
    }
    for call in calls { analyzer.add(call) }
    for event in events { analyzer.add(event) }
    return analyzer.finish()
  }

  /// What the analyzer makes of a conversation on a loopback interface, where both ends are one host.
  static func findingsOnLoopback(_ text: String) throws -> Findings {
    var analyzer = Analyzer()
    for segment in try Conversation(text).segments {
      var local = segment
      local.tuple.source.address = IPAddress(v4: 0x7f00_0001)
      local.tuple.destination.address = IPAddress(v4: 0x7f00_0001)
      analyzer.add(local)
    }
    return analyzer.finish()
  }

  /// The client's end of the first flow.
  static let client = Endpoint(address: Conversation.client, port: 40000)
  /// The server's end.
  static let server = Conversation.server

  /// One call of one end, so many milliseconds after the conversation began.
  static func call(
    _ id: Int, _ name: String, by local: Endpoint, at milliseconds: Int64, result: Int = 0, errno: Errno? = nil,
    flags: String? = nil, option: String? = nil, socketError: Errno? = nil, revents: [String] = [], fd: Int32 = 5
  ) -> CallRecord {
    let time = Timestamp(nanoseconds: 1_700_000_000_000_000_000 + milliseconds * 1_000_000)
    return CallRecord(
      id: id, time: time, endTime: time, process: .init(pid: local == client ? 1 : 2, tid: 1), name: name,
      fileDescriptor: fd, local: local, remote: local == client ? server : client, flags: flags, option: option,
      result: errno == nil ? result : -1, errno: errno, socketError: socketError, revents: revents)
  }
}
