/// SplitMix64 (Steele, Lea and Flood 2014): the same numbers from the same seed on every machine and with every compiler,
/// which the standard library does not promise of its own.
struct RandomSource {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// The next 64 random bits.
  mutating func bits() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }

  /// A number from 0 to `bound` - 1; 0 where `bound` is 0. The bias of 2⁻³² does not matter here.
  mutating func below(_ bound: UInt64) -> UInt64 { bits().multipliedFullWidth(by: bound).high }

  /// True in `chance` of 256 cases.
  mutating func happens(_ chance: UInt8) -> Bool { bits() >> 56 < UInt64(chance) }
}
