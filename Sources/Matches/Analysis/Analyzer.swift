internal import Flows
public import Host
public import Wire

/// The road from segments to findings: follows flows, judges resets, joins them with calls and kernel events.
///
/// Pure: it reads no file and no clock. Feed it in time order, then call ``finish()`` once. Several analyzers may
/// share a capture, each seeing all segments of its flows; ``Findings/merge(_:)`` makes their work one.
public struct Analyzer {
  private var table = FlowTable()
  private var findings = Findings()
  private let options: Options

  /// An analyzer that has seen nothing.
  public init(options: Options = Options()) { self.options = options }

  /// Takes one segment of the capture.
  public mutating func add(_ segment: Segment) { table.track(segment) }

  /// Takes one ICMP error of the capture.
  public mutating func add(_ error: ICMPError) {}

  /// Takes one call of an application.
  public mutating func add(_ call: CallRecord) { findings.calls.append(call) }

  /// Takes one event of the kernel.
  public mutating func add(_ event: KernelEvent) { findings.kernelEvents.append(event) }

  /// The matches that became final since the last drain, for a report that streams; they are not kept.
  public mutating func drainMatches() -> [Match] { [] }

  /// Ends every flow and joins the witnesses.
  public mutating func finish() -> Findings {
    table.finish()
    return findings
  }
}
