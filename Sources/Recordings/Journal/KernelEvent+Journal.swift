public import CaptureFiles
public import Host
import Wire

extension KernelEvent {
  /// The event as an entry of the journal, without loss.
  public func journalEntry() -> JournalEntry {
    var entry = JournalEntry(
      message: line, time: time, isFailure: false, process: process, kind: RecordKind.kernelEvent)
    entry.append(FieldName.id, "\(id)")
    entry.append(FieldName.time, "\(time.nanoseconds)")
    entry.append(FieldName.event, name.rawValue)
    entry.append(FieldName.source, source)
    entry.append(FieldName.destination, destination)
    entry.append(FieldName.reason, reason?.rawValue)
    entry.append(FieldName.state, state)
    entry.append(FieldName.error, error)
    for symbol in stack { entry.append(FieldName.stack, symbol) }
    return entry
  }

  init(_ fields: FieldReader) throws(RecordingError) {
    guard let name = fields.text(FieldName.event) else { throw .missingField(FieldName.event) }
    self.init(
      id: try fields.integer(FieldName.id) ?? 0, time: try fields.moment(FieldName.time), name: Name(rawValue: name),
      source: try fields.endpoint(FieldName.source), destination: try fields.endpoint(FieldName.destination),
      reason: fields.text(FieldName.reason).map(ResetReason.init(rawValue:)), state: fields.text(FieldName.state),
      error: try fields.errno(FieldName.error), stack: fields.texts(FieldName.stack), process: try fields.process())
  }
}
