internal import Causes
public import Flows
public import Host
public import Wire

/// All that one analysis found: what every renderer renders.
public struct Findings: Sendable {
  /// Where the witnesses came from.
  public var sources: [Source] = []
  /// The resets that were kept, in frame order; empty where only ``tally`` was asked for.
  public var matches: [Match] = []
  /// Resets that were counted in ``tally`` but not kept in ``matches``.
  public var matchesNotKept = 0
  /// Flows that were counted in ``flowCount`` and would have been kept in ``flows``, but for their number.
  public var flowsNotKept = 0
  /// Resets that a choice of causes left out: neither counted in ``tally`` nor kept.
  public var resetsOfOtherCauses = 0
  /// Failures without a RST.
  public var failures: [Failure] = []
  /// What flows without a reset look like; the first ones, at most ``flowPatternLimit``. All are counted.
  public var flowPatterns: [FlowPattern] = []
  /// The flows that hold a reset, or all of them where that was asked for.
  public var flows: [Flow] = []
  /// Every call, in time order.
  public var calls: [CallRecord] = []
  /// Clocks that calls were brought from onto the capture's.
  public var callClocks: [CallClock] = []
  /// Why each explained call failed.
  public var explanations: [CallRecord.ID: Explanation] = [:]
  /// Every kernel event, in time order.
  public var kernelEvents: [KernelEvent] = []
  /// The segments around the resets, for the ladder; in frame order, bounded, empty for large captures.
  public var segments: [Segment] = []
  /// The ICMP errors, for the ladder; in frame order, bounded.
  public var icmpErrors: [ICMPError] = []
  /// Whether every RST that an end of this capture sent must be among ``kernelEvents``, were it the kernel's.
  public var hasAllKernelEvents = false
  /// Counts over all resets and failures, complete even where ``matches`` is not.
  public var tally = Tally()
  /// How many flows the capture held.
  public var flowCount = 0
  /// What went wrong on the way.
  public var warnings: [String] = []
  /// Live flows that were forgotten to bound memory.
  public var forgottenFlows = 0
  /// Calls and kernel events that were not kept to bound memory.
  public var forgottenWitnesses = 0

  /// What a reader must know before relying on the rest.
  public var reservations: [String] {
    var lines = warnings
    if forgottenFlows > 0 {
      lines.append(
        "live flows forgotten to bound memory: \(forgottenFlows); what came later in them was read as mid-stream")
    }
    if forgottenWitnesses > 0 {
      lines.append("calls and kernel events not kept to bound memory: \(forgottenWitnesses)")
    }
    return lines
  }

  /// The most flow patterns that are kept.
  static let flowPatternLimit = 1000

  /// Flows in which one side tried without an answer; bounded. Some are failures only by an application's word.
  var silentFlows: [SilentFlow] = []

  /// Failures that were counted but not kept, by cause.
  var failuresNotKept: [Cause: Int] = [:]

  /// What only many resets together show.
  var patterns = PatternAccumulator()

  /// Nothing found.
  public init() {}
}

extension CallRecord {
  /// Whether the call failed in the contract's sense: -1 other than EINPROGRESS, EALREADY, EAGAIN and EINTR, or a
  /// `SO_ERROR` that was not 0.
  public var isFailed: Bool {
    if let socketError, socketError.rawValue != 0 { return true }
    guard result == -1 else { return false }
    switch errno?.rawValue {
    case 4, 11, 114, 115: return false
    default: return true
    }
  }
}
