import CProcessor

/// Conditions as numbers: which of several fails, or which of two numbers is wanted, is a guess for every segment where flows
/// mix at random, and a wrong one costs as much as twenty of what stands here.
extension Bool {
  /// 1 or 0, to be joined by `&` and `|` where `&&` and `||` would jump.
  @inline(always)
  var bit: UInt8 { self ? 1 : 0 }

  /// All bits or none, and no jump that the compiler might make of it.
  @inline(always)
  var mask: UInt64 { cprocessor_opaque(0 &- UInt64(bit)) }

  /// One of two numbers.
  @inline(always)
  func choose<Number: FixedWidthInteger>(_ yes: Number, _ no: Number) -> Number {
    no ^ ((yes ^ no) & Number(truncatingIfNeeded: mask))
  }
}
