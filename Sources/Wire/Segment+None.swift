extension Segment {
  /// Stands for no segment where one is about to be written; no frame has the number 0.
  public static let none = Segment(
    frame: FrameID(number: 0), time: Timestamp(nanoseconds: 0),
    tuple: FourTuple(
      source: Endpoint(address: IPAddress(v4: 0), port: 0), destination: Endpoint(address: IPAddress(v4: 0), port: 0)),
    sequenceNumber: SequenceNumber(rawValue: 0), acknowledgmentNumber: SequenceNumber(rawValue: 0), flags: [],
    window: 0, payloadLength: 0)
}
