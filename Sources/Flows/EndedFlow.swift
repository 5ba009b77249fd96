import Wire

/// A flow that was over at a moment; its place may have got another flow since.
struct EndedFlow: BitwiseCopyable {
  /// Where it stood in the table.
  var place: Int32
  /// Its name.
  var flow: FrameID
  /// When it ended.
  var time: Timestamp
  /// The hash of its key.
  var hash: UInt64
}
