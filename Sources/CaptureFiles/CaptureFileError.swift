/// What is wrong with a capture file, where, and what was expected there.
public struct CaptureFileError: Error, Hashable, Sendable {
  /// Where in the (decompressed) file, in bytes.
  public var offset: Int
  /// What was found and what was expected.
  public var problem: Problem

  /// The kinds of damage; the words are made in one place.
  public enum Problem: Hashable, Sendable {
    /// Not one byte.
    case empty
    /// The first four bytes are no magic number of a capture.
    case unknownMagic(UInt32)
    /// The file ended within a header or record.
    case truncated(needed: Int, available: Int)
    /// A record or block claims a length that cannot be.
    case impossibleLength(UInt64, limit: Int)
    /// The two lengths of a pcapng block differ.
    case lengthMismatch(leading: UInt32, trailing: UInt32)
    /// A packet names an interface that no block described.
    case unknownInterface(UInt32)
    /// A version that nobody wrote.
    case unsupportedVersion(major: UInt16, minor: UInt16)
  }

  /// Describes damage.
  public init(offset: Int, problem: Problem) {
    self.offset = offset
    self.problem = problem
  }
}
