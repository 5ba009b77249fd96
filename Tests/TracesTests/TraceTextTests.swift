import Host
import Testing
import TestSupport
import Wire

@testable import Traces

struct TraceTextTests {
  private static let offset = MonotonicOffset(nanoseconds: 1_000_000_000_000)

  private static func read(_ text: String, pieces: Int = 1) -> (events: [KernelEvent], lost: Int) {
    var reader = TraceText(offset: offset)
    let bytes = Array(text.utf8)
    let length = max(1, bytes.count / pieces)
    for start in stride(from: 0, to: bytes.count, by: length) {
      reader.add(String(decoding: bytes[start..<min(start + length, bytes.count)], as: UTF8.self))
    }
    reader.makeDue()
    return (reader.takeEvents(), reader.lost)
  }

  private static func fixture(_ name: String) throws -> String {
    String(decoding: try Fixtures.bytes("traces/\(name)"), as: UTF8.self)
  }

  @Test func realTraceGivesEachResetItsReasonAndStack() throws {
    let resets = Self.read(try Self.fixture("linux-6.18-trace.txt")).events.filter { $0.name == .sendReset }
    let reasons = resets.compactMap(\.reason?.rawValue)
    #expect(reasons.contains("TCP_ABORT_ON_CLOSE"))
    #expect(reasons.contains("TCP_FLAGS"))
    #expect(reasons.contains("NO_SOCKET"))
    #expect(reasons.contains("TCP_TIMEWAIT_SOCKET"))
    #expect(reasons.count == resets.count)
    #expect(resets.allSatisfy { !$0.stack.isEmpty })
    let killed = resets.filter { $0.process?.name == "rstscope-server" }
    #expect(killed.count == 1)
    #expect(killed.first?.stack.contains { $0.hasPrefix("do_exit") } == true)
  }

  @Test func piecesOfAnySizeGiveTheSame() throws {
    let text = try Self.fixture("linux-6.18-trace.txt")
    let whole = Self.read(text).events
    #expect(whole.count > 20)
    #expect(Self.read(text, pieces: 977).events == whole)
  }

  @Test func errorReportsBearTheStoredErrorAndTheSocketsEnds() throws {
    let event = try #require(
      Self.read(
        """
         curl-77 [000] ..s2.  12.000001: inet_sk_error_report: family=AF_INET6 protocol=IPPROTO_TCP sport=10008 \
        dport=10000 saddr=127.0.0.6 daddr=0.0.0.0 saddrv6=::1 daddrv6=::1 error=104

        """
      ).events.first)
    #expect(event.error == .connectionReset)
    #expect(event.source == Endpoint("[::1]:10008"))
    #expect(event.destination == Endpoint("[::1]:10000"))
    #expect(event.time.nanoseconds == 1_012_000_001_000)
  }

  @Test func listenersHaveNoPeer() throws {
    let line =
      " a-b c-9 [011] ..s1. 5.000001: tcp_send_reset: skbaddr=0 skaddr=0 src=127.0.0.1:80 dest=0.0.0.0:0 "
      + "state=TCP_LISTEN reason=TCP_FLAGS\n"
    let event = try #require(Self.read(line).events.first)
    #expect(event.destination == nil)
    #expect(event.process?.name == "a-b c")
    #expect(event.state == "TCP_LISTEN")
  }

  @Test func kernelsBefore610NameNoReason() throws {
    let line =
      "          <idle>-0       [001] ..s.1   77.123456: tcp_send_reset: skbaddr=00000000aabbccdd "
      + "skaddr=0000000011223344 src=10.0.0.1:22 dest=10.0.0.2:4000 state=TCP_ESTABLISHED\n"
    let event = try #require(Self.read(line).events.first)
    #expect(event.reason == nil)
    #expect(event.source?.port == 22)
  }

  @Test func stacksOfTwoProcessorsAreKeptApart() {
    let text = """
      a-1 [000] ..... 1.000001: tcp_send_reset: src=127.0.0.1:1 dest=127.0.0.1:2 state=TCP_CLOSE reason=TCP_STATE
      b-2 [001] ..... 1.000002: tcp_send_reset: src=127.0.0.1:3 dest=127.0.0.1:4 state=TCP_CLOSE reason=TCP_STATE
      b-2 [001] ..... 1.000003: <stack trace>
       => tcp_disconnect+0x12/0x34
      a-1 [000] ..... 1.000004: <stack trace>
       => tcp_abort

      """
    let events = Self.read(text).events
    #expect(events.map(\.stack) == [["tcp_abort"], ["tcp_disconnect"]])
  }

  @Test func anInterruptBetweenAnEventAndItsStackTakesNothingFromIt() {
    let text = """
      a-1 [000] ..... 1.000001: tcp_send_reset: src=127.0.0.1:1 dest=127.0.0.1:2 state=TCP_CLOSE reason=TCP_STATE
      a-1 [000] ..s.. 1.000002: tcp_send_reset: src=127.0.0.1:3 dest=127.0.0.1:4 state=UNKNOWN reason=NO_SOCKET
      a-1 [000] ..s.. 1.000003: <stack trace>
       => tcp_v4_send_reset
      a-1 [000] ..... 1.000004: <stack trace>
       => __tcp_close

      """
    #expect(Self.read(text).events.map(\.stack) == [["__tcp_close"], ["tcp_v4_send_reset"]])
  }

  @Test func anEventIsHeldBackForItsStackUntilItIsDue() {
    let event = "a-1 [000] ..... 1.000001: tcp_send_reset: src=127.0.0.1:1 dest=127.0.0.1:2 reason=TCP_STATE\n"
    var reader = TraceText(offset: Self.offset)
    reader.add(event)
    #expect(reader.takeEvents().isEmpty)
    #expect(!reader.isWaiting)
    reader.makeDue()
    #expect(reader.isWaiting)
    reader.add("a-1 [000] ..... 1.000002: <stack trace>\n => tcp_abort\n")
    #expect(!reader.isWaiting)
    #expect(reader.takeEvents().map(\.stack) == [["tcp_abort"]])
    reader.add(event)
    reader.makeDue()
    #expect(reader.takeEvents().map(\.stack) == [[]])
    reader.add("a-1 [000] ..... 1.000002: <stack trace>\n => tcp_abort\n")
    #expect(reader.takeEvents().isEmpty)
  }

  @Test func lostEventsAreCounted() {
    #expect(Self.read("CPU:1 [LOST 12 EVENTS]\n").lost == 12)
  }

  @Test(arguments: [
    "", "\n\n", " => orphan\n", "x-1 [", "x-1 [000]\n", "x [000] . 1.0: tcp_send_reset: src=\n",
    "x-1 [000] ..... 99999999999999999999.1: tcp_send_reset: src=1\n", "x-1 [000] ..... 1.1: <stack trace>\n => a\n",
    "x-99999999999 [000] ..... 1.1: tcp_send_reset: src=127.0.0.1:99999 dest=[::\n",
  ])
  func hostileTextGivesNothingAndDoesNotTrap(text: String) {
    let events = Self.read(text).events
    #expect(events.allSatisfy { $0.source == nil && $0.stack.isEmpty })
  }
}
