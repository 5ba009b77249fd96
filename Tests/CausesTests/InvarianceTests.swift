import Causes
import Flows
import TestSupport
import Testing
import Wire

/// Time to live, ports and checksums are the network's to change: they may rank the members of a tie, and never decide.
@Suite struct InvarianceTests {
  /// One way in which a network or a capture changes every segment of an exchange.
  enum Change: String, CaseIterable {
    case otherTimeToLive, otherPorts, validChecksums, partialChecksums, otherIdentification, awayFromLoopback
    case everythingAtOnce

    func callAsFunction(_ segment: Segment) -> Segment {
      var changed = segment
      switch self {
      case .otherTimeToLive: changed.envelope.timeToLive = segment.envelope.timeToLive &- 13
      case .otherPorts:
        changed.tuple.source.port ^= 0x1111
        changed.tuple.destination.port ^= 0x1111
      case .validChecksums: changed.envelope.checksum = .valid
      case .partialChecksums: changed.envelope.checksum = .partial
      case .otherIdentification:
        changed.envelope.identification = 0
        changed.envelope.dontFragment = true
      case .awayFromLoopback:
        changed.tuple.source.address = Self.away(segment.tuple.source.address)
        changed.tuple.destination.address = Self.away(segment.tuple.destination.address)
      case .everythingAtOnce:
        for change in Self.allCases where change != self { changed = change(changed) }
      }
      return changed
    }

    /// Another address of the same version for this host, where nothing is known of whose it is.
    private static func away(_ address: IPAddress) -> IPAddress {
      guard address.isLoopback else { return address }
      return address.version == .v4 ? IPAddress(v4: 0x0a09_0807) : IPAddress(v6High: 0x2001_0db8_0000_0000, low: 7)
    }
  }

  static let conversations = [
    "< S 0:0(0) win 64240\n> R. 0:0(0) ack 1 win 0",
    "< S 0:0(0) win 64240\n> R. 0:0(0) ack 1 win 0 ttl 250",
    "< S 0:0(0) win 1000\n> S. 0:0(0) ack 1 win 1000\n< . 1:1(0) ack 1 win 1000\n< P. 1:3(2) ack 1 win 1000\n"
      + "> . 1:1(0) ack 3 win 1000\n> R. 1:1(0) ack 3 win 1000",
    "< S 0:0(0) win 1000\n> S. 0:0(0) ack 1 win 1000\n< . 1:1(0) ack 1 win 1000\n> F. 1:1(0) ack 1 win 1000\n"
      + "< . 1:1(0) ack 2 win 1000\n< P. 1:3(2) ack 2 win 1000\n> R 2:2(0) ttl 99",
    "< S 0:0(0) win 1000\n> S. 0:0(0) ack 1 win 1000\n< . 1:1(0) ack 1 win 1000\n+.5 > R 1:1(0) win 512 ttl 13",
    "< P. 1:9(8) ack 1 win 502\n> R 1:1(0) ttl 30",
  ]

  @Test(arguments: conversations, Change.allCases)
  func aChangedEnvelopeDoesNotChangeTheVerdict(text: String, change: Change) throws {
    try expectSameVerdicts(try Conversation(text).segments, change)
  }

  @Test(.enabled(if: SharedCapture.directory != nil, "RSTSCOPE_SHARED names no folder"), arguments: Change.allCases)
  func noSharedExperimentChangesItsVerdict(change: Change) throws {
    for path in try SharedCapture.oracle() { try expectSameVerdicts(try SharedCapture.segments(path), change, path) }
  }

  private func expectSameVerdicts(_ segments: [Segment], _ change: Change, _ name: String = "") throws {
    let (before, after) = (SharedCapture.resets(segments), SharedCapture.resets(segments.map { change($0) }))
    #expect(before.count == after.count)
    for (one, other) in zip(before, after) {
      let (verdict, changed) = (Weighing(one), Weighing(other))
      #expect(verdict.survivors == changed.survivors, "\(name) frame \(one.segment.frame)")
      #expect(verdict.isSettled == changed.isSettled, "\(name) frame \(one.segment.frame)")
    }
  }
}
