/// Why a live capture could not begin.
public struct LiveCaptureError: Error, Hashable, Sendable {
  /// The network interface.
  public var interface: String
  /// What libpcap said.
  public var message: String
  /// Whether a right is missing (CAP_NET_RAW) rather than anything else.
  public var isPermission: Bool

  /// Describes a refusal.
  public init(interface: String, message: String, isPermission: Bool) {
    self.interface = interface
    self.message = message
    self.isPermission = isPermission
  }
}
