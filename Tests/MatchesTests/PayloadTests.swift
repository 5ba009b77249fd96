import Causes
import Matches
import TestSupport
import Testing
import Wire

/// What a RST says in its payload, from the frame's bytes to the match.
@Suite struct PayloadTests {
  /// An IPv4 packet with a RST whose payload is `payload`, as `LinkType.raw` carries it.
  private func packet(_ payload: [UInt8]) -> [UInt8] {
    let length = UInt16(40 + payload.count)
    let internet: [UInt8] = [
      0x45, 0, UInt8(length >> 8), UInt8(length & 0xff), 0, 0, 0x40, 0, 64, 6, 0, 0, 192, 0, 2, 1, 198, 51, 100, 2,
    ]
    let transport: [UInt8] = [0, 80, 156, 64, 0, 0, 0, 1, 0, 0, 0, 0, 0x50, 4, 0, 0, 0, 0, 0, 0]
    return internet + transport + payload
  }

  private func match(_ payload: [UInt8], captured: Int? = nil) throws -> Match {
    let bytes = Array(packet(payload).prefix(captured ?? .max))
    let frame = Frame(
      id: FrameID(number: 1), time: Timestamp(nanoseconds: 1), linkType: .rawIP, capturedLength: UInt32(bytes.count),
      originalLength: UInt32(40 + payload.count))
    var decoder = FrameDecoder()
    var analyzer = Analyzer()
    guard case .segment(let segment) = unsafe decoder.decode(frame, bytes.span.bytes) else {
      throw CancellationError()
    }
    if segment.isTalkingReset { unsafe analyzer.keepPayload(of: segment, in: bytes.span.bytes) }
    analyzer.add(segment)
    return try #require(analyzer.finish().matches.first)
  }

  @Test func plainTextReachesTheMatch() throws {
    #expect(try match(Array("no route to backend".utf8)).payload == .text("no route to backend"))
  }

  @Test func aDiagnosticReachesTheMatch() throws {
    let payload = try match([0x33, 0xaa, 0, 9, 0, 0, 0, 0]).payload
    #expect(payload == .diagnostic(reason: .init(rawValue: 9), enterprise: 0, text: nil))
  }

  @Test func theOrdinaryResetSaysNothing() throws { #expect(try match([]).payload == nil) }

  @Test func whatTheSnapLengthCutIsReadAsFarAsItGoes() throws {
    #expect(try match(Array("no route to backend".utf8), captured: 48).payload == .text("no route"))
    #expect(try match(Array("no route to backend".utf8), captured: 40).payload == nil)
  }

  @Test func wordsAreDroppedAndCodesStay() throws {
    var match = try match(Array("10.0.0.1 is down".utf8))
    match.dropText()
    #expect(match.payload == .unknown(byteCount: 16))
    let diagnostic = ResetPayload.diagnostic(reason: .init(rawValue: 11), enterprise: 0, text: "10.0.0.1")
    #expect(diagnostic.withoutText == .diagnostic(reason: .init(rawValue: 11), enterprise: 0, text: nil))
  }

  @Test func anOptionalPayloadIsNoLargerThanAPointer() { #expect(MemoryLayout<ResetPayload?>.size == 8) }
}
