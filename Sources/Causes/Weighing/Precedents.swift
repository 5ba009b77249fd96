public import Flows

/// The outcomes of scenes that were met before: a capture holds many resets and few scenes, and to weigh one again would
/// only find the same.
///
/// Of fixed size, 24 KiB, whatever comes: a scene takes the place of another one that shares it.
public struct Precedents: Sendable {
  private struct Precedent: BitwiseCopyable {
    var facts: Scene.Facts
    var marks: UInt64
    var outcome: Outcome

    init(_ scene: Scene) {
      (facts, marks) = (scene.facts, scene.marks)
      outcome = Outcome(Weighing(scene))
    }
  }

  private var places: ContiguousArray<Precedent>
  /// Ten bits name one.
  private static let size = 1024

  /// None but that of a scene without any facts.
  public init() { places = ContiguousArray(repeating: Precedent(.none), count: Self.size) }

  /// Judges `reset` by what is known of its aftermath so far.
  public mutating func judge(_ reset: borrowing ResetView) -> Judgement {
    let scene = Scene(reset)
    return Judgement(outcome: outcome(of: scene), patterns: PatternSet(reset, scene))
  }

  /// What weighing a scene amounts to.
  @inline(__always)
  mutating func outcome(of scene: Scene) -> Outcome {
    let (facts, marks) = (scene.facts, scene.marks)
    let place = Self.place(facts, marks)
    if places[place].facts != facts || places[place].marks != marks { places[place] = Precedent(scene) }
    return places[place].outcome
  }

  /// The highest bits of a product that all bits of both change.
  @inline(__always)
  private static func place(_ facts: Scene.Facts, _ marks: UInt64) -> Int {
    let mixed = (facts.rawValue ^ marks &* 0x9e37_79b9_7f4a_7c15) &* 0xbf58_476d_1ce4_e5b9
    return Int(truncatingIfNeeded: mixed >> 54)
  }
}
