/// What the section header block of a pcapng file says of its origin.
public struct SectionHeader: Hashable, Sendable {
  /// `shb_hardware`.
  public var hardware: String?
  /// `shb_os`: kernel and distribution.
  public var operatingSystem: String?
  /// `shb_userappl`: the program that wrote the file.
  public var application: String?
  /// `opt_comment`, each.
  public var comments: [String]

  /// Describes a section.
  public init(
    hardware: String? = nil, operatingSystem: String? = nil, application: String? = nil, comments: [String] = []
  ) {
    self.hardware = hardware
    self.operatingSystem = operatingSystem
    self.application = application
    self.comments = comments
  }
}
