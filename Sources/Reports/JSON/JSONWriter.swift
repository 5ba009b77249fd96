import Wire

/// Writes JSON (RFC 8259) piece by piece into a buffer that its user empties when it likes.
///
/// Nothing of a report is ever held twice: the buffer is the only memory. Commas are put where they belong; that keys
/// and values alternate and that brackets match is the caller's duty.
struct JSONWriter {
  /// What was written and not yet taken.
  private(set) var bytes: [UInt8] = []
  /// Whether the next key or element needs a comma before it.
  private var needsComma = false

  init() { bytes.reserveCapacity(1 << 17) }

  /// Forgets what was taken.
  mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

  // MARK: Structure

  mutating func beginObject() { open(UInt8(ascii: "{")) }
  mutating func endObject() { close(UInt8(ascii: "}")) }
  mutating func beginArray() { open(UInt8(ascii: "[")) }
  mutating func endArray() { close(UInt8(ascii: "]")) }

  private mutating func open(_ bracket: UInt8) {
    separate()
    bytes.append(bracket)
    needsComma = false
  }

  private mutating func close(_ bracket: UInt8) {
    bytes.append(bracket)
    needsComma = true
  }

  private mutating func separate() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    needsComma = true
  }

  /// Ends a line, before the next key or element: white space that changes nothing.
  mutating func breakLine() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    bytes.append(UInt8(ascii: "\n"))
    needsComma = false
  }

  /// Ends the last line.
  mutating func endLine() {
    bytes.append(UInt8(ascii: "\n"))
    needsComma = false
  }

  /// A key that needs no escape.
  mutating func key(_ key: StaticString) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    append(key)
    bytes.append(UInt8(ascii: "\""))
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  /// A key of the report's own vocabulary or of the input.
  mutating func key(_ key: String) {
    value(key)
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  // MARK: Values

  mutating func null() {
    separate()
    append("null")
  }

  mutating func value(_ value: Bool) {
    separate()
    append(value ? "true" : "false")
  }

  mutating func value(_ value: some BinaryInteger) {
    separate()
    append(decimal: value)
  }

  mutating func value(_ value: StaticString) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    append(value)
    bytes.append(UInt8(ascii: "\""))
  }

  /// A moment, as RFC 3339 with nine decimals.
  mutating func value(_ value: Timestamp) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    value.append(to: &bytes)
    bytes.append(UInt8(ascii: "\""))
  }

  /// Any text: what could steer a terminal or reorder a line is escaped, although JSON would permit some of it.
  mutating func value(_ value: String) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    var text = value
    let isPlain = text.withUTF8 { unsafe $0.allSatisfy { (0x20..<0x7f).contains($0) && $0 != 0x22 && $0 != 0x5c } }
    if isPlain {
      text.withUTF8 { unsafe bytes.append(contentsOf: $0) }
    } else {
      for scalar in text.unicodeScalars { append(escaping: scalar) }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  // MARK: Bytes

  private mutating func append(_ text: StaticString) {
    text.withUTF8Buffer { unsafe bytes.append(contentsOf: $0) }
  }

  private mutating func append(decimal value: some BinaryInteger) {
    if value < 0 { bytes.append(UInt8(ascii: "-")) }
    var rest = UInt64(truncatingIfNeeded: value.magnitude)
    let start = bytes.count
    repeat {
      bytes.append(UInt8(truncatingIfNeeded: 48 + rest % 10))
      rest /= 10
    } while rest > 0
    bytes[start...].reverse()
  }

  private mutating func append(escaping scalar: Unicode.Scalar) {
    switch scalar {
    case "\"": append("\\\"")
    case "\\": append("\\\\")
    case "\n": append("\\n")
    case "\t": append("\\t")
    default:
      if scalar.isInvisible {
        for unit in String(scalar).utf16 { append(unit: unit) }
      } else {
        bytes.append(contentsOf: String(scalar).utf8)
      }
    }
  }

  private mutating func append(unit: UInt16) {
    append("\\u")
    let digits = String(unit, radix: 16)
    for _ in digits.utf8.count..<4 { bytes.append(UInt8(ascii: "0")) }
    bytes.append(contentsOf: digits.utf8)
  }
}
