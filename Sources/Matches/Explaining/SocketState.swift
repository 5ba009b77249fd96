internal import Host

/// What the calls on one socket have done to it so far.
struct SocketState {
  /// What may have put an error on it, in order of arrival.
  var sources: [ErrorSource] = []
  /// RSTs that this socket sent, by their places among the matches.
  var departures: [Int] = []
  /// The call that last took an error, and what stood behind it.
  var taken: (call: CallRecord, behind: Explanation.Behind)?
  /// Its own shutdown for writing.
  var writingShut: CallRecord?
  /// Its own shutdown for reading.
  var readingShut: CallRecord?
  /// Its own `connect(AF_UNSPEC)`.
  var disconnected: CallRecord?
  /// The blocking `connect()` that failed and left it unconnected.
  var failedConnect: CallRecord?
  /// The call that bounded how long its data may stay unacknowledged.
  var userTimeout: CallRecord?
  /// The administrator's call that killed it.
  var killed: CallRecord?
  /// Whether it was ever connected, as far as the calls tell.
  var wasConnected: Bool
  /// Whether it listens.
  let listens: Bool

  init(_ socket: SocketTimeline) {
    listens = socket.listensAt != nil
    wasConnected = !socket.tuples.isEmpty
  }

  /// What stands behind the outcome of an earlier call, as far as it took the socket's error.
  func behind(_ call: CallRecord) -> Explanation.Behind {
    taken.map { $0.call.id == call.id ? $0.behind : .call(call) } ?? .call(call)
  }

  /// Takes note of what `call` did.
  mutating func follow(_ call: CallRecord) {
    if call.isDisconnect, call.result == 0 {
      disconnected = call
      taken = nil
    } else if call.role == .connect {
      followConnect(call)
    }
    if call.name == "SOCK_DESTROY", call.result == 0 { killed = call }
    if call.setsUserTimeout { userTimeout = call }
    if call.shutsWriting { writingShut = call }
    if call.shutsReading { readingShut = call }
  }

  private mutating func followConnect(_ call: CallRecord) {
    if call.isFailed {
      failedConnect = call
    } else {
      // A new attempt on the same socket: what came before is over.
      failedConnect = nil
      disconnected = nil
      writingShut = nil
      wasConnected = true
      if call.result == 0 || call.errno == .inProgress { taken = nil }
    }
  }
}
