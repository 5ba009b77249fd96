import Captures
import Glibc
public import Wire

/// One captured frame with its bytes.
public struct CapturedFrame: Hashable, Sendable {
  /// The envelope; its number is the row in the merged timeline once the run is over.
  public var frame: Frame
  /// The bytes, from the link header on.
  public var bytes: [UInt8]

  /// Joins envelope and bytes.
  public init(frame: Frame, bytes: [UInt8]) {
    self.frame = frame
    self.bytes = bytes
  }
}

/// Captures a scenario's frames and reads them as they come, so that steps can wait for what they show.
final class FrameRecorder {
  /// Every frame so far; those of the sentinel and of others' ports left out.
  private(set) var frames: [CapturedFrame] = []
  /// The TCP segments among them, in capture order.
  private(set) var segments: [Segment] = []
  /// The ICMP errors among them.
  private(set) var errors: [ICMPError] = []
  private let capture: LiveCapture
  private let ports: PortRange
  private let isPrivate: Bool
  private let sentinel: Sentinel?
  private var decoder = FrameDecoder()
  private var accepted: Set<Endpoint> = []

  /// Headers and small payloads; bulk transfers are cut, as nobody looks at their bytes.
  private static let snapLength = 512

  init(interface: String, ports: PortRange, isPrivate: Bool, sentinel: Sentinel?) throws {
    var options = LiveCapture.Options()
    options.snapLength = Self.snapLength
    options.bufferLength = 4 << 20
    self.ports = ports
    self.isPrivate = isPrivate
    self.sentinel = sentinel
    capture = try LiveCapture(interface: interface, options: options)
  }

  /// Packets that the kernel could not keep for us.
  var dropped: Int { capture.dropped }
  /// How the frames begin.
  var linkType: LinkType { capture.linkType }
  /// The capture's snap length in bytes.
  var snapLength: Int { capture.snapLength }

  /// Takes every packet that waits.
  func pump() {
    capture.read { time, length, span in
      let bytes = unsafe span.withUnsafeBytes { unsafe [UInt8]($0) }
      guard sentinel?.recognise(bytes) != true else { return }
      let frame = Frame(
        id: FrameID(number: frames.count + 1), time: time, linkType: capture.linkType,
        capturedLength: UInt32(bytes.count), originalLength: length)
      keep(CapturedFrame(frame: frame, bytes: bytes), span)
    }
  }

  private func keep(_ captured: CapturedFrame, _ span: RawSpan) {
    switch decoder.decode(captured.frame, span) {
    case .segment(let segment):
      guard isPrivate || ports.contains(segment.tuple.source.port) || ports.contains(segment.tuple.destination.port)
      else { return }
      segments.append(segment)
    case .icmp(let error): errors.append(error)
    case .other: guard isPrivate else { return }
    }
    frames.append(captured)
  }

  /// Waits until a packet may be read, at most so long.
  func wait(milliseconds: Int32) -> Bool { capture.wait(milliseconds: milliseconds) }

  /// Takes all that was sent before now: a sentinel is sent from every processor, for each has its own queue to `lo`,
  /// and what came before it has been captured when it is seen.
  func drain() {
    guard let sentinel else { return pump() }
    sentinel.sendFromEveryProcessor()
    for _ in 0..<400 where sentinel.isAwaited {
      pump()
      if sentinel.isAwaited { _ = wait(milliseconds: 5) }
    }
    pump()
  }

  /// Who connected to `endpoint` and was not yet accepted: for a connection that was reset in the queue.
  func unacceptedPeer(_ endpoint: Endpoint?) -> Endpoint? {
    pump()
    return segments.first { segment in
      segment.tuple.destination == endpoint && segment.flags.isSuperset(of: .syn) && !segment.flags.contains(.ack)
        && !accepted.contains(segment.tuple.source)
    }?.tuple.source
  }

  /// Remembers that a peer's connection was taken from the queue.
  func noteAccepted(_ peer: Endpoint?) {
    if let peer { accepted.insert(peer) }
  }
}
