public import Wire

extension Findings {
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
    /// Those among the reasons that are the reader's own wish: a filter, a time, an endpoint.
    public static let wishes: Set<String> = ["filtered", "out-of-range", "other-endpoint"]
    /// How many frames the reader did not want.
    public var leftOut: Int { Self.wishes.reduce(0) { $0 + (skipped[$1] ?? 0) } }

    /// Link types of this source whose frames are not looked into.
    public var unreadLinkTypes: [LinkType] { linkTypes.filter { !$0.isRead } }

    /// Whether nothing in it could be looked into, so that finding nothing means nothing.
    public var isUnread: Bool { packets > 0 && skipped["\(FrameDecoder.Skip.unsupportedLinkType)"] == packets }

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
