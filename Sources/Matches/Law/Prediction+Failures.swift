internal import Causes
internal import Flows
internal import Host
internal import Wire

extension Prediction {
  /// What `peer` at `endpoint` must show where a failure without a RST leaves `error` behind.
  init(_ peer: Peer, at endpoint: Endpoint, error: Errno, outlook: Outlook) {
    let trait = StackTrait(of: peer, at: endpoint)
    self.init(
      state: peer.state, error: trait == nil ? error : nil, certainty: trait == nil ? .assumed : .unknown,
      outlook: trait == nil ? outlook : .nothing, unlikeLinux: trait)
  }

  /// What the socket must show whose segment an ICMP error quotes (`tcp_v4_err`, `tcp_v6_err`): the end of an attempt to
  /// connect, a soft error later, and nothing where no application holds a socket.
  init(ofRecipientOf error: FlowICMPError, _ code: Errno) {
    let peer = error.recipient
    let endpoint = error.error.quotedTuple.source
    switch peer.state {
    case .synSent: self.init(peer, at: endpoint, error: code, outlook: .connecting)
    // A request that no application has seen: it is dropped, or goes on (`tcp_req_err`).
    case .synReceived where error.side == .responder:
      self.init(state: peer.state, error: nil, certainty: .assumed, outlook: .unseen)
    case .timeWait, .closed: self.init(state: peer.state, error: nil, certainty: .assumed, outlook: .nothing)
    case .unseen:
      let isAttempt = error.error.quotedFlags.contains(.syn) && !error.error.quotedFlags.contains(.ack)
      self.init(peer, at: endpoint, error: code, outlook: isAttempt ? .connecting : .soft)
    case .partial, .listen, .synReceived, .established, .finWait1, .finWait2, .closeWait, .closing, .lastAck:
      self.init(peer, at: endpoint, error: code, outlook: .soft)
    }
  }
}
