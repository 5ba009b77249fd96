public import Causes
public import Flows
public import Host
public import Wire

/// All that one analysis found: what every renderer renders.
public struct Findings: Sendable {
  /// Where the witnesses came from.
  public var sources: [Source] = []
  /// Every reset, in frame order; empty where only ``tally`` was asked for.
  public var matches: [Match] = []
  /// Failures without a RST.
  public var failures: [Failure] = []
  /// The flows that hold a reset, or all of them where that was asked for.
  public var flows: [Flow] = []
  /// Every call, in time order.
  public var calls: [CallRecord] = []
  /// Why each explained call failed.
  public var explanations: [CallRecord.ID: Explanation] = [:]
  /// Every kernel event, in time order.
  public var kernelEvents: [KernelEvent] = []
  /// The segments around the resets, for the ladder; in frame order, bounded.
  public var segments: [Segment] = []
  /// Counts over all resets and failures, complete even where ``matches`` is not.
  public var tally = Tally()
  /// What a reader must know before relying on the rest.
  public var warnings: [String] = []

  /// Nothing found.
  public init() {}

  /// One witness: a capture, a list of calls, a kernel trace.
  public struct Source: Hashable, Sendable {
    /// What it bears witness to.
    public var kind: Kind
    /// The file, or nil for a live capture.
    public var path: String?
    /// `pcap`, `pcapng`, `pcapng.gz`, `live`.
    public var format: String
    /// The link types met.
    public var linkTypes: [LinkType] = []
    /// The snap length, in bytes, if there was one.
    public var snapLength: Int?
    /// Packets read.
    public var packets = 0
    /// TCP segments among them.
    public var segments = 0
    /// Bytes read from the file.
    public var bytes = 0
    /// Flows found.
    public var flows = 0
    /// Packets that the kernel dropped, where the capture says so.
    public var dropped: Int?
    /// Where damage ended the reading.
    public var stoppedAt: Stop?
    /// Frames that could not be used, by reason.
    public var skipped: [String: Int] = [:]

    /// What a source bears witness to.
    public enum Kind: String, Sendable {
      case capture
      case calls
      case kernel
    }

    /// Where and why reading stopped.
    public struct Stop: Hashable, Sendable {
      /// The byte offset in the (decompressed) file.
      public var offset: Int
      /// What was expected and what was found.
      public var reason: String
      /// Describes a stop.
      public init(offset: Int, reason: String) {
        self.offset = offset
        self.reason = reason
      }
    }

    /// Describes a source.
    public init(kind: Kind, path: String?, format: String) {
      self.kind = kind
      self.path = path
      self.format = format
    }
  }
}

/// Counts over resets and failures; adding two tallies is how two threads' work becomes one.
public struct Tally: Hashable, Sendable {
  /// RSTs seen.
  public var resets = 0
  /// How many resets and failures have each cause (a tie counts for its likeliest member), by verdict status.
  public var settled: [Cause: Int] = [:]
  /// Ties, by their likeliest member.
  public var tied: [Cause: Int] = [:]
  /// Resets that no rule reached.
  public var unexplained = 0
  /// Patterns seen.
  public var patterns: [String: Int] = [:]

  /// Nothing counted.
  public init() {}
}
