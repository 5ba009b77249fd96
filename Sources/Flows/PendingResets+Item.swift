import Wire

extension PendingResets {
  /// A RST, and what its flow forgets of it.
  struct Item: BitwiseCopyable {
    var segment: Segment
    /// The RST before it from the same side of the same flow, and the one after it.
    var previous: Mark
    var next: Mark
    /// The first RST of the other side after it.
    var opposed: Mark
    /// The RST before it in the same flow, and how many came without anything else between.
    var preceding: Mark
    var run: UInt8
    /// What it changed in its flow.
    var effect: Peer.ResetEffect
    /// Whether the lower endpoint sent it.
    var fromLow: Bool
    /// What was known when it came. What was not, is undefined below.
    var known: Known
    /// Where its flow lies.
    var place: Int32
    /// Nanoseconds of silence before the segment that it answers.
    var quiet: Int64
    var provokedBy: SegmentSummary
    /// The latest RSTs of its own side and of the other one before it.
    var earlier: SegmentSummary
    var opposing: SegmentSummary

    /// What may be known of a RST when it comes.
    struct Known: OptionSet, BitwiseCopyable {
      let rawValue: UInt8
      static let provocation = Known(rawValue: 1 << 0)
      static let earlier = Known(rawValue: 1 << 1)
      static let opposing = Known(rawValue: 1 << 2)
      /// Its sender had ended the connection by a RST,ACK before.
      static let abort = Known(rawValue: 1 << 3)
    }

    /// ``Reset/provokedBy``, ``Reset/earlierReset`` and ``Reset/opposingReset``.
    @inline(__always)
    var before: (provokedBy: SegmentSummary?, earlierReset: SegmentSummary?, opposingReset: SegmentSummary?) {
      (
        known.contains(.provocation) ? provokedBy : nil, known.contains(.earlier) ? earlier : nil,
        known.contains(.opposing) ? opposing : nil
      )
    }
  }

  /// What the flow of a reset showed before it, and what it showed after it besides RSTs.
  struct Saved: BitwiseCopyable {
    var sender: Peer
    var receiver: Peer
    var flow: FrameID
    /// The frame of which it is a second copy; none where the number is 0.
    var duplicateOf: FrameID
    var handshake: Handshake
    var sentBy: Side
    var knowsOriginator: Bool
    /// The RST before it from the same side of the same flow.
    var previous: Mark
    /// Which of the following are there. What is not, is undefined.
    var known: Reset.Aftermath.Parts
    var senderContinued: SegmentSummary
    var receiverContinued: SegmentSummary
    var challenge: SegmentSummary
    /// Undefined where there is none.
    var predecessor: Reset.Predecessor
    var hasPredecessor: Bool
  }

  /// What is asked of many resets in a row.
  struct State: BitwiseCopyable {
    /// Where it was saved how both sides stood; -1 if it was not.
    var saved: Int32 = -1
    /// Whether it is among those that changed.
    var isChanged = false
  }
}
