extension FlowTable {
  /// What a table keeps, and how much of it.
  public struct Options: Hashable, Sendable {
    /// Flows kept at once. Reaching it retires flows that are over first, then forces live ones out. With
    /// ``maximumPendingResets`` it bounds the memory: full of both, a table takes about 220 MiB.
    public var maximumFlows = 163_840
    /// Flows above which those that are over for three seconds are retired to make room.
    public var comfortableFlows = 1 << 14
    /// Resets that wait for their aftermath at once; above it the oldest becomes final early.
    public var maximumPendingResets = 73_728
    /// Which flows ``FlowTable/flows`` hands out.
    public var flows = Wanted.all

    /// Whether Zeek's `conn_state` and `history` are worked out; without them they read `OTH` and nothing.
    public var followsRecords = true
    /// Whether segments whose checksum was examined and is not valid are dropped, as Zeek does without `-C`.
    public var dropsWrongChecksums = false

    /// For which parts of its aftermath ``FlowTable/visitChanges(_:)`` shows a reset again.
    public var interest = Reset.Aftermath.Parts.all

    /// Which flows are handed out when they end.
    public enum Wanted: Sendable {
      /// Every one.
      case all
      /// Those that hold a RST.
      case withResets
      /// None.
      case none
    }

    /// The usual bounds, and every flow handed out.
    public init() {}

    /// Lets as many tables that share a capture keep no more together than one alone would.
    public mutating func divide(among count: Int) {
      maximumFlows /= count
      maximumPendingResets /= count
    }
  }
}
