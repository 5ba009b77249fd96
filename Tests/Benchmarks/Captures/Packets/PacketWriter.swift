import Glibc
import Wire

/// Writes packets as a pcap file of Ethernet frames with microseconds, with all checksums right.
struct PacketWriter: ~Copyable {
  private(set) var bytesWritten = 0
  private let descriptor: Int32
  private var buffer: [UInt8] = []
  private var header = HeaderBytes()
  private let pool: PayloadPool
  private static let bufferSize = 1 << 20

  /// Writes to `path`, replacing what stands there; `-` is standard output.
  init(path: String, seed: UInt64) throws(WriteError) {
    descriptor = unsafe path == "-" ? STDOUT_FILENO : open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw WriteError(operation: "open \(path)", number: errno) }
    pool = PayloadPool(words: 1 << 16, seed: seed)
    buffer.reserveCapacity(Self.bufferSize + 4096)
    putFileHeader()
  }

  deinit { close(descriptor) }

  private mutating func putFileHeader() {
    header.clear()
    for word: UInt32 in [0xa1b2_c3d4, 0x0004_0002, 0, 0, 262_144, UInt32(LinkType.ethernet.rawValue)] {
      header.putLittleEndian(word)
    }
    take(payload: 0..<0)
  }

  mutating func write(_ packet: Packet) throws(WriteError) {
    let tcpLength = 20 &+ optionsLength(packet)
    let ipLength = packet.isIPv6 ? 40 : 20
    let length = UInt32(14 &+ ipLength &+ tcpLength &+ packet.payloadLength)
    header.clear()
    header.putLittleEndian(UInt32(truncatingIfNeeded: packet.time / 1_000_000_000))
    header.putLittleEndian(UInt32(truncatingIfNeeded: packet.time % 1_000_000_000 / 1_000))
    header.putLittleEndian(length)
    header.putLittleEndian(length)
    putEthernet(packet)
    let segmentLength = UInt16(tcpLength &+ packet.payloadLength)
    if packet.isIPv6 { putIPv6(packet, segmentLength) } else { putIPv4(packet, segmentLength) }
    let start = pool.start(packet.sequence ^ packet.source.clock, length: packet.payloadLength)
    putTCP(packet, segmentLength, payloadSum: pool.sum(from: start, length: packet.payloadLength))
    take(payload: start..<start &+ packet.payloadLength)
    if buffer.count >= Self.bufferSize { try flush() }
  }

  /// Takes the headers and a payload from the pool into the buffer.
  private mutating func take(payload: Range<Int>) {
    buffer.append(contentsOf: header.bytes[..<header.count])
    buffer.append(contentsOf: pool.bytes[payload])
    bytesWritten &+= header.count &+ payload.count
  }

  /// Writes out what is buffered.
  mutating func flush() throws(WriteError) {
    var done = 0
    while done < buffer.count {
      let count = unsafe buffer[done...].withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno != EINTR { throw WriteError(operation: "write", number: errno) }
      done += max(0, count)
    }
    buffer.removeAll(keepingCapacity: true)
  }
}

// The headers, from the outside in.
extension PacketWriter {
  private mutating func putEthernet(_ packet: Packet) {
    for end in [packet.destination, packet.source] {
      header.put(0x0200 as UInt16)
      header.put(end.address)
    }
    header.put(packet.isIPv6 ? 0x86dd : 0x0800 as UInt16)
  }

  /// RFC 791 §3.1.
  private mutating func putIPv4(_ packet: Packet, _ segmentLength: UInt16) {
    let start = header.count
    header.put(0x4500 as UInt16)
    header.put(20 &+ segmentLength)
    header.put(packet.isFromBetween ? 0 : packet.source.identification)
    header.put(0x4000 as UInt16)
    header.put(packet.hopLimit)
    header.put(6 as UInt8)
    header.put(0 as UInt16)
    header.put(packet.source.address)
    header.put(packet.destination.address)
    header.replace(at: start &+ 10, with: HeaderBytes.checksum(header.sum(from: start)))
  }

  /// RFC 8200 §3.
  private mutating func putIPv6(_ packet: Packet, _ segmentLength: UInt16) {
    header.put(0x6000_0000 as UInt32)
    header.put(segmentLength)
    header.put(6 as UInt8)
    header.put(packet.hopLimit)
    for end in [packet.source, packet.destination] {
      header.put(0x2001_0db8 as UInt32)
      header.put(0 as UInt32)
      header.put(0 as UInt32)
      header.put(end.address)
    }
  }

  /// RFC 9293 §3.1.
  private mutating func putTCP(_ packet: Packet, _ segmentLength: UInt16, payloadSum: UInt64) {
    let addresses = header.sum(from: header.count &- (packet.isIPv6 ? 32 : 8))
    let start = header.count
    header.put(packet.source.port)
    header.put(packet.destination.port)
    header.put(packet.sequence)
    header.put(packet.acknowledgment)
    header.put(UInt16(5 &+ optionsLength(packet) / 4) << 12 | packet.flags.rawValue)
    header.put(packet.window)
    header.put(0 as UInt32)
    putOptions(packet)
    let sum = addresses &+ UInt64(segmentLength) &+ 6 &+ header.sum(from: start) &+ payloadSum
    header.replace(at: start &+ 16, with: HeaderBytes.checksum(sum))
  }

  private func optionsLength(_ packet: Packet) -> Int {
    if packet.flags.contains(.syn) { return packet.hasTimestamps ? 20 : 12 }
    return packet.hasTimestamps && !packet.flags.contains(.rst) ? 12 : 0
  }

  private mutating func putOptions(_ packet: Packet) {
    if packet.flags.contains(.syn) {
      header.put(0x0204_05b4 as UInt32)
      header.put(0x0101_0402 as UInt32)
      header.put(0x0103_0307 as UInt32)
      if packet.hasTimestamps { putTimestamps(packet, lead: false) }
    } else if optionsLength(packet) > 0 {
      putTimestamps(packet, lead: true)
    }
  }

  /// RFC 7323 §3.2; in a SYN the padding stands with the options before.
  private mutating func putTimestamps(_ packet: Packet, lead: Bool) {
    if lead { header.put(0x0101_080a as UInt32) }
    header.put(packet.ticks(of: packet.source))
    header.put(packet.flags.contains(.ack) ? packet.ticks(of: packet.destination) : 0)
  }
}
