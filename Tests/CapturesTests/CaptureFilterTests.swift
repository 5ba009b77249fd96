import Captures
import TestSupport
import Testing
import Wire

@Suite struct CaptureFilterTests {
  private static func matches(_ expression: String, _ name: String) throws -> Bool {
    let fixture = try #require(SegmentFixture.all.first { $0.name == name })
    return try CaptureFilter(expression).matches(fixture.frame(), unsafe fixture.bytes.span.bytes)
  }

  @Test(arguments: ["ethernet", "raw-ipv4", "cooked-v1", "loopback-little"])
  func aFilterWorksOnEveryLinkType(_ name: String) throws {
    #expect(try Self.matches("tcp port 80", name))
    #expect(try !Self.matches("tcp port 81", name))
  }

  @Test func theOuterPacketIsJudged() throws {
    #expect(try Self.matches("udp port 4789", "vxlan"))
    #expect(try !Self.matches("tcp", "vxlan"))
  }

  @Test func aRefusalNamesTheLinkType() {
    #expect(throws: CaptureError.self) { try CaptureFilter("tcp port nowhere at all", linkTypes: [.ethernet]) }
    do {
      _ = try CaptureFilter("ether host 1:2:3:4:5:6", linkTypes: [.rawIP])
      Issue.record("libpcap took an Ethernet address on raw IP")
    } catch {
      #expect("\(error)".contains("raw IP"))
    }
  }
}
