/// What is wrong with a capture file, where, and what was expected there.
public struct CaptureFileError: Error, Hashable, Sendable {
  /// Where in the (decompressed) file, in bytes.
  public var offset: Int
  /// What was found and what was expected.
  public var problem: Problem

  /// The kinds of damage; the words are made in one place.
  public enum Problem: Error, Hashable, Sendable {
    /// Not one byte.
    case empty
    /// The first four bytes, in file order, are no magic number of a capture.
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
    /// A section header whose byte-order mark is neither way round.
    case unknownByteOrder(UInt32)
    /// An option runs past the end of its block.
    case optionOverrun(code: UInt16, length: Int, available: Int)
    /// More interface descriptions than anybody has.
    case tooManyInterfaces(limit: Int)
  }

  /// Describes damage.
  public init(offset: Int, problem: Problem) {
    self.offset = offset
    self.problem = problem
  }
}

extension CaptureFileError: CustomStringConvertible {
  /// `at byte 24: the record needs 1500 bytes, but the file ends after 60`.
  public var description: String { "at byte \(offset): \(problem)" }
}

extension CaptureFileError.Problem: CustomStringConvertible {
  public var description: String {
    switch self {
    case .empty: "the file is empty; a pcap or pcapng header was expected"
    case .unknownMagic(let magic): "\(Self.bytes(magic)) is not how a pcap or pcapng file begins"
    case .truncated(let needed, let available): "\(needed) bytes were expected, but only \(available) are left"
    case .impossibleLength(let length, let limit) where length < UInt64(clamping: limit):
      "a length of \(length) was claimed, which is too short or not a multiple of 4"
    case .impossibleLength(let length, let limit): "a length of \(length) was claimed; at most \(limit) can be"
    case .lengthMismatch(let leading, let trailing):
      "the block begins with length \(leading) and ends with \(trailing); both must be the same"
    case .unknownInterface(let index): "a packet of interface \(index), which no block described"
    case .unsupportedVersion(let major, let minor): "version \(major).\(minor) of the format is not known"
    case .unknownByteOrder(let mark): "\(Self.bytes(mark)) is no byte-order mark; 0x1a2b3c4d was expected"
    case .optionOverrun(let code, let length, let available):
      "option \(code) claims \(length) bytes, but its block has only \(available) left"
    case .tooManyInterfaces(let limit): "more than \(limit) interfaces"
    }
  }

  private static func bytes(_ number: UInt32) -> String {
    let digits = String(number, radix: 16)
    return "0x" + String(repeating: "0", count: 8 - digits.count) + digits
  }
}
