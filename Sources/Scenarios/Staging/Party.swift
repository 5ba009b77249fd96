import Wire

/// One party of a scenario with its sockets, as they are now.
final class Party {
  let name: String
  /// Where its calls are made.
  let caller: Caller
  /// Its connection, or its only socket.
  var socket: Int32?
  /// Its listener.
  var listener: Int32?
  /// Its connection's own end, once known.
  var local: Endpoint?
  /// Its connection's other end.
  var remote: Endpoint?
  /// The listener's endpoint.
  var listening: Endpoint?
  /// The epoll descriptor of an edge-triggered watch.
  var epoll: Int32?
  /// Calls that were begun and not yet ended.
  var running: [(action: Action, call: RunningCall)] = []

  init(name: String, caller: Caller) {
    self.name = name
    self.caller = caller
  }

  /// Whether its name says that it is on the server's side.
  var isServer: Bool { Self.isServer(name) }

  static func isServer(_ name: String) -> Bool { name.hasPrefix("server") }
}
