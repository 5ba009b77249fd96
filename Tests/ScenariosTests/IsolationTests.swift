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
