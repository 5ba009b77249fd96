public import Flows

/// The patterns that one reset belongs to: 32 bits, for use on every reset.
public struct PatternSet: Hashable, Sendable, BitwiseCopyable {
  private var bits: UInt32 = 0

  /// No pattern.
  public init() {}

  /// Whether there is none.
  public var isEmpty: Bool { bits == 0 }

  /// Adds one.
  public mutating func insert(_ pattern: PatternName) { bits |= 1 << UInt32(pattern.rawValue) }

  /// Adds those of `other`.
  public mutating func formUnion(_ other: PatternSet) { bits |= other.bits }

  /// Whether it holds `pattern`.
  public func contains(_ pattern: PatternName) -> Bool { bits & 1 << UInt32(pattern.rawValue) != 0 }

  /// The members in the order of ``PatternName``.
  public var members: [PatternName] { PatternName.allCases.filter(contains) }

  /// Calls `body` with each member, in order; allocates nothing.
  @inlinable
  public func forEach(_ body: (PatternName) -> Void) {
    var left = rawBits
    while left != 0 {
      if let pattern = PatternName(rawValue: UInt8(truncatingIfNeeded: left.trailingZeroBitCount)) { body(pattern) }
      left &= left &- 1
    }
  }

  @usableFromInline
  var rawBits: UInt32 { bits }
}

extension PatternSet {
  /// What one reset shows by itself; see ``PatternAccumulator`` for what only many together show.
  public init(_ reset: Reset) { self = reset.show { PatternSet($0, Scene($0)) } }

  init(_ reset: borrowing ResetView, _ scene: Scene) {
    self.init()
    if let signature = TamperingSignature.match(reset) { insert(signature) }
    InjectionDetector.detect(reset, into: &self)
    if Situation.isBackscatter(reset, scene) { insert(.backscatter) }
    if Situation.isIdleCloseRace(reset, scene) { insert(.idleCloseRace) }
    if Situation.isCrossing(reset, scene) { insert(.crossingResets) }
    if Situation.isStateLost(scene) { insert(.stateLostInNAT) }
  }
}
