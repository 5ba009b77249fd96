import Host
import Matches
import Recordings
import Wire

/// Packets, calls and kernel events in one order, numbered as a recording numbers them.
struct Timeline {
  private(set) var frames: [CapturedFrame]
  private(set) var calls: [CallRecord]
  private(set) var events: [KernelEvent]
  private var order: [Row] = []

  private enum Row {
    case frame(Int), call(Int), event(Int)
  }

  /// Orders by time, a call where it acted or learned something; rows of one moment keep the order packet, call, event.
  init(frames: [CapturedFrame], calls: [CallRecord], events: [KernelEvent], source: Int) {
    self.frames = frames.sorted { $0.frame.time < $1.frame.time }
    self.calls = calls.sorted { $0.timelineTime < $1.timelineTime }
    self.events = events.sorted { $0.time < $1.time }
    var rows: [(time: Timestamp, row: Row)] = []
    rows += self.frames.indices.map { (self.frames[$0].frame.time, Row.frame($0)) }
    rows += self.calls.indices.map { (self.calls[$0].timelineTime, Row.call($0)) }
    rows += self.events.indices.map { (self.events[$0].time, Row.event($0)) }
    // A stable order: indices decide between equal times.
    order = rows.enumerated().sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }.map(\.element.row)
    for (number, row) in order.enumerated() {
      let id = FrameID(source: source, number: number + 1)
      switch row {
      case .frame(let index): self.frames[index].frame.id = id
      case .call(let index):
        self.calls[index].frame = id
        self.calls[index].id = index + 1
      case .event(let index):
        self.events[index].frame = id
        self.events[index].id = index + 1
      }
    }
  }

  /// What the analysis makes of it; of the packets alone where `onlyPackets`. Both ends are on this machine, so that a
  /// kernel that told everything (`isKernelHeard`) has told of every RST that an end sent.
  func analyze(onlyPackets: Bool, isKernelHeard: Bool = false) -> Findings {
    var options = Analyzer.Options()
    options.hasAllKernelEvents = isKernelHeard && !onlyPackets
    var analyzer = Analyzer(options: options)
    // A RST with a wrong checksum reaches nobody, so those are summed.
    var decoder = FrameDecoder(checksums: .resets)
    for row in order {
      switch row {
      case .frame(let index): Self.feed(frames[index], &decoder, &analyzer)
      case .call(let index): if !onlyPackets { analyzer.add(calls[index]) }
      case .event(let index): if !onlyPackets { analyzer.add(events[index]) }
      }
    }
    return analyzer.finish()
  }

  private static func feed(_ captured: CapturedFrame, _ decoder: inout FrameDecoder, _ analyzer: inout Analyzer) {
    unsafe captured.bytes.withUnsafeBytes { bytes in
      let bytes = unsafe RawSpan(_unsafeBytes: bytes)
      switch decoder.decode(captured.frame, bytes) {
      case .segment(let segment):
        if segment.isTalkingReset { analyzer.keepPayload(of: segment, in: bytes) }
        analyzer.add(segment)
      case .icmp(let error): analyzer.add(error)
      case .other: break
      }
    }
  }

  /// The TCP segments and ICMP errors in order.
  var wire: [Captured] {
    var decoder = FrameDecoder()
    return frames.compactMap { captured in
      unsafe captured.bytes.withUnsafeBytes { bytes in
        switch decoder.decode(captured.frame, unsafe RawSpan(_unsafeBytes: bytes)) {
        case .segment(let segment): .segment(segment)
        case .icmp(let error): .error(error)
        case .other: nil
        }
      }
    }
  }
}
