import Host
import Matches
import Wire

/// The small values that many parts of the report share.
extension JSONWriter {
  /// Begins an object that says first what it is, as the lines of NDJSON do.
  mutating func beginObject(type: StaticString?) {
    beginObject()
    guard let type else { return }
    key("type")
    value(type)
  }

  mutating func field(_ key: StaticString, _ value: String) {
    self.key(key)
    self.value(value)
  }

  mutating func field(_ key: StaticString, _ value: String?) {
    self.key(key)
    if let value { self.value(value) } else { null() }
  }

  mutating func field(_ key: StaticString, _ value: some BinaryInteger) {
    self.key(key)
    self.value(value)
  }

  mutating func field(_ key: StaticString, _ value: Int?) {
    self.key(key)
    if let value { self.value(value) } else { null() }
  }

  mutating func field(_ key: StaticString, _ value: Timestamp) {
    self.key(key)
    self.value(value)
  }

  /// A frame, by its row number within its source.
  mutating func field(_ key: StaticString, frame: FrameID?) { field(key, frame?.number) }

  mutating func field(_ key: StaticString, _ values: some Sequence<String>) {
    self.key(key)
    beginArray()
    for value in values { self.value(value) }
    endArray()
  }

  mutating func field(_ key: StaticString, _ values: some Sequence<Int>) {
    self.key(key)
    beginArray()
    for value in values { self.value(value) }
    endArray()
  }

  /// An endpoint, or null.
  mutating func field(_ key: StaticString, _ endpoint: Endpoint?) {
    self.key(key)
    guard let endpoint else { return null() }
    beginObject()
    field("address", endpoint.address.description)
    field("port", endpoint.port)
    endObject()
  }

  /// Counts by name, in the names' order.
  mutating func field(_ key: StaticString, counts: [String: Int]) {
    self.key(key)
    beginObject()
    for (name, count) in counts.sorted(by: { $0.key < $1.key }) {
      self.key(name)
      value(count)
    }
    endObject()
  }
}

/// The names by which one part of a report refers to another.
enum ReportID {
  static func reset(_ frame: FrameID) -> String { "r\(frame)" }
  static func flow(_ frame: FrameID) -> String { "f\(frame)" }
  static func call(_ id: CallRecord.ID) -> String { "c\(id)" }
  static func kernelEvent(_ id: KernelEvent.ID) -> String { "k\(id)" }
  static func failure(_ id: Failure.ID) -> String { "x\(id)" }
}
