internal import Flows
internal import Host
internal import Wire

extension Explainer {
  /// A read of 0: the end of the stream, or a reset whose error another call took or that a FIN hides.
  func hiddenReset(behind call: CallRecord, _ state: SocketState) -> Explanation? {
    if let source = state.sources.last(where: { $0.error != nil && $0.isAfterFIN && hasCome($0, by: call) }) {
      return .endOfFile(call, finding(source), afterFIN: true, taker: nil)
    }
    if let taken = state.taken {
      return .endOfFile(call, taken.behind, afterFIN: false, taker: taken.call)
    }
    // No call has taken the error yet, but without a FIN there is no other end of stream: another thread is at it.
    guard state.readingShut == nil,
      let source = state.sources.last(where: { $0.error != nil && !$0.isAfterFIN && hasCome($0, by: call) })
    else { return nil }
    return .endOfFile(call, finding(source), afterFIN: false, taker: nil)
  }

  /// An error or hang-up bit from poll: seen, not taken.
  func bits(of call: CallRecord, _ state: SocketState) -> Explanation? {
    if let connect = state.failedConnect ?? state.disconnected {
      return .bits(call, .call(connect))
    }
    if let source = state.sources.last(where: { $0.error != nil && hasCome($0, by: call) }) {
      return .bits(call, finding(source))
    }
    if let place = state.departures.first(where: { hasCome(matches[$0].reset.segment.time, by: call) }) {
      return .bits(call, .ownReset(matches[place]))
    }
    return nil
  }

  /// Whether a source had arrived when the call returned; a few milliseconds of disorder are allowed.
  private func hasCome(_ source: ErrorSource, by call: CallRecord) -> Bool { hasCome(source.time, by: call) }

  private func hasCome(_ time: Timestamp, by call: CallRecord) -> Bool {
    time.nanoseconds(until: call.endTime) > -5_000_000
  }
}
