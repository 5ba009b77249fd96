/// Reads JSON by recursive descent; nested no deeper than ``depthLimit``, so that no text can exhaust the stack.
struct JSONParser {
  /// Levels of arrays and objects.
  static let depthLimit = 32

  private let bytes: ArraySlice<UInt8>
  private var position: Int
  private var depth = 0

  init(bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    position = bytes.startIndex
  }

  mutating func document() throws(JSONValue.SyntaxError) -> JSONValue {
    let value = try value()
    skipSpace()
    guard position == bytes.endIndex else { throw failure("the end of the line") }
    return value
  }

  // MARK: Values

  private mutating func value() throws(JSONValue.SyntaxError) -> JSONValue {
    skipSpace()
    switch peek {
    case UInt8(ascii: "{"): return try nested { (parser) throws(JSONValue.SyntaxError) in try parser.object() }
    case UInt8(ascii: "["): return try nested { (parser) throws(JSONValue.SyntaxError) in try parser.array() }
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return try number()
    }
  }

  private mutating func nested(
    _ read: (inout JSONParser) throws(JSONValue.SyntaxError) -> JSONValue
  ) throws(JSONValue.SyntaxError) -> JSONValue {
    guard depth < Self.depthLimit else { throw failure("at most \(Self.depthLimit) levels") }
    depth += 1
    defer { depth -= 1 }
    return try read(&self)
  }

  private mutating func object() throws(JSONValue.SyntaxError) -> JSONValue {
    position += 1
    var members: [String: JSONValue] = [:]
    skipSpace()
    if take("}") { return .object(members) }
    repeat {
      skipSpace()
      let key = try string()
      skipSpace()
      guard take(":") else { throw failure("':'") }
      members[key] = try value()
      skipSpace()
    } while take(",")
    guard take("}") else { throw failure("',' or '}'") }
    return .object(members)
  }

  private mutating func array() throws(JSONValue.SyntaxError) -> JSONValue {
    position += 1
    var elements: [JSONValue] = []
    skipSpace()
    if take("]") { return .array(elements) }
    repeat {
      elements.append(try value())
      skipSpace()
    } while take(",")
    guard take("]") else { throw failure("',' or ']'") }
    return .array(elements)
  }

  private mutating func word(_ word: String, _ value: JSONValue) throws(JSONValue.SyntaxError) -> JSONValue {
    guard bytes[position...].starts(with: word.utf8) else { throw failure("a value") }
    position += word.utf8.count
    return value
  }

  private mutating func number() throws(JSONValue.SyntaxError) -> JSONValue {
    let start = position
    _ = take("-")
    guard digits() else { throw failure("a value") }
    if take("."), !digits() { throw failure("a digit") }
    if take("e") || take("E") {
      _ = take("+") || take("-")
      guard digits() else { throw failure("a digit") }
    }
    return .number(String(decoding: bytes[start..<position], as: UTF8.self))
  }

  private mutating func digits() -> Bool {
    let start = position
    while let byte = peek, (48...57).contains(byte) { position += 1 }
    return position > start
  }

  // MARK: Strings

  private mutating func string() throws(JSONValue.SyntaxError) -> String {
    guard take("\"") else { throw failure("a string") }
    var text: [UInt8] = []
    while let byte = peek, byte != UInt8(ascii: "\"") {
      guard byte >= 0x20 else { throw failure("no control character in a string") }
      position += 1
      if byte == UInt8(ascii: "\\") { try escape(into: &text) } else { text.append(byte) }
    }
    guard take("\"") else { throw failure("'\"'") }
    return String(decoding: text, as: UTF8.self)
  }

  private mutating func escape(into text: inout [UInt8]) throws(JSONValue.SyntaxError) {
    guard let byte = peek else { throw failure("an escape") }
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0c)
    case UInt8(ascii: "n"): text.append(0x0a)
    case UInt8(ascii: "r"): text.append(0x0d)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "u"): text.append(contentsOf: String(try scalar()).utf8)
    default: throw failure("an escape")
    }
  }

  /// The scalar of `\uXXXX`, or of two that are a surrogate pair; a lone surrogate becomes U+FFFD.
  private mutating func scalar() throws(JSONValue.SyntaxError) -> Unicode.Scalar {
    let first = try unit()
    guard UTF16.isLeadSurrogate(first), bytes[position...].starts(with: Array("\\u".utf8)) else {
      return Unicode.Scalar(first) ?? "\u{fffd}"
    }
    let rewind = position
    position += 2
    let second = try unit()
    guard UTF16.isTrailSurrogate(second) else {
      position = rewind
      return "\u{fffd}"
    }
    let value = 0x10000 + (UInt32(first) & 0x3ff) << 10 + UInt32(second) & 0x3ff
    return Unicode.Scalar(value) ?? "\u{fffd}"
  }

  private mutating func unit() throws(JSONValue.SyntaxError) -> UInt16 {
    let end = position + 4
    guard end <= bytes.endIndex, bytes[position..<end].allSatisfy(\.isHexDigit),
      let unit = UInt16(String(decoding: bytes[position..<end], as: UTF8.self), radix: 16)
    else { throw failure("four hexadecimal digits") }
    position = end
    return unit
  }

  // MARK: Bytes

  private var peek: UInt8? { position < bytes.endIndex ? bytes[position] : nil }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard peek == UInt8(truncatingIfNeeded: character.value) else { return false }
    position += 1
    return true
  }

  private mutating func skipSpace() {
    while let byte = peek, byte == 0x20 || byte == 0x09 || byte == 0x0d || byte == 0x0a { position += 1 }
  }

  private func failure(_ expected: String) -> JSONValue.SyntaxError {
    JSONValue.SyntaxError(offset: position - bytes.startIndex, expected: expected)
  }
}

extension UInt8 {
  fileprivate var isHexDigit: Bool {
    switch self {
    case 48...57, 65...70, 97...102: true
    default: false
    }
  }
}
