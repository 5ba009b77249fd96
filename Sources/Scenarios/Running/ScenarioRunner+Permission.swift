import Captures
import Dispatch
import Synchronization

extension ScenarioRunner {
  /// Tries, before anything runs, whether this machine and this user permit a run at all.
  ///
  /// - Throws: ``ScenarioError/refused(what:remedy:)``, which names what refused and the command that mends it.
  public func requirePermission() throws {
    let probe = Probe()
    let onHost = options.onHost
    guard ScenarioThread.start({ probe.run(onHost: onHost) }) else {
      throw ScenarioError.refused(
        what: "no thread can be started",
        remedy: "allow this user, or this container, more processes (`ulimit -u`, its limit of pids)")
    }
    probe.isDone.wait()
    if let refusal = probe.refusal.withLock({ $0 }) { throw refusal }
  }

  /// One attempt on a thread of its own: what it enters ends with it.
  private final class Probe: Sendable {
    let refusal = Mutex(ScenarioError?.none)
    let isDone = DispatchSemaphore(value: 0)

    func run(onHost: Bool) {
      defer { isDone.signal() }
      do {
        if !onHost { try NetworkNamespace.enterNew() }
        _ = try LiveCapture(interface: "lo")
      } catch let error as ScenarioError {
        refusal.withLock { $0 = error }
      } catch let error as LiveCaptureError {
        let remedy = "sudo setcap cap_net_raw+ep \"$(readlink -f \"$(command -v rstscope)\")\", or run it as root"
        let what = "capturing on lo: \(error.message)"
        refusal.withLock { $0 = .refused(what: what, remedy: error.isPermission ? remedy : Refusal.generalRemedy) }
      } catch {
        refusal.withLock { $0 = .refused(what: "\(error)", remedy: Refusal.generalRemedy) }
      }
    }
  }
}
