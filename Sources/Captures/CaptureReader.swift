public import CaptureFiles
internal import Glibc
public import Wire

/// Reads a capture from a file, a pipe or standard input (`-`), item by item, in memory that does not grow with it.
///
/// Each thread that walks a file opens a reader of its own. Everything before damage is delivered, then the damage is
/// thrown once, and after that the file is at its end.
@safe public struct CaptureReader: ~Copyable {
  /// The path as it was given, or `standard input`.
  public var path: String { source.path }
  /// What kind of file it is; known after the first item.
  public var format: CaptureFormat? { parser.format }
  /// How it is compressed, if at all; known after the first item.
  public var compression: Compression? { source.compression }
  /// All interfaces described so far.
  public var interfaces: [CaptureInterface] { parser.interfaces }
  /// What the file says of the machine and the program that wrote it.
  public var section: SectionHeader { parser.section }
  /// Rows delivered so far, as Wireshark counts them.
  public var rows: Int { parser.rows }
  /// Bytes of the file read so far, compressed as it is.
  public var bytesRead: Int { source.consumed }
  /// The file's size in bytes; nil for a pipe.
  public var totalBytes: Int? { source.size }
  /// Bytes of the decompressed capture that were parsed so far.
  public var bytesParsed: Int { parser.offset }

  private var source: ByteSource
  @usableFromInline var parser: CaptureParser
  @usableFromInline var isFinal = false
  /// Why there is nothing more, told after what came before.
  private var failure: CaptureError?
  /// Bytes to wait for before ``readFrames(_:)`` goes on.
  private var awaited: Int?
  /// The file's byte at the start of ``window``.
  @usableFromInline var base = 0
  private var buffer: UnsafeMutableRawBufferPointer
  /// The part of ``buffer`` that is filled.
  @usableFromInline var window: UnsafeRawBufferPointer

  /// In bytes; more where a packet is larger. In half of it, workers would wake each other twice as often, which large
  /// packets feel.
  private static let bufferSize = 512 << 10

  /// Opens source number `number` (from 0) of an analysis.
  ///
  /// - Parameter stop: a descriptor that becomes readable when no more is to be read, nor waited for: then
  ///   ``CaptureError/interrupted(path:)`` is thrown after what was read. It must stay open; -1 for none.
  /// - Throws: ``CaptureError`` where there is no such file or it may not be read. That it is no capture shows at the
  ///   first ``next()``.
  public init(path: String, source number: Int = 0, stop: Int32 = -1) throws(CaptureError) {
    source = try ByteSource(path: path, stop: stop)
    parser = CaptureParser(source: number)
    unsafe buffer = .allocate(byteCount: Self.bufferSize, alignment: 64)
    unsafe window = UnsafeRawBufferPointer(rebasing: buffer[..<0])
  }

  deinit { unsafe buffer.deallocate() }

  /// The next item; nil at the end.
  ///
  /// - Throws: ``CaptureError`` for damage and failed reads; what was delivered before stays good.
  public mutating func next() throws(CaptureError) -> CaptureItem? {
    while true {
      let step: CaptureParser.Step
      do { step = try unsafe parser.next(window.bytes, base: base, isFinal: isFinal) } catch {
        throw describe(error)
      }
      switch step {
      case .item(let item): return item
      case .end:
        try end()
        return nil
      case .needsMore(let count): refill(count)
      }
    }
  }

  /// What stopped ``readFrames(_:)``.
  public enum Pause: Sendable {
    /// An item that is no frame, or a frame that was refused; its bytes can be had until the next call.
    case item(CaptureItem)
    /// All that came so far went by, and more is to be waited for: time to hand on what is known, to look at progress, or
    /// for a wish to stop.
    case buffer
    /// The end of the capture.
    case end
  }

  /// Shows frame after frame to `body`, until something else is to be done or `body` refuses one by false; the swiftest way
  /// through a capture.
  ///
  /// - Throws: as ``next()``.
  @inlinable @inline(__always)
  public mutating func readFrames(_ body: (Frame, RawSpan) -> Bool) throws(CaptureError) -> Pause {
    refillAwaited()
    let step: CaptureParser.Step
    do { step = try unsafe parser.frames(window.bytes, base: base, isFinal: isFinal, body) } catch {
      throw describe(error)
    }
    return try pause(step)
  }

  @usableFromInline
  mutating func refillAwaited() {
    guard let count = awaited.take() else { return }
    refill(count)
  }

  @usableFromInline
  mutating func pause(_ step: CaptureParser.Step) throws(CaptureError) -> Pause {
    switch step {
    case .item(let item): return .item(item)
    case .end:
      try end()
      return .end
    case .needsMore(let count):
      awaited = count
      return .buffer
    }
  }

  /// Shows the bytes of the item that ``next()`` returned last; later they are gone.
  @inlinable
  public borrowing func withBytes<Result, Failure: Error>(
    _ range: Range<Int>, _ body: (RawSpan) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let range = unsafe range.clamped(to: 0..<window.count)
    return try unsafe body(UnsafeRawBufferPointer(rebasing: window[range]).bytes)
  }

  /// Makes `needed` bytes from the parser's offset on available, or finds the end of the file.
  private mutating func refill(_ needed: Int) {
    var kept = keepRest(capacity: needed)
    defer { unsafe window = UnsafeRawBufferPointer(rebasing: buffer[..<kept]) }
    while kept < needed, !isFinal {
      do {
        let count = try unsafe source.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[kept...]))
        isFinal = count == 0
        let skipped = min(count, max(0, parser.offset - base))
        if skipped > 0 { unsafe buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[skipped..<count])) }
        base += skipped
        kept += count - skipped
      } catch {
        (isFinal, failure) = (true, error)
      }
    }
  }

  /// Moves what the parser has yet to see to the front, of a larger buffer where `capacity` asks for one: how many bytes.
  private mutating func keepRest(capacity: Int) -> Int {
    let kept = unsafe max(0, window.count - (parser.offset - base))
    let rest = unsafe UnsafeRawBufferPointer(rebasing: window.suffix(kept))
    if kept > 0 { base = parser.offset } else { unsafe base += window.count }
    if unsafe capacity > buffer.count {
      let larger = UnsafeMutableRawBufferPointer.allocate(byteCount: capacity + Self.bufferSize, alignment: 64)
      unsafe larger.copyMemory(from: rest)
      unsafe buffer.deallocate()
      unsafe buffer = larger
    } else {
      unsafe buffer.copyMemory(from: rest)
    }
    return kept
  }

  /// The end of what could be read.
  private mutating func end() throws(CaptureError) {
    if let failure = failure.take() { throw failure }
  }

  /// Damage, or the news that this never was a capture; where reading failed, that, for nothing else was cut.
  @usableFromInline
  mutating func describe(_ error: CaptureFileError) -> CaptureError {
    if let failure = failure.take() { return failure }
    return switch error.problem {
    case .empty: .notACapture(path: path, looksLike: "an empty file")
    case .unknownMagic: notACapture
    case .truncated(_, let available) where available < 4 && parser.format == nil: notACapture
    default: .damaged(path: path, error)
    }
  }

  private var notACapture: CaptureError {
    unsafe .notACapture(path: path, looksLike: ForeignFile(Array(window.prefix(512))).description)
  }
}
