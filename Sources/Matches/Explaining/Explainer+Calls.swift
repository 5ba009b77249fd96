internal import Causes
internal import Host
internal import Wire

extension Explainer {
  /// Why `call` failed, or what its result hides; nil for a call that neither failed nor hides anything.
  mutating func explanation(of call: CallRecord, _ state: inout SocketState) -> Explanation? {
    if let error = call.failure { return explanation(of: call, failedWith: error, &state) }
    if call.looksLikeRead, call.result == 0, call.requested != 0 { return hiddenReset(behind: call, state) }
    if call.role == .wait, call.revents.contains(where: { $0 == "ERR" || $0 == "HUP" }) {
      return bits(of: call, state)
    }
    return nil
  }

  private mutating func explanation(
    of call: CallRecord, failedWith error: Errno, _ state: inout SocketState
  ) -> Explanation {
    if let place = pending(error, before: call, in: state.sources) { return take(place, by: call, error, &state) }
    if error == .connectionRefused || call.role == .connect, let place = refusal(of: call),
      matches[place].receiver.error == error
    {
      state.sources.append(source(ofReset: place))
      return take(state.sources.count - 1, by: call, error, &state)
    }
    switch error {
    case .brokenPipe: return brokenPipe(call, &state)
    case .notConnected: return notConnected(call, state)
    case .connectionReset: return connectionReset(call, &state)
    case .connectionAborted: return connectionAborted(call, &state)
    case .timedOut: return timedOut(call, &state)
    default: return otherError(call, error, &state)
    }
  }

  /// The source whose error this is: the earliest that nobody took and that had come by the time the call returned.
  private func pending(_ error: Errno, before call: CallRecord, in sources: [ErrorSource]) -> Int? {
    sources.firstIndex {
      $0.taker == nil && $0.error == error && $0.time.nanoseconds(until: call.endTime) > -Self.slack
    }
  }

  /// Spends a source on `call`.
  mutating func take(
    _ place: Int, by call: CallRecord, _ error: Errno, _ state: inout SocketState
  ) -> Explanation {
    state.sources[place].taker = call.id
    state.taken = (call, finding(state.sources[place]))
    switch state.sources[place].finding {
    case .reset(let reset):
      matches[reset].receiver.certainty = .known
      return .reset(matches[reset], call, error)
    case .failure(let failure):
      return .failure(failures[failure], call, error)
    }
  }

  private mutating func brokenPipe(_ call: CallRecord, _ state: inout SocketState) -> Explanation {
    if let taken = state.taken { return .earlier(call, .brokenPipe, taken.call, taken.behind) }
    if let connect = state.failedConnect ?? state.disconnected {
      return .unconnected(call, .brokenPipe, since: connect, state.behind(connect))
    }
    if let shut = state.writingShut { return localShutdown(call, shut) }
    // The error was swallowed on the way: `sendfile()` eats it, and so does a call that nobody recorded.
    if let place = state.sources.firstIndex(where: { $0.taker == nil && $0.error != nil && isDue($0, call) }) {
      state.sources[place].taker = call.id
      state.taken = (call, finding(state.sources[place]))
      return swallowed(state.sources[place], call)
    }
    if let place = upgradable(before: call, state) { return upgrade(place, by: call, .brokenPipe, &state) }
    if let place = state.departures.last { return .departed(call, .brokenPipe, matches[place]) }
    return state.wasConnected ? .unexplained(call, .brokenPipe) : .neverConnected(call, .brokenPipe)
  }

  private func isDue(_ source: ErrorSource, _ call: CallRecord) -> Bool {
    source.time.nanoseconds(until: call.endTime) > -Self.slack
  }

  private func swallowed(_ source: ErrorSource, _ call: CallRecord) -> Explanation {
    switch source.finding {
    case .reset(let place): .swallowed(matches[place], call)
    case .failure(let place): .failure(failures[place], call, .brokenPipe)
    }
  }

  private func notConnected(_ call: CallRecord, _ state: SocketState) -> Explanation {
    if let connect = state.disconnected ?? state.failedConnect {
      return .unconnected(call, .notConnected, since: connect, state.behind(connect))
    }
    if let source = state.sources.first(where: { isDue($0, call) && $0.error != nil }) {
      return .closed(call, .notConnected, finding(source))
    }
    if let taken = state.taken { return .earlier(call, .notConnected, taken.call, taken.behind) }
    if let place = state.departures.first { return .departed(call, .notConnected, matches[place]) }
    return state.wasConnected ? .unexplained(call, .notConnected) : .neverConnected(call, .notConnected)
  }

  private mutating func connectionReset(_ call: CallRecord, _ state: inout SocketState) -> Explanation {
    if let disconnect = state.disconnected, state.taken == nil {
      state.taken = (call, .call(disconnect))
      return localAbort(call, .connectionReset, disconnect, state)
    }
    if let place = upgradable(before: call, state) { return upgrade(place, by: call, .connectionReset, &state) }
    if let place = state.departures.first {
      state.taken = (call, .ownReset(matches[place]))
      return .resetOwnSelf(call, matches[place], state.writingShut)
    }
    return .unexplained(call, .connectionReset)
  }

  private mutating func connectionAborted(_ call: CallRecord, _ state: inout SocketState) -> Explanation {
    if call.role == .connect, let taken = state.taken {
      return .earlier(call, .connectionAborted, taken.call, taken.behind)
    }
    let explanation = localAbort(call, .connectionAborted, state.killed, state)
    state.taken = (call, behind(explanation))
    return explanation
  }

  /// What the calls prove to have arrived although the packets alone left it open: the earliest RST that no call has
  /// taken and that was not surely refused.
  private func upgradable(before call: CallRecord, _ state: SocketState) -> Int? {
    state.sources.firstIndex {
      guard $0.taker == nil, $0.error == nil, isDue($0, call), case .reset(let place) = $0.finding else { return false }
      return matches[place].acceptance != .ignored
    }
  }

  private mutating func upgrade(
    _ place: Int, by call: CallRecord, _ error: Errno, _ state: inout SocketState
  ) -> Explanation {
    if case .reset(let reset) = state.sources[place].finding {
      matches[reset].acceptance = .accepted
      matches[reset].receiver.error = error
      matches[reset].receiver.outlook = error == .brokenPipe ? .endOfFileThenPipe : .pendingError
    }
    state.sources[place].error = error
    return take(place, by: call, error, &state)
  }

  /// What stands behind a source, for words.
  func finding(_ source: ErrorSource) -> Explanation.Behind {
    switch source.finding {
    case .reset(let place): .reset(matches[place])
    case .failure(let place): .failure(failures[place])
    }
  }

  /// What stands behind an explanation by a failure.
  func behind(_ explanation: Explanation) -> Explanation.Behind {
    failures.first { $0.id == explanation.failure }.map { .failure($0) } ?? .nothing
  }
}
