public import Host
import Wire

/// The application's side as JSON lines: one `calls[]` object of the report a line, without `explainedBy`.
///
/// Anyone can write one from a program of their own. `time`, `name` and `result` are needed; the rest may be left out
/// or null. Empty lines are skipped, unknown keys ignored.
public enum CallLines {
  /// Reads the calls, in time order. Numbers given as `id` are kept if they name every call; else they are counted
  /// from 1.
  ///
  /// - Throws: ``RecordingError`` for the first line that is wrong.
  public static func parse(_ text: [UInt8]) throws(RecordingError) -> [CallRecord] {
    var calls: [CallRecord] = []
    var number = 0
    for line in text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      number += 1
      if line.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0d }) { continue }
      calls.append(try CallLine(line, number: number).call())
    }
    return inOrder(calls)
  }

  private static func inOrder(_ calls: [CallRecord]) -> [CallRecord] {
    var sorted = calls.enumerated().sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }.map(
      \.element)
    let ids = Set(sorted.map(\.id))
    if ids.count < sorted.count || ids.contains(where: { $0 < 1 }) {
      for index in sorted.indices { sorted[index].id = index + 1 }
    }
    return sorted
  }
}

/// One line, while it is read.
private struct CallLine {
  let number: Int
  let members: [String: JSONValue]

  init(_ bytes: ArraySlice<UInt8>, number: Int) throws(RecordingError) {
    self.number = number
    let value: JSONValue
    do {
      value = try JSONValue(parsing: bytes)
    } catch {
      throw .notJSON(line: number, column: error.offset + 1, expected: error.expected)
    }
    guard case .object(let members) = value else {
      throw .notJSON(line: number, column: 1, expected: "a JSON object")
    }
    self.members = members
  }

  func call() throws(RecordingError) -> CallRecord {
    guard let time = try moment("time") else {
      throw bad("time", "an RFC 3339 time: \"2026-01-31T12:00:00.000000001Z\"")
    }
    guard let name = try text("name") else { throw bad("name", "the system call's name: \"recv\"") }
    guard let result = try integer("result", as: Int.self) else {
      throw bad("result", "the number that the call returned")
    }
    return CallRecord(
      id: try id(), time: time, endTime: try moment("endTime") ?? time, process: try process(), name: name,
      fileDescriptor: try integer("fd", as: Int32.self), local: try endpoint("local"), remote: try endpoint("remote"),
      requested: try integer("requested", as: Int.self), flags: try text("flags"), option: try text("option"),
      result: result, errno: try failure(), socketError: try errno("socketError"), revents: try texts("revents"),
      signal: try text("signal"))
  }

  // MARK: Values

  private func bad(_ key: String, _ expected: String) -> RecordingError {
    .badKey(line: number, key: key, expected: expected)
  }

  /// The value of a key, nil where it is absent or null.
  private func value(_ key: String) -> JSONValue? {
    guard let value = members[key], value != .null else { return nil }
    return value
  }

  private func text(_ key: String) throws(RecordingError) -> String? {
    guard let value = value(key) else { return nil }
    guard case .string(let text) = value else { throw bad(key, "a string") }
    return text
  }

  private func texts(_ key: String) throws(RecordingError) -> [String] {
    guard let value = value(key) else { return [] }
    guard case .array(let elements) = value else { throw bad(key, "a list of strings") }
    var texts: [String] = []
    for element in elements {
      guard case .string(let text) = element else { throw bad(key, "a list of strings") }
      texts.append(text)
    }
    return texts
  }

  private func integer<Number: FixedWidthInteger>(
    _ key: String, as type: Number.Type
  ) throws(RecordingError) -> Number? {
    guard let value = value(key) else { return nil }
    guard case .number(let digits) = value, let number = Number(digits) else {
      throw bad(key, "a whole number from \(Number.min) to \(Number.max)")
    }
    return number
  }

  private func moment(_ key: String) throws(RecordingError) -> Timestamp? {
    guard let text = try text(key) else { return nil }
    guard let moment = Timestamp(rfc3339: text) else { throw bad(key, "an RFC 3339 time: \"2026-01-31T12:00:00Z\"") }
    return moment
  }

  /// `7`, or `"c7"` as reports write it; 0 for anything else, which is no error: numbers are then given anew.
  private func id() throws(RecordingError) -> Int {
    switch value("id") {
    case .number(let digits): Int(digits) ?? 0
    case .string(let text): text.hasPrefix("c") ? Int(text.dropFirst()) ?? 0 : 0
    default: 0
    }
  }

  /// The call's own error; 0 is none.
  private func failure() throws(RecordingError) -> Errno? {
    let errno = try errno("errno")
    return errno?.rawValue == 0 ? nil : errno
  }

  /// A name or a number.
  private func errno(_ key: String) throws(RecordingError) -> Errno? {
    switch value(key) {
    case nil: return nil
    case .number(let digits):
      if let number = Int32(digits) { return Errno(rawValue: number) }
    case .string(let text):
      if let errno = Errno(name: text) { return errno }
      if let number = Int32(text.hasPrefix("errno ") ? text.dropFirst(6) : text[...]) { return Errno(rawValue: number) }
    default: break
    }
    throw bad(key, "an error's name or number: \"ECONNRESET\"")
  }

  private func endpoint(_ key: String) throws(RecordingError) -> Endpoint? {
    guard let value = value(key) else { return nil }
    let expected = "an endpoint: {\"address\": \"127.0.0.1\", \"port\": 80}"
    guard case .object(let members) = value, case .string(let address)? = members["address"],
      case .number(let digits)? = members["port"], let port = UInt16(digits), let address = IPAddress(address)
    else { throw bad(key, expected) }
    return Endpoint(address: address, port: port)
  }

  private func process() throws(RecordingError) -> CallRecord.Process? {
    guard let value = value("process") else { return nil }
    guard case .object(let members) = value, case .number(let digits)? = members["pid"], let pid = Int32(digits) else {
      throw bad("process", "a process: {\"pid\": 1, \"tid\": 1, \"name\": \"client\"}")
    }
    var process = CallRecord.Process(pid: pid, tid: pid)
    if case .number(let digits)? = members["tid"], let tid = Int32(digits) { process.tid = tid }
    if case .string(let name)? = members["name"] { process.name = name }
    return process
  }
}
