/// What an interface statistics block of pcapng says of one interface; nil where it says nothing.
public struct InterfaceStatistics: Hashable, Sendable, BitwiseCopyable {
  /// The interface within the source, counted from 0.
  public var interface: UInt32
  /// `isb_ifrecv`: packets received.
  public var received: UInt64?
  /// `isb_ifdrop`: packets that the interface dropped for lack of room.
  public var droppedByInterface: UInt64?
  /// `isb_osdrop`: packets that the operating system dropped.
  public var droppedBySystem: UInt64?

  /// Starts with nothing known.
  public init(
    interface: UInt32, received: UInt64? = nil, droppedByInterface: UInt64? = nil, droppedBySystem: UInt64? = nil
  ) {
    self.interface = interface
    self.received = received
    self.droppedByInterface = droppedByInterface
    self.droppedBySystem = droppedBySystem
  }

  /// All packets that are missing from the capture, as far as the block says; nil where it does not.
  public var dropped: UInt64? {
    guard droppedByInterface != nil || droppedBySystem != nil else { return nil }
    return (droppedByInterface ?? 0).addingReportingOverflow(droppedBySystem ?? 0).partialValue
  }
}
