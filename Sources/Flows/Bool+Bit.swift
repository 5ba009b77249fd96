extension Bool {
  /// 1 or 0, to be joined by `&` and `|` where `&&` and `||` would jump: which of two conditions fails is a guess for every
  /// segment, and a wrong one costs as much as twenty of these.
  @inline(always)
  var bit: UInt8 { self ? 1 : 0 }
}
