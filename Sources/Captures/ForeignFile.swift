/// A file that is no capture of a kind read here, recognised by how it begins.
///
/// What people hand over by mistake is worth a word: which program wrote it, and the command that makes it readable.
struct ForeignFile {
  /// What it looks like, as the end of `this is …`.
  let description: String

  /// Looks at the first bytes.
  init(_ start: [UInt8]) {
    if let known = Self.signatures.first(where: { start.starts(with: $0.bytes) }) {
      description = "\(known.name), \(known.remedy)"
    } else if start.count < 4 {
      description = "a file of \(start.count) bytes"
    } else if start.allSatisfy(Self.isText) {
      description = "a text file"
    } else {
      let digits = start.prefix(4).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
      description = "its first bytes are \(digits.joined(separator: " "))"
    }
  }

  private static func isText(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x09, 0x0a, 0x0d, 0x20...0x7e, 0x80...0xff: true
    default: false
    }
  }

  private struct Signature {
    var name: String
    var bytes: [UInt8]
    var remedy: String

    /// A capture of another kind, which Wireshark's converter reads.
    static func capture(_ name: String, _ bytes: [UInt8]) -> Signature {
      Signature(name: name, bytes: bytes, remedy: "which `editcap -F pcapng IN OUT` converts")
    }

    /// Packed by a program that this one does not take the place of.
    static func packed(_ name: String, _ bytes: [UInt8], by command: String) -> Signature {
      Signature(name: name, bytes: bytes, remedy: "to be unpacked first: `\(command) | rstscope analyze -`")
    }
  }

  private static let signatures: [Signature] = [
    .capture("a snoop capture", Array("snoop\0\0\0".utf8)),
    .capture("a Network Monitor capture", Array("RTSS".utf8)),
    .capture("a Network Monitor capture", Array("GMBU".utf8)),
    .capture("a Sniffer capture", Array("TRSNIFF data".utf8)),
    .capture("a Sniffer capture", Array("XCP\0".utf8)),
    .capture("an OmniPeek capture", [0x7f, 0x76, 0x65, 0x72]),
    .capture("a Bluetooth capture", Array("btsnoop\0".utf8)),
    .capture("a 5View capture", [0xaa, 0xaa, 0xaa, 0xaa]),
    .capture("a LANalyzer capture", [0x01, 0x10, 0x4c, 0x00]),
    .capture("an HP-UX nettl capture", [0x54, 0x52, 0x00]),
    .capture("an iptrace capture", Array("iptrace ".utf8)),
    .capture("an Observer capture", Array("ObserverPktBuf".utf8)),
    .capture("a Visual Networks capture", [0x05, 0x56, 0x4e, 0x46]),
    .capture("a K12 text capture", Array("+---------+".utf8)),
    .capture("a K12 capture", [0x00, 0x00, 0x02, 0x00, 0x12, 0x05, 0x00, 0x10]),
    .capture("a Vector bus log", Array("LOGG".utf8)),
    .packed("an archive of xz", [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0], by: "xz -dc FILE"),
    .packed("an archive of bzip2", Array("BZh".utf8), by: "bzip2 -dc FILE"),
    .packed("an archive of compress", [0x1f, 0x9d], by: "gzip -dc FILE"),
    .packed("an archive of lz4 in its legacy format", [0x02, 0x21, 0x4c, 0x18], by: "lz4 -dc FILE"),
    .packed("a zip archive", [0x50, 0x4b, 3, 4], by: "unzip -p FILE"),
    .packed("a 7-Zip archive", [0x37, 0x7a, 0xbc, 0xaf], by: "7z e -so FILE"),
  ]
}
