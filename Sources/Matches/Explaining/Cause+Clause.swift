public import Causes

extension Cause {
  /// What happened, as a clause behind "because", with the sender of the RST as its subject.
  public var clause: String { clause(of: "that end") }

  /// What happened, as a clause behind "because" with a subject of its own: `that end closed the socket …`.
  ///
  /// The words are those of the cause's page, which speak of the sender as "it".
  public func clause(of subject: String) -> String {
    let reason = page.reason
    if reason.hasPrefix("it ") { return subject + reason.dropFirst(2) }
    if reason.hasPrefix("its ") { return "\(subject)'s" + reason.dropFirst(3) }
    return reason
  }
}

extension Verdict {
  /// The clause of the settled cause, or what the tie leaves open.
  public var clause: String {
    switch status {
    case .settled(let cause): cause.clause
    case .tied(let causes) where causes.count == 2:
      "either \(causes[0].clause), or \(causes[1].clause)"
    case .tied(let causes):
      causes.first.map { "most likely \($0.clause) (\(causes.count - 1) other causes stay possible)" }
        ?? "why is not known"
    case .unexplained: "why is not known"
    }
  }
}
