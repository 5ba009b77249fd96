internal import Causes
internal import Flows
internal import Host
internal import Wire

/// Something that put an error on a socket: an accepted RST or a failure without one. Taken once.
struct ErrorSource {
  /// Which finding it is.
  var finding: Finding
  /// The error that it stored.
  var error: Errno?
  /// When it arrived.
  var time: Timestamp
  /// Whether the peer's FIN came first, so that reads find the end of the stream and never the error.
  var isAfterFIN: Bool
  /// The call that took the error.
  var taker: CallRecord.ID?

  /// The finding behind an error, by its place in the findings.
  enum Finding: Hashable {
    case reset(Int)
    case failure(Int)
  }
}
