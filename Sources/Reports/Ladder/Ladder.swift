import Flows
import Host
import Matches
import Wire

/// One connection as it went: packets, calls and kernel events of both sides in time order.
struct Ladder {
  /// The side that opened the connection, on the left.
  var originator: Endpoint
  /// The other side, on the right.
  var responder: Endpoint
  /// Names of the programs on each side, where calls told them.
  var programs: [Side: String] = [:]
  /// From top to bottom.
  var rows: [Row]

  /// One line.
  struct Row {
    /// Its row number within the source, if it has one.
    var frame: FrameID?
    /// When it happened.
    var time: Timestamp
    /// Who sent it, called, or in whose kernel it happened.
    var side: Side
    /// What happened.
    var content: Content
  }

  /// What one line shows.
  enum Content {
    /// A segment that is no RST, in words.
    case segment(String)
    /// A RST, in words, with its verdict.
    case reset(String, Match?)
    /// An ICMP error about the connection, in words.
    case icmp(String)
    /// A call and why it failed.
    case call(CallRecord, Explanation?)
    /// What the kernel reported.
    case kernel(KernelEvent)
    /// Rows left out.
    case elided(Int)
  }

  /// What a call's line points at: `frame 6`, `c3`, `own doing`; nil where nothing explains it.
  func pointer(_ explanation: Explanation) -> String? {
    if explanation.kind == .earlierCall, let id = explanation.call {
      let row = rows.first { if case .call(let call, _) = $0.content { call.id == id } else { false } }
      return row?.frame.map { "frame \($0)" } ?? ReportID.call(id)
    }
    if let frame = explanation.frame { return "frame \(frame)" }
    switch explanation.kind {
    case .local: return "own doing"
    case .timer: return "timer"
    case .reset, .icmp, .earlierCall, .none: return nil
    }
  }

  /// When the first row happened; times are shown relative to it.
  var start: Timestamp { rows.first?.time ?? Timestamp(nanoseconds: 0) }
}

extension Ladder.Row {
  /// What stands in the column of frame numbers: a call without one is named by its identifier.
  var name: String {
    if let frame { return frame.description }
    if case .call(let call, _) = content { return ReportID.call(call.id) }
    return ""
  }

  /// Whether this is what the reader came for.
  var isTelling: Bool {
    switch content {
    case .reset, .icmp: true
    case .call(let call, let explanation): call.isFailed || explanation != nil
    case .segment, .kernel, .elided: false
    }
  }
}
