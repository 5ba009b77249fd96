import CaptureFiles
import Host
import Wire

/// Reads typed values from a journal entry; an absent field is nil, an unreadable one an error.
struct FieldReader {
  let entry: JournalEntry

  func text(_ name: String) -> String? { entry[name] }

  /// Every value of a name, in order.
  func texts(_ name: String) -> [String] {
    entry.fields.filter { $0.name == name }.map { String(decoding: $0.value, as: UTF8.self) }
  }

  func integer<Number: FixedWidthInteger>(_ name: String) throws(RecordingError) -> Number? {
    guard let text = text(name) else { return nil }
    guard let number = Number(text) else { throw .unreadableField(name: name, value: text) }
    return number
  }

  func moment(_ name: String) throws(RecordingError) -> Timestamp {
    guard let nanoseconds: Int64 = try integer(name) else { throw .missingField(name) }
    return Timestamp(nanoseconds: nanoseconds)
  }

  func endpoint(_ name: String) throws(RecordingError) -> Endpoint? {
    guard let text = text(name) else { return nil }
    guard let endpoint = Endpoint(text) else { throw .unreadableField(name: name, value: text) }
    return endpoint
  }

  /// An error number, by name or by number.
  func errno(_ name: String) throws(RecordingError) -> Errno? {
    guard let text = text(name) else { return nil }
    if let errno = Errno(name: text) { return errno }
    guard let number = Int32(text) else { throw .unreadableField(name: name, value: text) }
    return Errno(rawValue: number)
  }

  /// Who called, or on whose time it happened.
  func process() throws(RecordingError) -> CallRecord.Process? {
    guard let pid: Int32 = try integer(FieldName.pid) else { return nil }
    return CallRecord.Process(pid: pid, tid: try integer(FieldName.tid) ?? pid, name: text(FieldName.command))
  }
}
