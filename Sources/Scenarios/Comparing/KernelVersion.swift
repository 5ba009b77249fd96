import Glibc

/// A kernel's version by its first two numbers.
struct KernelVersion: Hashable, CustomStringConvertible {
  var numbers: [Int]

  /// The running kernel's, from `uname`; nil if it has no such form.
  static var running: KernelVersion? {
    guard let text = SmallFile.read("/proc/sys/kernel/osrelease") else { return nil }
    let numbers = text.split(whereSeparator: { !$0.isNumber }).prefix(2).compactMap { Int($0) }
    return numbers.count == 2 ? KernelVersion(numbers: numbers) : nil
  }

  /// `6.18`.
  var description: String { numbers.map(String.init).joined(separator: ".") }

  /// Whether it comes before another.
  func isBefore(_ other: [Int]) -> Bool { numbers.lexicographicallyPrecedes(other) }
}
