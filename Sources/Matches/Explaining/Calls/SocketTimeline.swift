internal import Host
internal import Wire

/// The calls on one socket, whichever descriptor, thread or process made them.
struct SocketTimeline {
  /// The socket's own endpoint and its peer, each pair that it had: a socket may connect more than once.
  var tuples: [FourTuple] = []
  /// Its own endpoint, if it only listens.
  var listensAt: Endpoint?
  /// Places in the list of all calls, by time.
  var calls: [Int] = []
  /// Whether its calls are known from its beginning, an accept or a connect.
  var isWhole = false
  /// Descriptors that still refer to it.
  var references = 1
  /// Whether its last descriptor was closed.
  var isClosed: Bool { references <= 0 }
}

/// All sockets that the calls speak of.
struct SocketBook {
  /// The sockets in the order of their first calls.
  private(set) var sockets: [SocketTimeline] = []
  private var byDescriptor: [Descriptor: Int] = [:]
  private var byTuple: [FourTuple: Int] = [:]

  private struct Descriptor: Hashable {
    var pid: Int32
    var number: Int32
  }

  /// Sorts `calls`, which are in time order, by socket.
  init(_ calls: [CallRecord]) {
    for (index, call) in calls.enumerated() { file(call, at: index) }
  }

  private mutating func file(_ call: CallRecord, at index: Int) {
    let descriptor = call.fileDescriptor.map { Descriptor(pid: call.process?.pid ?? 0, number: $0) }
    let socket = call.role == .accept ? self.socket(of: descriptor, nil) : self.socket(of: descriptor, call.tuple)
    sockets[socket].calls.append(index)
    if let tuple = call.tuple, call.role != .accept { name(socket, tuple) }
    follow(call, on: socket, descriptor)
  }

  /// What the call does to the descriptors.
  private mutating func follow(_ call: CallRecord, on socket: Int, _ descriptor: Descriptor?) {
    let produced =
      call.result >= 0 ? Descriptor(pid: call.process?.pid ?? 0, number: Int32(clamping: call.result)) : nil
    switch call.role {
    case .accept:
      sockets[socket].listensAt = call.local ?? sockets[socket].listensAt
      guard let produced else { return }
      let accepted = new(call.tuple)
      sockets[accepted].isWhole = true
      byDescriptor[produced] = accepted
    case .create:
      if let produced { byDescriptor[produced] = socket }
    case .duplicate:
      guard let produced else { return }
      byDescriptor[produced] = socket
      sockets[socket].references += 1
    case .close:
      sockets[socket].references -= 1
      if let descriptor { byDescriptor[descriptor] = nil }
    case .other where call.name == "listen" || call.name == "bind":
      sockets[socket].listensAt = call.local
    case .connect: sockets[socket].isWhole = true
    case .transfer, .wait, .takeError, .shutdown, .setOption, .other: return
    }
  }

  private mutating func socket(of descriptor: Descriptor?, _ tuple: FourTuple?) -> Int {
    if let descriptor, let known = byDescriptor[descriptor] { return known }
    if let tuple, let known = byTuple[tuple], !sockets[known].isClosed {
      if let descriptor {
        byDescriptor[descriptor] = known
        sockets[known].references += 1
      }
      return known
    }
    let socket = new(tuple)
    if let descriptor { byDescriptor[descriptor] = socket }
    return socket
  }

  private mutating func new(_ tuple: FourTuple?) -> Int {
    sockets.append(SocketTimeline())
    if let tuple { name(sockets.count - 1, tuple) }
    return sockets.count - 1
  }

  private mutating func name(_ socket: Int, _ tuple: FourTuple) {
    if sockets[socket].tuples.last != tuple { sockets[socket].tuples.append(tuple) }
    byTuple[tuple] = socket
  }
}

extension CallRecord {
  /// From the socket to its peer, where both are known and the socket has a port.
  var tuple: FourTuple? {
    guard let local, let remote, local.port != 0 else { return nil }
    return FourTuple(source: local, destination: remote)
  }
}
