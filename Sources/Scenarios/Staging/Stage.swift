import Captures
import Glibc
import Host
import Wire

/// One scenario on stage: its parties, its network and its capture. It lives on one thread, in one namespace.
final class Stage {
  let scenario: Scenario
  let ports: PortRange
  let addresses: Addresses
  let arena: Arena
  /// When it was set: events before it are of others who used the same ports.
  let start = Stage.now()
  let isPrivate: Bool
  var parties: [String: Party] = [:]
  /// Every call that a step declared, in the order of the steps.
  var performed: [PerformedStep] = []
  let recorder: FrameRecorder
  var router: RouterNetwork?
  /// Milliseconds that a call or a wait may last.
  let deadline: Int32 = 12_000

  /// One step as it came out.
  struct PerformedStep {
    /// The step's number, from 0.
    var step: Int
    /// The records taken around its calls: none for a step that is no call.
    var records: [CallRecord] = []
    /// What was seen, in the words of an expectation; one for each call.
    var outcomes: [CallExpectation.Outcome] = []
  }

  /// Sets the stage in the calling thread's namespace.
  init(_ scenario: Scenario, isPrivate: Bool) throws {
    self.scenario = scenario
    self.isPrivate = isPrivate
    ports = try PortRange.take()
    addresses = Addresses(family: scenario.family, network: scenario.network, ports: ports)
    arena = try Arena()
    if scenario.network == .router { router = try RouterNetwork(family: scenario.family) }
    let network = router
    let sentinel = try Sentinel(to: addresses.client, ports: ports) { family in
      try network.map { try $0.inServer { Sentinel.open(family) } } ?? Sentinel.open(family)
    }
    recorder = try FrameRecorder(
      interface: router == nil ? "lo" : RouterNetwork.clientInterface, ports: ports, isPrivate: isPrivate,
      sentinel: sentinel)
    for name in scenario.processes { parties[name] = Party(name: name, caller: try Caller(childOf: arena, name: name)) }
  }

  deinit {
    destroyRemains()
    ports.giveBack()
  }

  /// Ends what would outlive the stage: orphans and half-open connections keep their namespace alive and go on sending,
  /// for minutes, while the next scenario may have these ports.
  private func destroyRemains() {
    guard isPrivate else { return }
    try? NetworkNamespace.destroySockets()
    try? router?.inServer { try NetworkNamespace.destroySockets() }
  }

  /// Performs every step.
  func perform() throws {
    for (index, step) in scenario.steps.enumerated() {
      do {
        try perform(step, index)
      } catch let problem as Words.Problem {
        let file = scenario.path.split(separator: "/").last.map(String.init) ?? scenario.path
        throw ScenarioError.failed(
          file: file, line: step.line, step: "\(step.party): \(step.text)", problem: problem.text)
      }
    }
    recorder.drain()
  }

  /// The party of a name; it comes into being when it is first named.
  func party(_ name: String) -> Party {
    if let party = parties[name] { return party }
    let party = Party(name: name, caller: Caller(arena: arena, name: name))
    parties[name] = party
    return party
  }

  /// A party's own socket.
  func socket(of party: Party) throws -> Int32 {
    guard let socket = party.socket ?? party.listener else {
      throw Words.Problem("\(party.name) has no socket here; begin with listen, connect or accept")
    }
    return socket
  }

  private func perform(_ step: Step, _ index: Int) throws {
    var performed = PerformedStep(step: index)
    let party = party(step.party)
    switch step.action {
    case .socket, .listen, .connect, .connectAgain, .accept, .set, .shutdown, .close, .disconnect, .vanish,
      .duplicate, .peerName, .socketError, .state:
      try performOnSocket(step.action, party, &performed)
    case .transfer, .poll, .fill, .drain: try performTransfer(step.action, party, &performed)
    case .begin(let action, let count): try begin(action, count: count, party)
    case .end: try end(party, &performed)
    case .wait(let observation): try self.wait(for: observation, party)
    case .sleep(let milliseconds): usleep(UInt32(clamping: milliseconds) &* 1000)
    case .exit: try endProcess(of: party, bySignal: false, &performed)
    case .killed: try endProcess(of: party, bySignal: true, &performed)
    case .letSigpipeKill: try letSigpipeKill(party)
    case .destroy(let name): try destroySocket(of: self.party(name), &performed)
    case .inject(let injection): try inject(injection)
    case .firewall(let rule): try addRule(rule)
    case .firewallFlush: try flushRules()
    case .sysctl(let name, let value): try setSysctl(name, value, at: step.party)
    case .program(let words): try runProgram(words, at: step.party)
    case .wire: return
    }
    self.performed.append(performed)
    recorder.pump()
  }
}
