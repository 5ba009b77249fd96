import Flows
import Host
import Matches
import Recordings
import Wire

extension Ladder {
  /// Draws the connection that a reset belongs to; nil where the analysis kept no segments of it.
  init?(of match: Match, in findings: Findings) {
    let tuple = match.reset.sentBy == .originator ? match.reset.segment.tuple : match.reset.segment.tuple.reversed
    let aftermath = match.reset.aftermath
    let later = [
      aftermath.senderContinued, aftermath.receiverContinued, aftermath.challenge, aftermath.nextReset,
    ].compactMap { $0?.frame }
    let last = findings.flows.first { $0.id == match.reset.flow }?.lastFrame
    self.init(
      tuple: tuple,
      frames: match.reset.flow...max(match.id, match.reset.flow, later.max() ?? match.id, last ?? match.id),
      in: findings)
  }

  /// Draws the connection that a failure without a RST belongs to.
  init?(of failure: Failure, in findings: Findings) {
    guard let tuple = failure.tuple else { return nil }
    let first = failure.flow ?? failure.frames.min() ?? FrameID(number: 0)
    let flow = findings.flows.first { $0.id == failure.flow }
    let last = max(first, flow?.lastFrame ?? first, failure.frames.max() ?? first)
    self.init(tuple: flow?.tuple ?? tuple, frames: first...last, in: findings)
  }

  private init?(tuple: FourTuple, frames: ClosedRange<FrameID>, in findings: Findings) {
    let segments = findings.segments.filter {
      frames.contains($0.frame) && ($0.tuple == tuple || $0.tuple == tuple.reversed)
    }
    originator = tuple.source
    responder = tuple.destination
    rows = []
    addSegments(segments, in: findings)
    addErrors(tuple: tuple, frames: frames, in: findings)
    let span = Self.span(of: segments)
    addCalls(span: span, in: findings)
    addKernelEvents(span: span, in: findings)
    guard !rows.isEmpty else { return nil }
    sort()
  }

  /// By row number where every row has one, as in a recording; else by time.
  private mutating func sort() {
    let isNumbered = rows.allSatisfy { $0.frame != nil }
    let order = rows.enumerated().sorted { left, right in
      if isNumbered, let a = left.element.frame, let b = right.element.frame, a != b { return a < b }
      if left.element.time != right.element.time { return left.element.time < right.element.time }
      return left.offset < right.offset
    }
    rows = order.map(\.element)
  }

  private mutating func addSegments(_ segments: [Segment], in findings: Findings) {
    var numbers = RelativeNumbers(segments, originator: originator)
    for segment in segments {
      let side: Side = segment.tuple.source == originator ? .originator : .responder
      let text = numbers.text(of: segment, from: side)
      let content: Content =
        segment.flags.contains(.rst)
        ? .reset(text, findings.match(of: segment.frame)) : .segment(text)
      rows.append(Row(frame: segment.frame, time: segment.time, side: side, content: content))
    }
  }

  private mutating func addErrors(tuple: FourTuple, frames: ClosedRange<FrameID>, in findings: Findings) {
    for error in findings.icmpErrors where error.quotedTuple == tuple || error.quotedTuple == tuple.reversed {
      // Drawn from the side that the quoted segment could not reach.
      let side: Side = error.quotedTuple.source == originator ? .responder : .originator
      rows.append(
        Row(
          frame: error.frame, time: error.time, side: side,
          content: .icmp("ICMP type \(error.type) code \(error.code) by \(error.sender)")))
    }
  }

  /// A little before the first segment and after the last: the calls that began and ended the connection.
  private static func span(of segments: [Segment]) -> ClosedRange<Timestamp>? {
    guard let first = segments.first?.time, let last = segments.map(\.time).max() else { return nil }
    let lower = first.nanoseconds &- 10_000_000_000
    let upper = last.nanoseconds &+ 60_000_000_000
    return Timestamp(nanoseconds: min(lower, first.nanoseconds))...Timestamp(nanoseconds: max(upper, last.nanoseconds))
  }

  private mutating func addCalls(span: ClosedRange<Timestamp>?, in findings: Findings) {
    for call in findings.calls where span?.contains(call.time) ?? true {
      guard let side = side(local: call.local, remote: call.remote) else { continue }
      if let name = call.process?.name { programs[side] = name }
      rows.append(
        Row(
          frame: call.frame, time: call.timelineTime, side: side,
          content: .call(call, findings.explanations[call.id])))
    }
  }

  private mutating func addKernelEvents(span: ClosedRange<Timestamp>?, in findings: Findings) {
    for event in findings.kernelEvents where span?.contains(event.time) ?? true {
      guard let side = side(local: event.source, remote: event.destination) else { continue }
      rows.append(Row(frame: event.frame, time: event.time, side: side, content: .kernel(event)))
    }
  }

  /// Whose socket has these ends, if it is one of this connection.
  private func side(local: Endpoint?, remote: Endpoint?) -> Side? {
    if local == originator, remote == nil || remote == responder { return .originator }
    if local == responder, remote == nil || remote == originator { return .responder }
    if local == nil, remote == responder { return .originator }
    if local == nil, remote == originator { return .responder }
    return nil
  }
}

extension Findings {
  /// The match of the RST in `frame`; matches stand in frame order.
  func match(of frame: FrameID) -> Match? {
    var (low, high) = (0, matches.count)
    while low < high {
      let middle = (low + high) / 2
      if matches[middle].id < frame { low = middle + 1 } else { high = middle }
    }
    return low < matches.count && matches[low].id == frame ? matches[low] : nil
  }
}
