internal import Causes
internal import Flows
internal import Host
internal import Wire

extension Explainer {
  /// EPIPE after one's own shutdown: no packet is needed for it.
  mutating func localShutdown(_ call: CallRecord, _ shutdown: CallRecord) -> Explanation {
    let place = localFailure(
      .localShutdown, call, .brokenPipe, calls: [shutdown.id, call.id],
      "\(shutdown.title) had ended this end's own writing")
    var explanation = Explanation.failure(failures[place], call, .brokenPipe)
    explanation.call = shutdown.id
    return explanation
  }

  /// An error that this end's own kernel set because the socket was killed or dissolved.
  mutating func localAbort(
    _ call: CallRecord, _ error: Errno, _ doing: CallRecord?, _ state: SocketState
  ) -> Explanation {
    let what =
      doing.map { "\($0.title) ended the connection on this side" }
      ?? "the socket was killed on this side, as `ss -K` does (SOCK_DESTROY)"
    let place = localFailure(.localAbort, call, error, calls: [doing?.id, call.id].compactMap { $0 }, what)
    var explanation = Explanation.failure(failures[place], call, error)
    explanation.call = doing?.id
    explanation.reset = state.departures.last.map { matches[$0].id }
    explanation.frame = explanation.reset
    return explanation
  }

  /// ETIMEDOUT: a keepalive that gave up with a RST of its own, tries that nobody answered, or a timer of which the
  /// capture shows nothing.
  mutating func timedOut(_ call: CallRecord, _ state: inout SocketState) -> Explanation {
    if let place = state.departures.last(where: { matches[$0].reset.segment.isActive }) {
      state.taken = (call, .ownReset(matches[place]))
      return .keepalive(call, matches[place])
    }
    let place = silentFailure(call) ?? unseenTimeout(call, state)
    state.taken = (call, .failure(failures[place]))
    return .failure(failures[place], call, .timedOut)
  }

  /// Tries without an answer that the packets alone did not suffice to call a failure.
  private mutating func silentFailure(_ call: CallRecord) -> Int? {
    let flow = silentFlows.last { flow in
      guard flow.peer.firstTime.nanoseconds(until: call.endTime) > -Self.slack else { return false }
      return call.tuple.map { $0 == flow.tuple } ?? (call.remote == flow.tuple.destination)
    }
    guard let flow else { return nil }
    if let known = failures.firstIndex(where: { $0.flow == flow.flow }) { return known }
    failures.append(Failure(flow, id: failures.count + 1))
    return failures.count - 1
  }

  /// What timed out, by the calls and the kernel alone: probes of a closed window are answered, and show no failure in a
  /// capture; a RST may be dropped before it gets there.
  private mutating func unseenTimeout(_ call: CallRecord, _ state: SocketState) -> Int {
    if let event = call.tuple.flatMap({ keepaliveResets[$0] }),
      event.time.nanoseconds(until: call.endTime) > -Self.slack
    {
      return localFailure(
        .keepaliveTimeout, call, .timedOut, calls: [call.id],
        "the kernel sent a RST for TCP_KEEPALIVE_TIMEOUT that the capture does not hold",
        kernelEvents: [event.id])
    }
    let statement = "the capture shows no try that went unanswered"
    guard call.role != .connect, state.wasConnected else {
      return localFailure(.connectTimeout, call, .timedOut, calls: [call.id], statement)
    }
    guard let bound = state.userTimeout else {
      return localFailure(.retransmissionTimeout, call, .timedOut, calls: [call.id], statement)
    }
    return localFailure(.userTimeout, call, .timedOut, calls: [bound.id, call.id], statement)
  }

  /// Every other error: an ICMP error, a missing route, or the call itself.
  mutating func otherError(_ call: CallRecord, _ error: Errno, _ state: inout SocketState) -> Explanation {
    if let icmp = icmpError(error, before: call, state) {
      let place = icmpFailure(icmp, call, error)
      state.taken = (call, .failure(failures[place]))
      return .failure(failures[place], call, error)
    }
    if call.role == .connect || call.role == .takeError || call.name == "sendto", Self.noRouteErrors.contains(error) {
      let place = localFailure(
        .noRoute, call, error, calls: [call.id], "the kernel found no way to send: no segment left this host")
      return .failure(failures[place], call, error)
    }
    return .refusedCall(call, error)
  }

  /// What routing and address selection return before any segment is sent (`ip_route_connect`, `man 7 ip`).
  private static let noRouteErrors: Set<Errno> = [
    .networkUnreachable, .hostUnreachable, .networkDown, .addressNotAvailable, .operationNotPermitted,
    .invalidArgument, Errno(rawValue: 13),
  ]

  private func icmpError(_ error: Errno, before call: CallRecord, _ state: SocketState) -> ICMPError? {
    icmpErrors.last { icmp in
      guard ICMPLaw.error(of: icmp) == error, icmp.time.nanoseconds(until: call.endTime) > -Self.slack else {
        return false
      }
      if let local = call.local, !local.mayBe(icmp.quotedTuple.source) { return false }
      return call.remote.map { $0 == icmp.quotedTuple.destination } ?? false
    }
  }

  private mutating func icmpFailure(_ icmp: ICMPError, _ call: CallRecord, _ error: Errno) -> Int {
    if let known = failures.firstIndex(where: { $0.cause == .icmpUnreachable && $0.tuple == icmp.quotedTuple }) {
      return known
    }
    let statement = "\(ICMPLaw.name(of: icmp)) from \(icmp.sender) in frame \(icmp.frame)"
    let place = localFailure(.icmpUnreachable, call, error, calls: [call.id], statement, frames: [icmp.frame])
    failures[place].icmp = icmp
    failures[place].tuple = icmp.quotedTuple
    failures[place].time = icmp.time
    return place
  }

  /// A failure that the calls show; one for each connection and cause.
  private mutating func localFailure(
    _ cause: Cause, _ call: CallRecord, _ error: Errno, calls: [CallRecord.ID], _ statement: String,
    frames: [FrameID] = [], kernelEvents: [KernelEvent.ID] = []
  ) -> Int {
    if let known = failures.firstIndex(where: {
      $0.cause == cause && $0.tuple == call.tuple && $0.calls.first == calls.first
    }) {
      return known
    }
    let evidence = Evidence(
      cause: cause, supports: true, strength: .decisive, statement: statement, frames: frames, calls: calls,
      kernelEvents: kernelEvents)
    failures.append(
      Failure(
        id: failures.count + 1, flow: nil, tuple: call.tuple, time: call.time, cause: cause, frames: frames,
        prediction: Prediction(state: .closed, error: error, certainty: .known, outlook: .pendingError),
        verdict: Verdict(status: .settled(cause), evidence: [evidence], separatedBy: []),
        calls: calls))
    return failures.count - 1
  }
}

extension Endpoint {
  /// Whether a socket that calls itself so may have sent from `endpoint`: an unbound one has port 0, and one whose
  /// connect() failed keeps its port but has no address any more (`inet_reset_saddr`).
  fileprivate func mayBe(_ endpoint: Endpoint) -> Bool {
    guard port != 0 else { return true }
    return port == endpoint.port && (address == endpoint.address || (address.high == 0 && address.low == 0))
  }
}
