/// Text of moments: RFC 3339 in UTC, always with nine decimals.
extension Timestamp: CustomStringConvertible {
  /// `2026-11-23T07:30:00.123456789Z` (RFC 3339 §5.6).
  public var description: String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(30)
    append(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends the text of ``description``, in ASCII.
  public func append(to bytes: inout [UInt8]) {
    let date = CivilDate(daysSinceEpoch: days)
    let second = secondOfDay
    bytes.append(decimal: date.year, digits: 4)
    bytes.append(UInt8(ascii: "-"))
    bytes.append(decimal: date.month, digits: 2)
    bytes.append(UInt8(ascii: "-"))
    bytes.append(decimal: date.day, digits: 2)
    bytes.append(UInt8(ascii: "T"))
    appendTimeOfDay(second: second, to: &bytes)
    bytes.append(UInt8(ascii: "."))
    bytes.append(decimal: fraction, digits: 9)
    bytes.append(UInt8(ascii: "Z"))
  }

  private func appendTimeOfDay(second: Int, to bytes: inout [UInt8]) {
    bytes.append(decimal: second / 3600, digits: 2)
    bytes.append(UInt8(ascii: ":"))
    bytes.append(decimal: second / 60 % 60, digits: 2)
    bytes.append(UInt8(ascii: ":"))
    bytes.append(decimal: second % 60, digits: 2)
  }

  private static let nanosecondsPerSecond: Int64 = 1_000_000_000
  private static let secondsPerDay: Int64 = 86_400

  private var wholeSeconds: Int64 { floorDivide(nanoseconds, by: Self.nanosecondsPerSecond) }
  private var fraction: Int { Int(nanoseconds &- wholeSeconds &* Self.nanosecondsPerSecond) }
  private var days: Int64 { floorDivide(wholeSeconds, by: Self.secondsPerDay) }
  private var secondOfDay: Int { Int(wholeSeconds &- days &* Self.secondsPerDay) }
}

extension Timestamp {
  /// Reads an RFC 3339 moment: any number of decimals (those past the ninth are dropped), `Z` or a numeric offset.
  ///
  /// Yields nil for anything else, and for years that ``nanoseconds`` cannot hold.
  public init?(rfc3339 text: some StringProtocol) {
    var reader = DateReader(bytes: Array(text.utf8))
    guard let year = reader.number(digits: 4), reader.skip("-"), let month = reader.number(digits: 2),
      reader.skip("-"), let day = reader.number(digits: 2), reader.skip("T", "t", " "),
      let hour = reader.number(digits: 2), reader.skip(":"), let minute = reader.number(digits: 2),
      reader.skip(":"), let second = reader.number(digits: 2), let fraction = reader.fraction(),
      let offset = reader.zoneOffset(), reader.isAtEnd,
      (1...12).contains(month), (1...31).contains(day), hour < 24, minute < 60, second <= 60,
      let days = CivilDate(year: year, month: month, day: day).daysSinceEpoch
    else { return nil }
    self.init(seconds: days * 86_400 + Int64(hour * 3600 + minute * 60 + second) - offset, fraction)
  }

  /// Reads seconds since 1970 in decimal digits, with or without decimals (those past the ninth are dropped).
  ///
  /// Yields nil for anything else, and for what ``nanoseconds`` cannot hold.
  public init?(secondsSince1970 text: some StringProtocol) {
    var reader = DateReader(bytes: Array(text.utf8))
    let digits = reader.bytes.prefix { (48...57).contains($0) }.count
    guard (1...10).contains(digits), let seconds = reader.number(digits: digits), let fraction = reader.fraction(),
      reader.isAtEnd
    else { return nil }
    self.init(seconds: Int64(seconds), fraction)
  }

  private init?(seconds: Int64, _ nanoseconds: Int64) {
    let (scaled, overflow) = seconds.multipliedReportingOverflow(by: Self.nanosecondsPerSecond)
    let (sum, carry) = scaled.addingReportingOverflow(nanoseconds)
    guard !overflow, !carry else { return nil }
    self.init(nanoseconds: sum)
  }
}

/// A date of the proleptic Gregorian calendar.
private struct CivilDate {
  var year: Int
  var month: Int
  var day: Int

  init(year: Int, month: Int, day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// Counts 400-year eras from 1 March of year 0, so that the leap day comes last in its year.
  init(daysSinceEpoch days: Int64) {
    let shifted = days + 719_468
    let era = floorDivide(shifted, by: 146_097)
    let dayOfEra = Int(shifted - era * 146_097)
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    year = yearOfEra + Int(era) * 400 + (month <= 2 ? 1 : 0)
  }

  /// Days since 1970-01-01, or nil where the month has no such day.
  var daysSinceEpoch: Int64? {
    let shiftedYear = Int64(month <= 2 ? year - 1 : year)
    let era = floorDivide(shiftedYear, by: 400)
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = Int64((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1)
    let days = era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    let back = CivilDate(daysSinceEpoch: days)
    return back.month == month && back.day == day ? days : nil
  }
}

/// Reads the pieces of a date from left to right.
private struct DateReader {
  var bytes: [UInt8]
  var position = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  var isAtEnd: Bool { position == bytes.count }

  mutating func number(digits: Int) -> Int? {
    guard position + digits <= bytes.count else { return nil }
    var value = 0
    for byte in bytes[position..<position + digits] {
      guard (48...57).contains(byte) else { return nil }
      value = value * 10 + Int(byte - 48)
    }
    position += digits
    return value
  }

  mutating func skip(_ choices: Unicode.Scalar...) -> Bool {
    guard position < bytes.count, choices.contains(where: { UInt8(ascii: $0) == bytes[position] }) else { return false }
    position += 1
    return true
  }

  /// Nanoseconds after an optional point.
  mutating func fraction() -> Int64? {
    guard skip(".") else { return 0 }
    var value: Int64 = 0
    var scale: Int64 = 100_000_000
    let start = position
    while position < bytes.count, (48...57).contains(bytes[position]) {
      value += Int64(bytes[position] - 48) * scale
      scale /= 10
      position += 1
    }
    return position > start ? value : nil
  }

  /// Seconds east of UTC.
  mutating func zoneOffset() -> Int64? {
    if skip("Z", "z") { return 0 }
    let sign: Int64 = skip("-") ? -1 : 1
    guard sign < 0 || skip("+"), let hours = number(digits: 2), skip(":"), let minutes = number(digits: 2),
      hours < 24, minutes < 60
    else { return nil }
    return sign * Int64(hours * 3600 + minutes * 60)
  }
}

/// Division that rounds towards negative infinity; `divisor` is positive.
private func floorDivide(_ value: Int64, by divisor: Int64) -> Int64 {
  let quotient = value / divisor
  return value % divisor < 0 ? quotient - 1 : quotient
}

extension [UInt8] {
  /// Appends the last `digits` decimal digits of a number that is not negative.
  fileprivate mutating func append(decimal value: Int, digits: Int) {
    var scale = 1
    for _ in 1..<digits { scale *= 10 }
    var rest = value
    while scale > 0 {
      append(UInt8(truncatingIfNeeded: 48 + rest / scale % 10))
      rest %= scale
      scale /= 10
    }
  }
}
