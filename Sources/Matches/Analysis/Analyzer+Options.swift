public import Causes
public import Flows

extension Analyzer {
  /// What an analysis keeps; counts are always complete.
  public struct Options: Hashable, Sendable {
    /// Which matches to keep.
    public var matches: Keeping
    /// Only resets whose verdict holds one of these are kept and counted; nil takes all. The packets alone decide, so it is
    /// for captures too large to keep every reset until the last witness has spoken.
    public var causes: CauseSet?
    /// Which flows to keep.
    public var flows: FlowKeeping
    /// How many flows to keep at most, between two calls of ``Analyzer/drainFlows()``.
    public var flowLimit = Int.max
    /// How many failures without a reset to keep at most; more are counted.
    public var failureLimit = 10_000
    /// Whether the flows that are kept get Zeek's `conn_state` and `history`.
    public var followsRecords = true
    /// For how many segments a ladder is kept; a capture with more of them keeps none.
    public var ladderLimit: Int
    /// Whether every RST that an end of this capture sent must be among the kernel events: both ends on one recorded
    /// host, nothing lost. Then a RST without an event was sent by something in between.
    public var hasAllKernelEvents = false

    /// The bounds of the flow table; what it hands out follows from the options here.
    public var table = FlowTable.Options()

    /// Whether segments whose checksum was examined and is not valid count for nothing (Zeek without `-C`).
    public var dropsWrongChecksums = false

    /// Which matches to keep.
    public enum Keeping: Hashable, Sendable {
      /// All of them, until ``Analyzer/drainMatches()`` or the end.
      case all
      /// The first ones, at most this many.
      case atMost(Int)
      /// None; only the tally.
      case none

      /// How many at most.
      var limit: Int {
        switch self {
        case .all: .max
        case .atMost(let limit): limit
        case .none: 0
        }
      }
    }

    /// Which flows to keep.
    public enum FlowKeeping: Hashable, Sendable {
      /// Those that hold a reset that was kept.
      case withResets
      /// All of them.
      case all
      /// None.
      case none
    }

    /// Keeps everything that a small capture's report needs.
    public init(matches: Keeping = .all, flows: FlowKeeping = .withResets, ladderLimit: Int = 10_000) {
      self.matches = matches
      self.flows = flows
      self.ladderLimit = ladderLimit
    }

    /// Lets as many analyzers that share a capture keep no more together than one alone would.
    public mutating func divide(among count: Int) {
      if case .atMost(let limit) = matches { matches = .atMost(Self.share(of: limit, count)) }
      flowLimit = Self.share(of: flowLimit, count)
      table.divide(among: count)
    }

    private static func share(of limit: Int, _ count: Int) -> Int {
      limit == .max ? limit : (limit + count - 1) / count
    }

    /// What the flow table is asked for.
    var forTable: FlowTable.Options {
      var table = table
      table.flows = wantedFlows
      table.followsRecords = followsRecords && wantedFlows != .none
      table.dropsWrongChecksums = dropsWrongChecksums
      table.interest = Judgement.interest
      return table
    }

    private var wantedFlows: FlowTable.Options.Wanted {
      switch (flows, matches) {
      case (.all, _): .all
      case (.none, _), (.withResets, .none): .none
      case (.withResets, _): .withResets
      }
    }
  }
}
