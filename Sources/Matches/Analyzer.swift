import Flows
public import Host
public import Wire

/// The road from segments to findings: follows flows, judges resets, joins them with calls and kernel events.
///
/// Pure: it reads no file and no clock. Feed it in time order, then call ``finish()`` once.
public struct Analyzer {
  private var table = FlowTable()
  private var findings = Findings()

  /// An analyzer that has seen nothing.
  public init() {}

  /// Takes one segment of the capture.
  public mutating func add(_ segment: Segment) { table.track(segment) }

  /// Takes one ICMP error of the capture.
  public mutating func add(_ error: ICMPError) {}

  /// Takes one call of an application.
  public mutating func add(_ call: CallRecord) { findings.calls.append(call) }

  /// Takes one event of the kernel.
  public mutating func add(_ event: KernelEvent) { findings.kernelEvents.append(event) }

  /// Ends every flow and joins the witnesses.
  public mutating func finish() -> Findings {
    table.finish()
    return findings
  }
}
