/// Reads frames from the outermost header to TCP, through tunnels and fragments.
///
/// Total: every frame yields something, and no byte of a frame can trap, hang or allocate without bound. What tshark
/// decodes by default is the measure of what is looked into.
public struct FrameDecoder {
  /// Whose TCP checksums are summed.
  public enum ChecksumPolicy: UInt8, Sendable, CaseIterable {
    /// Nobody's: captures at the sending host hold partial ones, and summing costs a look at every byte.
    case never
    /// Those of segments with the RST flag.
    case resets
    /// Everybody's, the IPv4 header's too.
    case all
  }

  /// What a frame turned out to be.
  public enum Decoded: Sendable, BitwiseCopyable {
    /// A TCP segment, or the start of one that the snap length cut after its flags.
    case segment(Segment)
    /// An ICMP error that quotes a TCP segment.
    case icmp(ICMPError)
    /// Neither; why not is counted by the caller.
    case other(Skip)
  }

  /// Why a frame yields no segment.
  public enum Skip: UInt8, Sendable, BitwiseCopyable, CaseIterable {
    /// Another protocol than IP: ARP, spanning tree, a management frame.
    case notIP
    /// IP, but neither TCP nor an ICMP error about TCP.
    case notTCP
    /// The snap length cut the frame before the TCP flags.
    case truncated
    /// A header contradicts itself or runs past what encloses it.
    case malformed
    /// A link type that is not read here; ``LinkType/description`` names it.
    case unsupportedLinkType
    /// A fragment whose datagram is not complete yet.
    case fragment
    /// An IPv4 header that does not sum up, where ``ChecksumPolicy/all`` judges it: every router would drop it.
    case wrongHeaderChecksum
  }

  /// Whose TCP checksums are summed.
  public var checksums: ChecksumPolicy
  var fragments = FragmentStore()
  /// What the last frame carried beside what was returned for it, in its order.
  var further: ArraySlice<Decoded> = []

  /// A decoder with no fragments pending.
  public init(checksums: ChecksumPolicy = .never) {
    self.checksums = checksums
  }

  /// Reads one frame, whose captured bytes are `bytes`. An 802.11 aggregate and a datagram of samples may hold several
  /// packets: then ``nextOfFrame()`` yields the others.
  public mutating func decode(_ frame: Frame, _ bytes: RawSpan) -> Decoded {
    guard checksums != .all, let ordinary = OrdinaryFrame.find(frame, bytes) else {
      return decodeStepByStep(frame, bytes)
    }
    var segment = Segment.none
    ordinary.read(frame, bytes, checksums: checksums, into: &segment)
    return .segment(segment)
  }

  /// Reads one frame header by header.
  @inline(never)
  mutating func decodeStepByStep(_ frame: Frame, _ bytes: RawSpan) -> Decoded {
    var packet = Packet(frame)
    further = []
    return link(
      frame.linkType, bytes, Extent(from: 0, to: Int(max(frame.originalLength, frame.capturedLength))), &packet)
  }

  /// Notes one of several packets of a frame: the first that is of interest is its outcome, the others follow.
  mutating func note(_ decoded: Decoded, as outcome: inout Decoded) {
    if case .other = outcome {
      outcome = decoded
    } else if case .other = decoded {
    } else {
      further.append(decoded)
    }
  }

  /// What else the frame holds that was read last; nil when that was all.
  public mutating func nextOfFrame() -> Decoded? { further.popFirst() }

  /// The first fragment of a datagram that was given up, read as far as it goes; nil when there is none (left).
  ///
  /// Datagrams are given up when the bounds of ``FragmentStore`` drop them. At the end of a capture, call
  /// ``giveUpFragments()`` first. The segment bears its own frame and time, which lie in the past.
  public mutating func nextAbandonedSegment() -> Segment? {
    while let abandoned = fragments.popAbandoned() {
      if let segment = decodeAbandoned(abandoned) { return segment }
    }
    return nil
  }

  /// Gives up all datagrams that still wait for fragments.
  public mutating func giveUpFragments() { fragments.abandonAll() }
}

extension FrameDecoder.Skip: CustomStringConvertible {
  /// `not-ip`: the report's word.
  public var description: String {
    switch self {
    case .notIP: "not-ip"
    case .notTCP: "not-tcp"
    case .truncated: "truncated"
    case .malformed: "malformed"
    case .unsupportedLinkType: "unsupported-link-type"
    case .fragment: "fragment"
    case .wrongHeaderChecksum: "wrong-header-checksum"
    }
  }
}

/// The bytes that an enclosing header grants to what it encloses.
///
/// `end` is what the headers say and may lie beyond the captured bytes; `start` never lies beyond `end`.
@frozen @usableFromInline struct Extent: BitwiseCopyable, Sendable {
  @usableFromInline var start: Int
  @usableFromInline var end: Int

  @inlinable @inline(__always)
  init(from start: Int, to end: Int) {
    self.start = start
    self.end = max(start, end)
  }

  /// Bytes granted.
  @inlinable @inline(__always)
  var count: Int { end &- start }

  /// The same without its first `count` bytes.
  @inline(__always)
  func dropping(_ count: Int) -> Extent { Extent(from: start &+ count, to: end) }

  /// How many of the granted bytes were captured.
  @inline(__always)
  func captured(_ bytes: RawSpan) -> Int { max(0, min(end, bytes.byteCount) &- start) }
}

/// What was learned of a packet on the way in.
struct Packet {
  let frame: Frame
  var envelope = Segment.Envelope()
  /// Headers passed so far; a bound on nesting, so that no frame can exhaust the stack.
  var depth = 0
  /// Whether offsets are those of a reassembled datagram instead of the frame.
  var isReassembled = false

  @inline(__always)
  init(_ frame: Frame) {
    self.frame = frame
    envelope.interface = UInt8(clamping: frame.interface)
  }

  /// Notes one more header; false when there are too many.
  mutating func descend() -> Bool {
    depth &+= 1
    return depth <= 32
  }
}
