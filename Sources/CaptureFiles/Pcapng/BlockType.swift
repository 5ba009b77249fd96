/// Numbers of pcapng block types (draft-ietf-opsawg-pcapng §11.1).
enum BlockType {
  static let sectionHeader: UInt32 = 0x0a0d_0d0a
  static let interfaceDescription: UInt32 = 1
  /// Obsolete, met in old files.
  static let packet: UInt32 = 2
  static let simplePacket: UInt32 = 3
  static let interfaceStatistics: UInt32 = 5
  static let enhancedPacket: UInt32 = 6
  static let journal: UInt32 = 9
  static let custom: UInt32 = 0x0000_0bad
  static let customNotCopied: UInt32 = 0x4000_0bad
  /// Sysdig's system calls, in three revisions; Wireshark shows each as a row.
  static let sysdigEvent: UInt32 = 0x0204
  static let sysdigEvent2: UInt32 = 0x0216
  static let sysdigEvent2Large: UInt32 = 0x0221
}
