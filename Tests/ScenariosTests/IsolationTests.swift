import Glibc
import Testing

@testable import Scenarios

/// Nothing privileged is done where the host's rules, addresses and sockets are: here, in the test's own namespace.
@Suite struct IsolationTests {
  init() { NetworkNamespace.noteHost() }

  /// Whether `body` refuses because this is the host's namespace, rather than for lack of rights.
  private func isRefusedAsUnsafe(_ body: () throws -> Void) -> Bool {
    do { try body() } catch ScenarioError.unsafe { return true } catch { return false }
    return false
  }

  @Test func aThreadInTheHostsNamespaceIsRefused() {
    #expect(isRefusedAsUnsafe { try NetworkNamespace.requirePrivate() })
  }

  @Test(arguments: ["nft", "ip", "conntrack"]) func noHelperStartsThere(program: String) {
    #expect(isRefusedAsUnsafe { _ = try HelperProgram.run([program, "--version"]) })
  }

  @Test func noNetworkIsBuiltThere() {
    #expect(isRefusedAsUnsafe { _ = try RouterNetwork(family: .ipv4) })
  }

  @Test func noSocketIsDestroyedThere() {
    #expect(isRefusedAsUnsafe { try NetworkNamespace.destroySockets() })
  }

  @Test(.enabled(if: geteuid() == 0, "a network namespace without a user namespace needs root"))
  func nothingOutlivesAScenario() async throws {
    let counts = try await withCheckedThrowingContinuation { continuation in
      let isStarted = ScenarioThread.start {
        continuation.resume(
          with: Result {
            try NetworkNamespace.enterNew()
            Self.leaveConnections()
            let before = Self.socketCount
            try NetworkNamespace.destroySockets()
            return (before, Self.socketCount)
          })
      }
      if !isStarted { continuation.resume(returning: (0, 0)) }
    }
    #expect(counts.0 >= 3)
    #expect(counts.1 == 0)
  }

  /// TCP sockets of the calling thread's namespace, orphans and TIME-WAIT included.
  private static var socketCount: Int {
    (SmallFile.read("/proc/thread-self/net/tcp", limit: 1 << 20) ?? "").split(separator: "\n").count - 1
  }

  /// A listener and both ends of a connection to it, the client's closed.
  private static func leaveConnections() {
    let (listener, client) = (
      socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0), socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    )
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(10_000).bigEndian
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    let length = socklen_t(MemoryLayout<sockaddr_in>.size)
    unsafe withUnsafePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        _ = unsafe bind(listener, address, length)
        _ = listen(listener, 1)
        _ = unsafe connect(client, address, length)
      }
    }
    close(client)
  }

  @Test func noTwoRunningScenariosShareAPort() throws {
    var ranges: [PortRange] = []
    defer { ranges.forEach { $0.giveBack() } }
    for _ in 0..<900 { ranges.append(try PortRange.take()) }
    let ports = ranges.flatMap { ($0.base..<$0.base + PortRange.count).map { $0 } }
    #expect(Set(ports).count == ports.count)
  }

  @Test func aRangeIsTakenAgainOnlyWhenItWasGivenBack() throws {
    let kept = try PortRange.take()
    defer { kept.giveBack() }
    for _ in 0..<2000 {
      let range = try PortRange.take()
      #expect(range != kept)
      range.giveBack()
    }
  }
}
