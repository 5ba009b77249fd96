extension FlowTable {
  /// What a table keeps, and how much of it.
  public struct Options: Hashable, Sendable {
    /// Flows kept at once. Reaching it retires flows that are over first, then forces live ones out.
    public var maximumFlows = 1 << 17
    /// Flows above which those that are over for three seconds are retired to make room.
    public var comfortableFlows = 1 << 14
    /// Resets that wait for their aftermath at once; above it the oldest becomes final early.
    public var maximumPendingResets = 1 << 16
    /// Which flows ``FlowTable/flows`` hands out.
    public var flows = Wanted.all

    /// Whether Zeek's `conn_state` and `history` are worked out; without them they read `OTH` and nothing.
    public var followsRecords = true
    /// Whether segments whose checksum was examined and is not valid are dropped, as Zeek does without `-C`.
    public var dropsWrongChecksums = false

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
  }
}
