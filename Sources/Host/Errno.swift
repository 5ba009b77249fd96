/// An error number of a system call, by the Linux numbering (`man 3 errno`).
///
/// An open set: unknown numbers survive and print.
public struct Errno: RawRepresentable, Hashable, Sendable {
  /// The number; positive.
  public var rawValue: Int32
  /// Wraps a number.
  public init(rawValue: Int32) { self.rawValue = rawValue }
}
