public import Flows

extension Verdict {
  /// Puts the weighing of `reset` into words, after counting what other witnesses (calls, kernel events) have to say.
  public init(_ reset: Reset, _ weighing: Weighing, also witnesses: [Evidence] = []) {
    var weighing = weighing
    for witness in witnesses { weighing.add(witness) }
    let evidence = weighing.allMarks.map { mark in
      Evidence(
        cause: mark.cause, supports: mark.supports, strength: mark.strength,
        statement: mark.observation.statement(of: reset), frames: mark.observation.frames(of: reset))
    }
    self.init(weighing, evidence + witnesses)
  }

  /// A verdict on what left no RST, from evidence alone, by the same rule.
  public init(_ evidence: [Evidence]) {
    var weighing = Weighing()
    for piece in evidence { weighing.add(piece) }
    self.init(weighing, evidence)
  }

  private init(_ weighing: Weighing, _ evidence: [Evidence]) {
    let status = weighing.status
    self.init(status: status, evidence: evidence, separatedBy: Separation.words(for: weighing.survivors))
  }
}
