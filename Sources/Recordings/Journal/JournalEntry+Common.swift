import CaptureFiles
import Host
import Wire

/// The fields that every entry of ours has.
extension JournalEntry {
  /// Begins an entry with what a person and the journal's own tools read.
  init(message: String, time: Timestamp, isFailure: Bool, process: CallRecord.Process?, kind: String) {
    self.init()
    append(FieldName.realtime, "\(time.microseconds)")
    append(FieldName.message, message)
    append(FieldName.priority, isFailure ? "4" : "6")
    append(FieldName.identifier, "rstscope")
    append(FieldName.pid, process.map { "\($0.pid)" })
    append(FieldName.command, process?.name)
    append(FieldName.record, kind)
    append(FieldName.tid, process.map { "\($0.tid)" })
  }

  /// Appends a field unless it has no value.
  mutating func append(_ name: String, _ value: String?) {
    if let value { append(name, value) as Void }
  }

  mutating func append(_ name: String, _ endpoint: Endpoint?) { append(name, endpoint?.description) }

  /// An error number by its name, or by its number where it has none.
  mutating func append(_ name: String, _ errno: Errno?) {
    append(name, errno.map { $0.name ?? "\($0.rawValue)" })
  }
}

extension Timestamp {
  /// Whole microseconds since the epoch, as the journal counts; never negative.
  var microseconds: Int64 { max(0, nanoseconds / 1000) }
}
