import Glibc

/// A capture could not be written.
struct WriteError: Error, CustomStringConvertible {
  let operation: String
  /// `errno` of the call.
  let number: Int32

  var description: String { unsafe "\(operation): \(String(cString: strerror(number)))" }
}
