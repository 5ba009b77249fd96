internal import Wire

/// What stays the same when one segment is captured in two places: everything but TTL, times and link headers.
struct SegmentKey: Hashable {
  private let tuple: FourTuple?
  private let sequenceNumber: SequenceNumber
  private let flags: UInt16
  private let acknowledgmentNumber: SequenceNumber?
  private let payloadLength: UInt32?
  private let identification: UInt16?

  /// The whole identity; without addresses where a NAT lies between.
  init(_ segment: Segment, ignoringAddresses: Bool) {
    tuple = ignoringAddresses ? nil : segment.tuple
    sequenceNumber = segment.sequenceNumber
    flags = segment.flags.rawValue
    acknowledgmentNumber = segment.acknowledgmentNumber
    payloadLength = segment.payloadLength
    identification = segment.envelope.identification
  }

  /// What an altered RST still shares with the original: who, to whom, and where in sequence space.
  init(loosely segment: Segment, ignoringAddresses: Bool) {
    tuple = ignoringAddresses ? nil : segment.tuple
    sequenceNumber = segment.sequenceNumber
    flags = TCPFlags.rst.rawValue
    acknowledgmentNumber = nil
    payloadLength = nil
    identification = nil
  }
}
