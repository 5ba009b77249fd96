/// Bytes of a capture, in memory that a ``CaptureReader`` fills and may give away.
///
/// Whoever holds one alone may change it; several may read it as long as nobody changes it.
@safe public final class CaptureBuffer: @unchecked Sendable {
  @usableFromInline private(set) var bytes: UnsafeMutableRawBufferPointer

  private static let size = 256 << 10

  /// An empty buffer of the usual size.
  public init() { unsafe bytes = .allocate(byteCount: Self.size, alignment: 64) }

  deinit { unsafe bytes.deallocate() }

  /// Makes room for `count` bytes and keeps what is there.
  func reserve(_ count: Int) {
    guard unsafe count > bytes.count else { return }
    let larger = UnsafeMutableRawBufferPointer.allocate(byteCount: count + Self.size, alignment: 64)
    unsafe larger.copyMemory(from: UnsafeRawBufferPointer(bytes))
    unsafe bytes.deallocate()
    unsafe bytes = larger
  }

  /// Its first bytes, `count` of them.
  func first(_ count: Int) -> UnsafeRawBufferPointer { unsafe UnsafeRawBufferPointer(rebasing: bytes[..<count]) }

  /// Shows all of its memory; what nobody filled is undefined. Later it may be gone.
  @inlinable
  public func withBytes<Result, Failure: Error>(
    _ body: (RawSpan) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try unsafe body(UnsafeRawBufferPointer(bytes).bytes)
  }
}
