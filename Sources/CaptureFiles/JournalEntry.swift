/// One entry of the systemd journal, as a Journal Export Block of a pcapng file carries it (block type 9).
///
/// Fields are raw pairs in order; what they mean is another room's matter.
public struct JournalEntry: Hashable, Sendable {
  /// The fields in the order in which they stand; a name may occur more than once.
  public var fields: [Field]

  /// A name and its raw value.
  public struct Field: Hashable, Sendable {
    /// `MESSAGE`, `_PID`; never empty, without `=` and line feed.
    public var name: String
    /// Any bytes.
    public var value: [UInt8]
    /// Pairs a name with a value.
    public init(name: String, value: [UInt8]) {
      self.name = name
      self.value = value
    }
  }

  /// An entry of these fields.
  public init(fields: [Field] = []) { self.fields = fields }

  /// The first value of a name as text, invalid UTF-8 replaced.
  public subscript(name: String) -> String? {
    fields.first { $0.name == name }.map { String(decoding: $0.value, as: UTF8.self) }
  }

  /// Appends a field of text.
  public mutating func append(_ name: String, _ value: String) {
    fields.append(Field(name: name, value: Array(value.utf8)))
  }
}

/// The Journal Export Format (systemd.io/JOURNAL_EXPORT_FORMATS).
extension JournalEntry {
  /// The entry in the Journal Export Format, with the empty line that ends it.
  ///
  /// A value that is no single line of text is written with its length: name, line feed, 64 bits little-endian, bytes.
  public var exportFormat: [UInt8] {
    var bytes: [UInt8] = []
    for field in fields {
      bytes.append(contentsOf: field.name.utf8)
      if field.isPlainLine {
        bytes.append(UInt8(ascii: "="))
      } else {
        bytes.append(UInt8(ascii: "\n"))
        for shift in stride(from: 0, to: 64, by: 8) {
          bytes.append(UInt8(truncatingIfNeeded: field.value.count >> shift))
        }
      }
      bytes.append(contentsOf: field.value)
      bytes.append(UInt8(ascii: "\n"))
    }
    bytes.append(UInt8(ascii: "\n"))
    return bytes
  }

  /// The most fields that an entry is read with; journals' own have dozens.
  public static let fieldLimit = 4096

  /// Reads an entry; what follows an empty line, or padding, is not looked at. Nil if a line is neither form, a length
  /// runs past the end, or there are more than ``fieldLimit`` fields.
  public init?(exportFormat bytes: [UInt8]) {
    self.init()
    var position = 0
    while position < bytes.count, bytes[position] != UInt8(ascii: "\n"), bytes[position] != 0 {
      guard fields.count < Self.fieldLimit, let field = Self.readField(bytes, &position) else { return nil }
      fields.append(field)
    }
  }

  private static func readField(_ bytes: [UInt8], _ position: inout Int) -> Field? {
    let end = bytes[position...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
    let line = bytes[position..<end]
    if let equals = line.firstIndex(of: UInt8(ascii: "=")) {
      guard equals > position else { return nil }
      position = min(end + 1, bytes.count)
      return Field(
        name: String(decoding: line[..<equals], as: UTF8.self), value: Array(line[(equals + 1)...]))
    }
    guard end + 9 <= bytes.count else { return nil }
    var count: UInt64 = 0
    for offset in 0..<8 { count |= UInt64(bytes[end + 1 + offset]) << UInt64(8 * offset) }
    let start = end + 9
    guard count <= UInt64(bytes.count - start) else { return nil }
    let stop = start + Int(count)
    position = min(stop + 1, bytes.count)
    return Field(name: String(decoding: line, as: UTF8.self), value: Array(bytes[start..<stop]))
  }
}

extension JournalEntry.Field {
  /// Whether `NAME=value` can hold it: text without control characters other than the tabulator.
  fileprivate var isPlainLine: Bool { value.allSatisfy { $0 >= 0x20 || $0 == 0x09 } }
}
