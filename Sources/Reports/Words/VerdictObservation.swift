import Causes
import Wire

/// One observation with all the causes that it speaks for or against: evidence as a reader wants it, said once.
struct VerdictObservation {
  /// What was observed, and where: `the sender had sent its FIN [frame 7]`; ``Prose``.
  var statement: String
  /// Whether it speaks for ``causes``.
  var supports: Bool
  /// How much it weighs.
  var strength: Evidence.Strength
  /// The causes, likeliest first.
  var causes: [Cause]

  /// `for no-listener, firewall-reject`.
  var bearing: String { "\(supports ? "for" : "against") \(causes.map(\.rawValue).joined(separator: ", "))" }
}

extension Verdict {
  /// The evidence with equal observations joined: those for the likeliest cause first, the heavier before the lighter.
  var observations: [VerdictObservation] {
    var joined: [VerdictObservation] = []
    for evidence in orderedEvidence {
      let statement = evidence.statement + evidence.places
      let index = joined.firstIndex {
        $0.statement == statement && $0.supports == evidence.supports && $0.strength == evidence.strength
      }
      if let index {
        if !joined[index].causes.contains(evidence.cause) { joined[index].causes.append(evidence.cause) }
      } else {
        joined.append(
          VerdictObservation(
            statement: statement, supports: evidence.supports, strength: evidence.strength, causes: [evidence.cause]))
      }
    }
    return joined
  }

  private var orderedEvidence: [Evidence] {
    let rank = Dictionary(
      candidates.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { first, _ in first })
    return evidence.enumerated().sorted { left, right in
      let (a, b) = (left.element, right.element)
      let (placeOfA, placeOfB) = (rank[a.cause] ?? Int.max, rank[b.cause] ?? Int.max)
      if placeOfA != placeOfB { return placeOfA < placeOfB }
      if a.supports != b.supports { return a.supports }
      if a.strength != b.strength { return a.strength > b.strength }
      return left.offset < right.offset
    }.map(\.element)
  }
}

extension Evidence {
  /// ` [frames 3, 5; call c2]`, or nothing.
  var places: String {
    var parts: [String] = []
    if !frames.isEmpty { parts.append(list("frame", frames.map(\.description))) }
    if !calls.isEmpty { parts.append(list("call", calls.map(ReportID.call))) }
    if !kernelEvents.isEmpty { parts.append(list("kernel event", kernelEvents.map(ReportID.kernelEvent))) }
    return parts.isEmpty ? "" : " [\(parts.joined(separator: "; "))]"
  }

  private func list(_ noun: String, _ names: [String]) -> String {
    "\(noun)\(names.count == 1 ? "" : "s") \(names.joined(separator: ", "))"
  }
}
