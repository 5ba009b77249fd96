public import Wire

/// Follows every flow of a capture and keeps what happened; it decides nothing.
///
/// The caller feeds segments in capture order and drains what became final: resets in their context, ended flows,
/// and ICMP errors joined to the flow that they concern.
public struct FlowTable {
  /// Resets that nothing later can change, in the order in which they became final.
  public private(set) var resets: [Reset] = []
  /// Flows that ended or were retired.
  public private(set) var flows: [Flow] = []

  /// An empty table.
  public init() {}

  /// Follows one segment.
  public mutating func track(_ segment: Segment) {
    // Written by the owner of this room.
  }

  /// Ends every flow: the capture is over.
  public mutating func finish() {}

  /// Forgets what was drained.
  public mutating func removeDrained() {
    resets.removeAll(keepingCapacity: true)
    flows.removeAll(keepingCapacity: true)
  }
}
