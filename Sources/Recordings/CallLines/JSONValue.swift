/// A JSON value (RFC 8259), as far as a list of calls needs one.
enum JSONValue: Hashable {
  case null
  case bool(Bool)
  /// A number as it was written.
  case number(String)
  case string(String)
  case array([JSONValue])
  /// Of keys that occur twice, the last counts.
  case object([String: JSONValue])

  /// Reads one value that fills all of `bytes`.
  ///
  /// - Throws: ``SyntaxError`` at the byte where something else stood.
  init(parsing bytes: ArraySlice<UInt8>) throws(SyntaxError) {
    var parser = JSONParser(bytes: bytes)
    self = try parser.document()
  }

  /// What was expected, and the offset in the text where it was not.
  struct SyntaxError: Error, Hashable {
    var offset: Int
    var expected: String
  }
}
