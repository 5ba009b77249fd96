internal import Causes
internal import Flows
internal import Host
internal import Wire

/// What the calls on the sender's own socket tell about its RST.
struct SenderTestimony {
  /// The cause that the calls prove.
  var cause: Cause
  /// What they were, in a sentence.
  var statement: String
  /// Their numbers.
  var calls: [CallRecord.ID]
  /// How many received bytes nobody had read, where that is the point.
  var unreadBytes: Int?
  /// Decisive where the socket's calls are known from its beginning; reads that nobody recorded would mislead.
  var strength = Evidence.Strength.decisive
}

/// Finds the sender's calls behind each RST.
struct SenderWitness {
  private let calls: [CallRecord]
  private let book: SocketBook
  private var byTuple: [FourTuple: [Int]] = [:]
  private var listeners: [Int] = []

  /// How far apart a call and its RST may be recorded, in nanoseconds.
  private static let slack: Int64 = 50_000_000

  init(_ calls: [CallRecord]) {
    self.calls = calls
    book = SocketBook(calls)
    for (place, socket) in book.sockets.enumerated() {
      for tuple in socket.tuples { byTuple[tuple, default: []].append(place) }
      if socket.listensAt != nil { listeners.append(place) }
    }
  }

  /// What the calls say about `reset`, if they say anything.
  func testimony(about reset: Reset) -> SenderTestimony? {
    guard reset.segment.isActive else { return nil }
    for place in byTuple[reset.segment.tuple] ?? [] {
      if let found = ending(of: book.sockets[place], reset) { return found }
    }
    return listenerClosed(reset)
  }

  private func ending(of socket: SocketTimeline, _ reset: Reset) -> SenderTestimony? {
    let own = socket.calls.map { calls[$0] }.filter { $0.time.nanoseconds(until: reset.segment.time) > -Self.slack }
    guard let last = own.last(where: { ends($0, reset) }) else { return nil }
    if last.isDisconnect {
      return SenderTestimony(
        cause: .disconnect, statement: "\(last.title) to AF_UNSPEC dissolved the connection", calls: [last.id])
    }
    if last.name == "SOCK_DESTROY" {
      return SenderTestimony(
        cause: .administrativeKill, statement: "an administrator killed the socket (SOCK_DESTROY)", calls: [last.id])
    }
    var found = closing(last, own, reset)
    if found?.unreadBytes != nil, !socket.isWhole {
      found?.strength = .strong
      found?.unreadBytes = nil
    }
    return found
  }

  /// Whether a call may have sent this RST: it ends the socket, and the RST left while it ran.
  private func ends(_ call: CallRecord, _ reset: Reset) -> Bool {
    guard call.isDisconnect || call.role == .close || Self.endings.contains(call.name) else { return false }
    let time = reset.segment.time
    return call.time.nanoseconds(until: time) > -Self.slack && time.nanoseconds(until: call.endTime) > -Self.slack
  }

  private static let endings: Set<String> = ["exit", "_exit", "exit_group", "kill", "SOCK_DESTROY"]

  private func closing(_ close: CallRecord, _ own: [CallRecord], _ reset: Reset) -> SenderTestimony? {
    if let linger = own.last(where: { $0.option?.hasPrefix("SO_LINGER") == true }), linger.setsLingerZero {
      return SenderTestimony(
        cause: .lingerZeroClose, statement: "SO_LINGER was set to zero before \(close.title)",
        calls: [linger.id, close.id])
    }
    // A recording may claim anything: no call reads more than a terabyte.
    let read = own.filter { $0.isRead && $0.result > 0 }.reduce(0) { $0 + min($1.result, 1 << 40) }
    let unread = Int(clamping: reset.receiver.payloadBytes) - read
    if unread > 0 {
      return SenderTestimony(
        cause: close.role == .close ? .closeWithUnreadData : .processExitWithUnreadData,
        statement: "\(read) of \(reset.receiver.payloadBytes) received bytes were read before \(close.title)",
        calls: [close.id], unreadBytes: unread)
    }
    if let linger = own.last(where: { $0.setsNegativeLinger2 }) {
      return SenderTestimony(
        cause: .linger2Expired, statement: "a negative TCP_LINGER2 was set before \(close.title)",
        calls: [linger.id, close.id])
    }
    return nil
  }

  /// A listener closed or shut down while nobody had accepted this connection.
  private func listenerClosed(_ reset: Reset) -> SenderTestimony? {
    guard byTuple[reset.segment.tuple] == nil else { return nil }
    let source = reset.segment.tuple.source
    for place in listeners where book.sockets[place].listensAt.map({ $0.port == source.port }) ?? false {
      let own = book.sockets[place].calls.map { calls[$0] }
      if let end = own.last(where: { ($0.role == .close || $0.role == .shutdown) && left(reset, during: $0) }) {
        return SenderTestimony(
          cause: .listenerClosed, statement: "\(end.title) ended the listener; nobody had accepted this connection",
          calls: [end.id])
      }
    }
    return nil
  }

  private func left(_ reset: Reset, during call: CallRecord) -> Bool {
    let time = reset.segment.time
    return call.time.nanoseconds(until: time) > -Self.slack && time.nanoseconds(until: call.endTime) > -Self.slack
  }
}
