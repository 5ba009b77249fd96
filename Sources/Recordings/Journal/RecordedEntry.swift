public import CaptureFiles
public import Host

/// What a journal entry of a recording holds.
public enum RecordedEntry: Hashable, Sendable {
  /// An application's call.
  case call(CallRecord)
  /// An event of the kernel.
  case kernelEvent(KernelEvent)
  /// Somebody else's entry: a row of the packet list, and no witness of ours.
  case foreign

  /// No entry of ours is longer, in bytes of all its values.
  static let lengthLimit = 1 << 16

  /// Reads an entry. Its row number, if it has one, is the caller's to add. One that is longer than any of ours is
  /// somebody else's.
  ///
  /// - Throws: ``RecordingError`` if the entry says that it is ours but cannot be read.
  public init(_ entry: JournalEntry) throws(RecordingError) {
    guard entry.fields.reduce(0, { $0 + $1.value.count }) <= Self.lengthLimit else {
      self = .foreign
      return
    }
    let reader = FieldReader(entry: entry)
    switch reader.text(FieldName.record) {
    case RecordKind.call: self = .call(try CallRecord(reader))
    case RecordKind.kernelEvent: self = .kernelEvent(try KernelEvent(reader))
    default: self = .foreign
    }
  }
}

/// The values of ``FieldName/record``.
enum RecordKind {
  static let call = "call"
  static let kernelEvent = "kernel-event"
}

/// The names of the fields. Those that systemd knows keep its meaning (`man 7 systemd.journal-fields`); ours carry the
/// record without loss.
enum FieldName {
  static let message = "MESSAGE"
  static let priority = "PRIORITY"
  static let identifier = "SYSLOG_IDENTIFIER"
  /// Microseconds since the epoch.
  static let realtime = "__REALTIME_TIMESTAMP"
  static let pid = "_PID"
  static let command = "_COMM"

  static let record = "RSTSCOPE_RECORD"
  static let id = "RSTSCOPE_ID"
  /// Nanoseconds since the epoch.
  static let time = "RSTSCOPE_TIME"
  /// Nanoseconds since the epoch.
  static let endTime = "RSTSCOPE_END_TIME"
  static let tid = "RSTSCOPE_TID"

  static let call = "RSTSCOPE_CALL"
  static let fileDescriptor = "RSTSCOPE_FD"
  static let local = "RSTSCOPE_LOCAL"
  static let remote = "RSTSCOPE_REMOTE"
  static let requested = "RSTSCOPE_REQUESTED"
  static let flags = "RSTSCOPE_FLAGS"
  static let option = "RSTSCOPE_OPTION"
  static let result = "RSTSCOPE_RESULT"
  static let errno = "RSTSCOPE_ERRNO"
  static let socketError = "RSTSCOPE_SOCKET_ERROR"
  /// One field for each bit.
  static let revents = "RSTSCOPE_REVENTS"
  static let signal = "RSTSCOPE_SIGNAL"

  static let event = "RSTSCOPE_EVENT"
  static let source = "RSTSCOPE_SOURCE"
  static let destination = "RSTSCOPE_DESTINATION"
  static let reason = "RSTSCOPE_REASON"
  static let state = "RSTSCOPE_STATE"
  static let error = "RSTSCOPE_ERROR"
  /// One field for each frame, innermost first.
  static let stack = "RSTSCOPE_STACK"
}
