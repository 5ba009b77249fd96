public import Wire

/// Where packets were captured: an interface description block of pcapng, or the header of a pcap file.
public struct CaptureInterface: Hashable, Sendable {
  /// How its frames begin.
  public var linkType: LinkType
  /// At most so many bytes of each packet were kept; 0 means no limit.
  public var snapLength: UInt32
  /// `if_name`: `lo`, `eth0`.
  public var name: String?
  /// `if_description`.
  public var summary: String?
  /// `if_filter`, where it is text: the capture filter.
  public var filter: String?
  /// `if_os`.
  public var operatingSystem: String?
  /// `if_hardware`.
  public var hardware: String?
  /// The unit of its time stamps.
  public var resolution: TimestampResolution

  /// Describes an interface.
  public init(
    linkType: LinkType, snapLength: UInt32 = 0, name: String? = nil, summary: String? = nil, filter: String? = nil,
    operatingSystem: String? = nil, hardware: String? = nil, resolution: TimestampResolution = .nanoseconds
  ) {
    self.linkType = linkType
    self.snapLength = snapLength
    self.name = name
    self.summary = summary
    self.filter = filter
    self.operatingSystem = operatingSystem
    self.hardware = hardware
    self.resolution = resolution
  }
}
