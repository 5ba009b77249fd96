/// The marks that the rules made on one reset, and what they amount to: the written combination rule.
///
/// A reader can redo it by hand from the evidence of a verdict:
///
/// 1. A cause is *in reach* once any mark speaks for it. A rule that sees nothing to say stays silent.
/// 2. A decisive mark against a cause rules it out, whatever speaks for it.
/// 3. If a decisive mark speaks for some cause that is in reach and not ruled out, all causes without one drop out.
/// 4. One cause left, with a decisive mark for it: **settled**. None left: **unexplained**. Otherwise: **tied**.
/// 5. The members of a tie are ordered by strong marks (for minus against), then by weak marks (for minus against),
///    then by ``Cause/ordinal``. No number of weak marks outweighs a strong one.
///
/// A value of fixed size that never allocates: it is made for every scene of a capture.
public struct Weighing: Sendable, BitwiseCopyable {
  private var marks: InlineArray<40, Mark>
  private var markCount: UInt8 = 0
  private var reached = CauseSet()
  private var ruledOut = CauseSet()
  private var proven = CauseSet()
  private var scores = InlineArray<32, Int16>(repeating: 0)

  /// How many departures from a host's own RST were found; see ``ForgedResetRule``.
  var forgeryDepartures = 0

  /// The most marks that are kept; later ones still count but lose their words. No reset of ours has come near.
  public static let capacity = 40

  /// Nothing weighed.
  @inline(__always)
  public init() {
    marks = InlineArray(
      repeating: Mark(cause: .closeWithUnreadData, observation: .ownNextSequenceNumber, supports: true, strength: .weak)
    )
  }

  /// Adds a mark that speaks for `cause`.
  @inline(__always)
  public mutating func support(
    _ cause: Cause, _ strength: Evidence.Strength, _ observation: Observation
  ) {
    add(Mark(cause: cause, observation: observation, supports: true, strength: strength))
  }

  /// Adds a mark that speaks against `cause`.
  @inline(__always)
  public mutating func oppose(_ cause: Cause, _ strength: Evidence.Strength, _ observation: Observation) {
    add(Mark(cause: cause, observation: observation, supports: false, strength: strength))
  }

  /// Adds a mark of this module's rules.
  @inline(__always)
  public mutating func add(_ mark: Mark) {
    if markCount < Self.capacity {
      marks[Int(markCount)] = mark
      markCount &+= 1
    }
    count(mark.cause, supports: mark.supports, strength: mark.strength)
  }

  /// Counts another witness's evidence by the same rule; its words stay with the caller.
  public mutating func add(_ evidence: Evidence) {
    count(evidence.cause, supports: evidence.supports, strength: evidence.strength)
  }

  @inline(__always)
  private mutating func count(_ cause: Cause, supports: Bool, strength: Evidence.Strength) {
    let one = CauseSet(cause)
    if supports { reached.formUnion(one) }
    let index = Int(cause.ordinal)
    switch strength {
    case .decisive: if supports { proven.formUnion(one) } else { ruledOut.formUnion(one) }
    case .strong: scores[index] &+= supports ? Self.strongScore : -Self.strongScore
    case .weak: scores[index] &+= supports ? 1 : -1
    }
  }

  /// Larger than the sum of all weak marks that fit, so that one strong mark outranks them.
  private static let strongScore: Int16 = 256

  /// The causes that survive steps 1 to 3.
  public var survivors: CauseSet {
    let left = reached.subtracting(ruledOut)
    let best = left.intersection(proven)
    return best.isEmpty ? left : best
  }

  /// Whether step 4 settles it.
  public var isSettled: Bool {
    let left = survivors
    return left.count == 1 && !left.isDisjoint(with: proven)
  }

  /// The likeliest survivor, or nil where nothing is in reach: without allocating.
  public var likeliest: Cause? {
    var left = survivors.bits
    guard left != 0 else { return nil }
    var best = (ordinal: 0, score: Int32.min)
    while left != 0 {
      let ordinal = left.trailingZeroBitCount
      left &= left &- 1
      let score = Int32(scores[ordinal])
      best = score > best.score ? (ordinal, score) : best
    }
    return Cause.ordered[best.ordinal]
  }

  /// Settled, tied or unexplained, in words.
  public var status: Verdict.Status {
    let left = survivors.members
    guard let only = left.first else { return .unexplained }
    if left.count == 1, isSettled { return .settled(only) }
    return .tied(
      left.sorted { (scores[Int($0.ordinal)], $1.ordinal) > (scores[Int($1.ordinal)], $0.ordinal) })
  }

  /// The marks in the order in which the rules made them.
  public var allMarks: [Mark] { (0..<Int(markCount)).map { marks[$0] } }
}

extension Cause {
  /// The causes by ``ordinal``.
  static let ordered = Cause.allCases
}
