public import Flows
public import Wire

/// A TCP exchange written the way packetdrill writes it, as segments for a test.
///
///     0    < S 0:0(0) win 65535 <mss 1460,wscale 7>
///     +.01 > S. 0:0(0) ack 1 win 65535
///     +.01 < . 1:1(0) ack 1 win 257
///     < P. 1:101(100) ack 1 win 257
///     > R. 1:1(0) ack 101 win 0 ttl 64
///
/// `<` comes from the client, `>` from the server. Frames are numbered from 1, one a line; comments begin with `//`.
/// - Time: absolute seconds, `+` seconds since the line before, or nothing (one millisecond later).
/// - `@2` before the arrow is another client port (the default is `@0`), hence another flow.
/// - Flags: `S F R P U E W` and `.` for ACK; `-` for none.
/// - Numbers are relative to each side's ISS, which ``Conversation/clientISS`` and ``Conversation/serverISS`` hold;
///   `=N` is absolute, and so is a RST's sequence number 0.
/// - After the numbers, in any order: `ack N`, `win N`, `ttl N`, `id N`, `df`, `iface N`, `<options>` with
///   `mss N`, `wscale N`, `sackOK`, `TS val N ecr N`, `sack A:B`, `md5`, `ao`, `FO`, `nop`, `eol`, `mp_capable`,
///   `mp_join`, `mp_fastclose`, `mp_reset N`, `bare`, `scale-first`.
/// - `> icmp 3.1` is an ICMP error from the server's side about the client's latest segment, and the reverse.
public struct Conversation: Sendable {
  /// The client's address; ports count up from 40000 with the flow's number.
  public static let client = IPAddress(v4: 0xc000_0201)
  /// The server.
  public static let server = Endpoint(address: IPAddress(v4: 0xc633_6402), port: 80)
  /// What the client's relative numbers count from.
  public static let clientISS = SequenceNumber(rawValue: 1_000_000)
  /// What the server's relative numbers count from.
  public static let serverISS = SequenceNumber(rawValue: 4_294_967_000)

  /// What a line became.
  public enum Event: Sendable {
    /// A segment.
    case segment(Segment)
    /// An ICMP error.
    case icmp(ICMPError)
  }

  /// A line that could not be read.
  public struct Mistake: Error, CustomStringConvertible {
    /// The line and what was wrong with it.
    public var description: String
  }

  /// All lines in order.
  public private(set) var events: [Event] = []

  /// The segments in order.
  public var segments: [Segment] {
    events.compactMap { if case .segment(let segment) = $0 { segment } else { nil } }
  }

  /// Reads a conversation; throws a ``Mistake`` that names the line.
  public init(_ text: String) throws {
    var time: Int64 = 1_700_000_000_000_000_000
    let start = time
    for line in text.split(separator: "\n") {
      let code = line.prefix(upTo: line.firstRange(of: "//")?.lowerBound ?? line.endIndex)
      var words = ConversationLine(code)
      guard !words.isEmpty else { continue }
      time = try words.time(after: time, start: start)
      events.append(try words.event(frame: events.count + 1, time: time, before: events))
    }
  }

  /// What a flow table makes of it.
  public func tracked(_ options: FlowTable.Options = FlowTable.Options()) -> FlowTable {
    var table = FlowTable(options)
    for event in events {
      switch event {
      case .segment(let segment): table.track(segment)
      case .icmp(let error): table.track(error)
      }
    }
    table.finish()
    return table
  }

  /// Its resets in frame order.
  public var resets: [Reset] {
    var table = tracked()
    return table.resets.sorted { $0.segment.frame < $1.segment.frame }
  }

  /// Its flows in the order of their first frames.
  public var flows: [Flow] { tracked().flows.sorted { $0.id < $1.id } }
}
