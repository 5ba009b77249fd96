import Dispatch
import Glibc
import Synchronization

/// What this machine or this user cannot do of what scenarios need: found out by trying, once for all of them.
struct Lacks: Sendable {
  private var reasons: [Need: String] = [:]

  /// Tries every need on a thread of its own: the namespace that it enters ends with it. On the host's `lo` nothing is
  /// tried that leaves a trace, for no scenario may do it there.
  init(of needs: Set<Need>, onHost: Bool) {
    guard !needs.isEmpty else { return }
    let found = Found()
    let isStarted = ScenarioThread.start {
      defer { found.isDone.signal() }
      guard onHost || (try? NetworkNamespace.enterNew()) != nil else { return }
      for need in needs.sorted(by: { $0.rawValue < $1.rawValue }) where !onHost || need.isHarmless {
        if let reason = need.lack { found.reasons.withLock { $0[need] = reason } }
      }
    }
    guard isStarted else { return }
    found.isDone.wait()
    reasons = found.reasons.withLock { $0 }
  }

  /// Why a scenario cannot run here, or nil.
  func reason(against scenario: Scenario) -> String? {
    guard !reasons.isEmpty else { return nil }
    let needs = scenario.allNeeds
    return Need.allCases.lazy.filter(needs.contains).compactMap { reasons[$0] }.first
  }

  private final class Found: Sendable {
    let reasons = Mutex([Need: String]())
    let isDone = DispatchSemaphore(value: 0)
  }
}
