internal import Host
public import Wire

/// The clock of one host whose calls were recorded elsewhere than the capture.
public struct CallClock: Hashable, Sendable {
  /// The host, by the address that its sockets bear.
  public var address: IPAddress
  /// What was added to its calls' times to bring them onto the capture's clock.
  public var offset: ClockOffset

  /// Describes a host's clock.
  public init(address: IPAddress, offset: ClockOffset) {
    self.address = address
    self.offset = offset
  }
}

extension Findings {
  /// Puts calls from another clock onto the capture's, where their connections show that the clocks differ.
  ///
  /// Calls that were recorded between the packets have the packets' clock and are left alone, and so is a difference
  /// that is too small to matter. Needs the segments (``Analyzer/Options/ladderLimit``).
  mutating func alignClocks() {
    guard !segments.isEmpty, calls.contains(where: { $0.frame == nil }) else { return }
    let clocks = foreignClocks()
    guard !clocks.isEmpty else { return }
    let shifts = Dictionary(uniqueKeysWithValues: clocks.map { ($0.address, $0.offset.nanoseconds ?? 0) })
    let hosts = HostsOfProcesses(calls)
    for place in calls.indices where calls[place].frame == nil {
      guard let address = hosts.address(of: calls[place]) ?? (clocks.count == 1 ? clocks[0].address : nil),
        let shift = shifts[address]
      else { continue }
      calls[place].time = calls[place].time.advanced(by: shift)
      calls[place].endTime = calls[place].endTime.advanced(by: shift)
    }
    callClocks = clocks
    for clock in clocks { warnings.append(clock.warning) }
  }

  /// Differences below this hide in what recorders and schedulers do anyway; matching allows for more. Nanoseconds.
  private static let tolerance: Int64 = 20_000_000

  private func foreignClocks() -> [CallClock] {
    let sockets = SocketBook(calls.sorted { $0.time < $1.time })
    let ordered = calls.sorted { $0.time < $1.time }
    let connections = Connections(segments)
    var met: [FourTuple: Int] = [:]
    var bounds: [IPAddress: [ClockOffset]] = [:]
    for socket in sockets.sockets {
      let own = socket.calls.map { ordered[$0] }.filter { $0.frame == nil }
      for tuple in socket.tuples where !own.isEmpty {
        let nth = met[tuple, default: 0]
        met[tuple] = nth + 1
        guard let segments = connections[tuple, nth] else { continue }
        bounds[tuple.source.address, default: []].append(SocketClock(own, segments, tuple).offset)
      }
    }
    return bounds.compactMap { address, offsets in
      ClockOffset(agreeing: offsets).map { CallClock(address: address, offset: $0) }
    }.filter { !$0.offset.mayBe(0, slack: Self.tolerance) }.sorted { "\($0.address)" < "\($1.address)" }
  }
}

/// The segments of each connection between two ends, one list for each time that the ports were used.
private struct Connections {
  private var lists: [FourTuple: [[Segment]]] = [:]

  init(_ segments: [Segment]) {
    for segment in segments {
      let key = lists[segment.tuple.reversed] == nil ? segment.tuple : segment.tuple.reversed
      lists[key, default: []].file(segment)
    }
  }

  /// The n-th connection of these ends, from 0, in either direction.
  subscript(tuple: FourTuple, nth: Int) -> [Segment]? {
    guard let list = lists[tuple] ?? lists[tuple.reversed] else { return nil }
    return nth < list.count ? list[nth] : nil
  }
}

extension [[Segment]] {
  /// Adds to the last connection, or to a new one where a SYN with another number begins it.
  fileprivate mutating func file(_ segment: Segment) {
    let isNew = segment.flags.contains(.syn) && !segment.flags.contains(.ack)
    if isEmpty || (isNew && last?.first?.sequenceNumber != segment.sequenceNumber) { append([]) }
    self[count - 1].append(segment)
  }
}

/// Which host a process runs on, by the addresses of its sockets.
private struct HostsOfProcesses {
  private var byProcess: [Int32: IPAddress] = [:]

  init(_ calls: [CallRecord]) {
    for call in calls {
      if let pid = call.process?.pid, let tuple = call.tuple { byProcess[pid] = tuple.source.address }
    }
  }

  func address(of call: CallRecord) -> IPAddress? {
    call.tuple?.source.address ?? call.process.flatMap { byProcess[$0.pid] } ?? call.local?.address
  }
}

extension CallClock {
  /// What a reader must know: `the clock behind the calls of 10.0.0.1 is 3600.000 s behind the capture's; …`.
  fileprivate var warning: String {
    let shift = offset.nanoseconds ?? 0
    let doubt = offset.uncertainty.map { ", give or take \(Self.seconds($0)) s" } ?? ", as far as one direction tells"
    return "the clock behind the calls of \(address) is \(Self.seconds(Int64(clamping: shift.magnitude))) s "
      + "\(shift > 0 ? "behind" : "ahead of") the capture's\(doubt); their times are given on the capture's clock"
  }

  private static func seconds(_ nanoseconds: Int64) -> String {
    let milliseconds = nanoseconds / 1_000_000
    let fraction = "\(milliseconds % 1000)"
    return "\(milliseconds / 1000)." + String(repeating: "0", count: 3 - fraction.count) + fraction
  }
}
