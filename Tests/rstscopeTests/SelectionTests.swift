import Foundation
import TestSupport
import Testing

/// Which part of a capture is wanted, as a user asks for it, and what is said where that cannot be had.
@Suite struct SelectionTests {
  /// Two interfaces, Ethernet and raw IP, with one RST each, a second apart.
  private let path: String
  private let folder: ScratchFolder

  init() throws {
    folder = try ScratchFolder()
    let ethernet = [UInt8](repeating: 2, count: 12) + [8, 0] + Pcap.reset
    var other = Pcap.reset
    other[15] = 9
    let bytes =
      CaptureBytes.section() + CaptureBytes.interface(linkType: 1) + CaptureBytes.interface(linkType: 101)
      + CaptureBytes.packet(interface: 0, units: 1_700_000_000_000_000, ethernet)
      + CaptureBytes.packet(interface: 1, units: 1_700_000_001_000_000, other)
    path = try folder.write("two.pcapng", bytes)
  }

  private func frames(_ arguments: String...) throws -> [Int] {
    let run = try Program.run(["analyze", path, "--format", "json"] + arguments)
    #expect(run.status == 0, "\(run.errors)")
    let resets = try #require(try run.json()["resets"] as? [[String: Any]])
    return resets.compactMap { $0["frame"] as? Int }
  }

  @Test func aFilterIsCompiledForEachLinkType() throws {
    #expect(try frames() == [1, 2])
    #expect(try frames("--filter", "tcp[tcpflags] & tcp-rst != 0") == [1, 2])
    #expect(try frames("--filter", "src host 192.0.2.9") == [2])
  }

  @Test func aFilterThatOneLinkTypeCannotHaveIsNamed() throws {
    let run = try Program.run(["analyze", path, "--filter", "ether host 02:02:02:02:02:02"])
    #expect(run.status == 2)
    #expect(run.errors.contains("'ether host 02:02:02:02:02:02'") && run.errors.contains("raw IP"))
  }

  @Test func nonsenseIsNoFilter() throws {
    let run = try Program.run(["analyze", path, "--filter", "porrt 80"])
    #expect(run.status == 2)
    #expect(run.errors.contains("'porrt 80'") && run.errors.contains("syntax error"))
  }

  @Test(arguments: ["2023-11-14T22:13:21Z", "1700000001", "1700000000.5", "2023-11-14T23:13:20.7+01:00"])
  func momentsMayBeWrittenInSeveralWays(_ moment: String) throws {
    #expect(try frames("--since", moment) == [2])
    #expect(try frames("--until", moment).first == 1)
  }

  @Test func timesInTheWrongOrderAreUsage() throws {
    let run = try Program.run(["analyze", path, "--since", "1700000001", "--until", "1700000000"])
    #expect(run.status == 64 && run.errors.contains("--until is before --since"))
    #expect(try Program.run(["analyze", path, "--since", "yesterday"]).status == 64)
    #expect(try Program.run(["analyze", path, "--since", "99999999999"]).status == 64)
  }

  @Test func anEndMayBeAnAddressAPortOrBoth() throws {
    #expect(try frames("--endpoint", "192.0.2.9") == [2])
    #expect(try frames("--endpoint", "192.0.2.1:80") == [1])
    #expect(try frames("--endpoint", ":1000") == [1, 2])
    #expect(try frames("--endpoint", "192.0.2.1:1000") == [])
    #expect(try Program.run(["analyze", path, "--endpoint", "192.0.2"]).status == 64)
  }

  @Test func aCauseChoosesAmongResets() throws {
    #expect(try frames("--cause", "forged-reset,no-listener").isEmpty == false)
    #expect(try frames("--cause", "no-route") == [])
  }

  @Test func aSelectionThatLeavesNothingSaysSo() throws {
    let run = try Program.run(["analyze", path, "--filter", "udp"])
    #expect(run.output.contains("The selection left nothing of 2 packets."))
    #expect(run.output.contains("2 filtered"))
  }

  @Test(arguments: ["text", "markdown"]) func flowsAreListedWhereAskedFor(_ format: String) throws {
    let plain = try Program.run(["analyze", path, "--format", format])
    #expect(!plain.output.contains("RSTRH"))
    let listed = try Program.run(["analyze", path, "--format", format, "--flows"])
    let rows = listed.output.split(separator: "\n").filter { $0.contains("RSTRH") && $0.contains("^r") }
    #expect(rows.count == 2)
    #expect(rows.last?.contains("192.0.2.2:1000 > 192.0.2.9:80") == true)
  }
}
