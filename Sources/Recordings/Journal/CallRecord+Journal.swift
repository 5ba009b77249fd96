public import CaptureFiles
public import Host
import Wire

extension CallRecord {
  /// The call as an entry of the journal, without loss.
  ///
  /// - Parameter explanation: What the readable line says after the call: ` ← frame 12, RST by 127.0.0.1:80: …`.
  public func journalEntry(explanation: String = "") -> JournalEntry {
    var entry = JournalEntry(
      message: line + explanation, time: timelineTime, isFailure: result < 0, process: process, kind: RecordKind.call)
    entry.append(FieldName.id, "\(id)")
    entry.append(FieldName.time, "\(time.nanoseconds)")
    entry.append(FieldName.endTime, "\(endTime.nanoseconds)")
    entry.append(FieldName.call, name)
    entry.append(FieldName.fileDescriptor, fileDescriptor.map { "\($0)" })
    entry.append(FieldName.local, local)
    entry.append(FieldName.remote, remote)
    entry.append(FieldName.requested, requested.map { "\($0)" })
    entry.append(FieldName.flags, flags)
    entry.append(FieldName.option, option)
    entry.append(FieldName.result, "\(result)")
    entry.append(FieldName.errno, errno)
    entry.append(FieldName.socketError, socketError)
    for bit in revents { entry.append(FieldName.revents, bit) }
    entry.append(FieldName.signal, signal)
    return entry
  }

  init(_ fields: FieldReader) throws(RecordingError) {
    guard let name = fields.text(FieldName.call) else { throw .missingField(FieldName.call) }
    guard let result: Int = try fields.integer(FieldName.result) else { throw .missingField(FieldName.result) }
    self.init(
      id: try fields.integer(FieldName.id) ?? 0, time: try fields.moment(FieldName.time),
      endTime: try fields.moment(FieldName.endTime), process: try fields.process(), name: name,
      fileDescriptor: try fields.integer(FieldName.fileDescriptor), local: try fields.endpoint(FieldName.local),
      remote: try fields.endpoint(FieldName.remote), requested: try fields.integer(FieldName.requested),
      flags: fields.text(FieldName.flags), option: fields.text(FieldName.option), result: result,
      errno: try fields.errno(FieldName.errno), socketError: try fields.errno(FieldName.socketError),
      revents: fields.texts(FieldName.revents), signal: fields.text(FieldName.signal))
  }
}
