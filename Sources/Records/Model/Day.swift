/// A calendar day of the proleptic Gregorian calendar, as days since 1 January 1970.
public struct Day: Sendable, Hashable, Comparable, CustomStringConvertible {
  public let number: Int32

  public init(number: Int32) { self.number = number }

  /// Returns nil for a day that cannot exist, such as 30 February, or a year outside 1800 to 2200.
  ///
  /// > Source: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms", 2013.
  public init?(year: Int, month: Int, day: Int) {
    guard (1800...2200).contains(year), (1...12).contains(month),
      day >= 1, day <= Day.length(ofMonth: month, year: year)
    else { return nil }
    let y = month <= 2 ? year - 1 : year
    let era = y / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    number = Int32(era * 146_097 + dayOfEra - 719_468)
  }

  /// Reads `yyyy-MM-dd` and nothing else.
  public init?(iso text: String) { self.init(iso: text.utf8) }

  /// Reads `yyyy-MM-dd` and nothing else.
  public init?(iso text: Substring) { self.init(iso: text.utf8) }

  private init?(iso text: some Sequence<UInt8>) {
    var (parts, part, length) = ((0, 0, 0), 0, 0)
    for byte in text {
      length += 1
      guard length <= 10 else { return nil }
      if length == 5 || length == 8 {
        guard byte == UInt8(ascii: "-") else { return nil }
        (parts.0, parts.1, part) = (parts.1, part, 0)
      } else {
        guard (0x30...0x39).contains(byte) else { return nil }
        part = part * 10 + Int(byte - 0x30)
      }
    }
    guard length == 10 else { return nil }
    self.init(year: parts.0, month: parts.1, day: part)
  }

  /// Year, month and day of the month.
  public var parts: (year: Int, month: Int, day: Int) {
    let z = Int(number) + 719_468
    let era = (z >= 0 ? z : z - 146_096) / 146_097
    let dayOfEra = z - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * shifted + 2) / 5 + 1)
  }

  /// `yyyy-MM-dd`.
  public var description: String {
    let (year, month, day) = parts
    return "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
  }

  /// As printed in documents, such as `3 March 2026`.
  public var words: String {
    let (year, month, day) = parts
    return "\(day) \(Day.monthNames[month - 1]) \(year)"
  }

  public func adding(days: Int) -> Day { Day(number: number + Int32(clamping: days)) }

  /// The same day `months` later, or the last day of that month where it is shorter.
  public func adding(months: Int) -> Day {
    let (year, month, day) = parts
    let total = year * 12 + month - 1 + months
    let newYear = total / 12
    let newMonth = total % 12 + 1
    let last = Day.length(ofMonth: newMonth, year: newYear)
    return Day(year: newYear, month: newMonth, day: min(day, last)) ?? self
  }

  public static func - (a: Day, b: Day) -> Int { Int(a.number) - Int(b.number) }
  public static func < (a: Day, b: Day) -> Bool { a.number < b.number }

  static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  static let monthNames = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]
}

/// The days over which something held: from `start` up to, but not including, `end`. A missing end
/// is open.
public struct DayInterval: Sendable, Hashable {
  public let start: Day?
  public let end: Day?

  public init(start: Day?, end: Day?) {
    self.start = start
    self.end = end
  }

  /// A single day.
  public init(on day: Day) { self.init(start: day, end: day.adding(days: 1)) }

  /// Nothing is known about when.
  public static let unknown = DayInterval(start: nil, end: nil)

  /// Whether the two share at least one day; an open end reaches as far as needed.
  public func overlaps(_ other: DayInterval) -> Bool {
    let startsBefore = other.end.map { end in start.map { $0 < end } ?? true } ?? true
    let endsAfter = other.start.map { from in end.map { from < $0 } ?? true } ?? true
    return startsBefore && endsAfter
  }
}

/// An assessment period, such as the third quarter of 2026.
public struct Period: Sendable, Hashable, CustomStringConvertible {
  public let name: String
  public let start: Day
  /// The first day after the period.
  public let end: Day

  /// Reads `2026-Q3`, `2026-07` or `2026`; nil for anything else.
  public init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard let yearText = parts.first, yearText.utf8.count == 4, let year = Int(yearText),
      parts.count <= 2
    else { return nil }
    var month = 1
    var months = 12
    if parts.count == 2 {
      if parts[1].hasPrefix("Q"), let quarter = Int(parts[1].dropFirst()),
        (1...4).contains(quarter)
      {
        month = quarter * 3 - 2
        months = 3
      } else if parts[1].utf8.count == 2, let number = Int(parts[1]), (1...12).contains(number) {
        month = number
        months = 1
      } else {
        return nil
      }
    }
    guard let start = Day(year: year, month: month, day: 1) else { return nil }
    self.name = text
    self.start = start
    self.end = start.adding(months: months)
  }

  public var interval: DayInterval { DayInterval(start: start, end: end) }
  public var description: String { name }
}
