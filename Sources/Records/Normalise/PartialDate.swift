/// A date of birth as systems hold it: whole, in part, or as an age.
///
///     PartialDate("1987-05-09")              // year 1987, month 5, day 9, exchangeable
///     PartialDate("1987")                    // the year alone
///     PartialDate("aged 30-35", on: day)     // a range of years
///
/// Nothing is thrown away for looking odd: what looks like a placeholder is flagged, and its frequency
/// decides what it is worth.
public struct PartialDate: Sendable, Hashable {
  public struct Flags: OptionSet, Sendable, Hashable {
    public let rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// 1 January: where no day was registered, this one is entered.
    public static let firstOfJanuary = Flags(rawValue: 1)
    /// A date that stands for none, such as 1900-01-01.
    public static let placeholder = Flags(rawValue: 2)
    /// Day and month could have been exchanged: both are at most 12, and they differ.
    public static let exchangeable = Flags(rawValue: 4)
    /// Written with circa or as an age.
    public static let approximate = Flags(rawValue: 8)
    /// The text had month and day in the other order: it fits no other way.
    public static let wasExchanged = Flags(rawValue: 16)
  }

  /// The year, or the years that an age leaves open.
  public let years: ClosedRange<Int>
  /// 1 to 12.
  public let month: Int?
  /// 1 to 31; nil where the month is nil.
  public let day: Int?
  public let flags: Flags

  /// The whole date, where there is one.
  public var whole: Day? {
    guard let month, let day, years.count == 1 else { return nil }
    return Day(year: years.lowerBound, month: month, day: day)
  }

  /// The same date with day and month exchanged, where that is a date and another one.
  public var exchanged: Day? {
    guard flags.contains(.exchangeable), let month, let day else { return nil }
    return Day(year: years.lowerBound, month: day, day: month)
  }

  /// Reads ISO 8601 dates in whole or part, British dates with `/`, `.`, `-` or a month's name, years,
  /// and ages. Nil for anything else, and for dates that cannot exist.
  ///
  /// - Parameter reported: The day on which an age was given; without it ages are not read.
  public init?(_ text: String, on reported: Day? = nil) {
    var words = text.lowercased().split { " ,".contains($0) }.map(String.init)
    var flags: Flags = []
    while let first = words.first, Self.approximations.contains(first) {
      flags.insert(.approximate)
      words.removeFirst()
    }
    let rest = words.joined(separator: " ")
    if let age = Self.age(rest, isMarked: text.lowercased().contains("age")), let reported {
      let year = reported.parts.year
      self.init(
        years: year - age.upperBound - 1...year - age.lowerBound, month: nil, day: nil,
        flags: .approximate)
      return
    }
    guard let (year, month, day, isExchanged) = Self.parts(rest) else { return nil }
    if isExchanged { flags.insert(.wasExchanged) }
    self.init(years: year...year, month: month, day: day, flags: flags)
  }

  private init(years: ClosedRange<Int>, month: Int?, day: Int?, flags: Flags) {
    self.years = years
    self.month = month
    self.day = day
    var flags = flags
    if let month, let day {
      if month == 1, day == 1 { flags.insert(.firstOfJanuary) }
      if day <= 12, day != month { flags.insert(.exchangeable) }
      let year = years.lowerBound
      if month == 1, day == 1, [1800, 1899, 1900, 1901, 1970].contains(year) || year < 1890 {
        flags.insert(.placeholder)
      }
      if month == 11, day == 11, year == 1911 || year == 1111 { flags.insert(.placeholder) }
    }
    self.flags = flags
  }

  private static let approximations: Set<String> = [
    "c", "c.", "ca", "ca.", "circa", "about", "approx", "approx.", "approximately", "abt", "born",
  ]

  /// Reads `30`, `30-35`, `30 to 35`, `30s`, each with or without `age`, `aged`, `years`, `old`.
  private static func age(_ text: String, isMarked: Bool) -> ClosedRange<Int>? {
    var text = text
    for word in ["aged", "age", "years", "year", "yrs", "old", "between"] {
      text = text.replacing(word, with: " ")
    }
    let isDecade = text.contains("0s")
    let numbers = text.split { !$0.isASCII || !$0.isNumber }.compactMap { Int($0) }
    let isPlain = text.allSatisfy { $0.isNumber || " -s".contains($0) || "to".contains($0) }
    guard isPlain, let first = numbers.first, (1...120).contains(first), numbers.count <= 2 else {
      return nil
    }
    if isDecade, numbers.count == 1 { return first...first + 9 }
    if numbers.count == 2 {
      return first <= numbers[1] && numbers[1] <= 120 ? first...numbers[1] : nil
    }
    return isMarked ? first...first : nil
  }

  private static func parts(
    _ text: String
  ) -> (year: Int, month: Int?, day: Int?, isExchanged: Bool)? {
    // A clock time behind an ISO 8601 date is not read.
    let isDayAndTime = text.utf8.count > 10 && Day(iso: text.prefix(10)) != nil
    let fields = (isDayAndTime ? text.prefix(10) : text[...]).split { "-/. ".contains($0) }
    let numbers = fields.map { Int($0) ?? monthNumber($0) ?? -1 }
    let isNamed = fields.count > 1 && Int(fields[1]) == nil
    switch fields.count {
    case 1 where fields[0].utf8.count == 4 && valid(year: numbers[0]):
      return (numbers[0], nil, nil, false)
    case 2:
      let (year, month) =
        fields[0].utf8.count == 4 ? (numbers[0], numbers[1]) : (numbers[1], numbers[0])
      return valid(year: year) && (1...12).contains(month) ? (year, month, nil, false) : nil
    case 3 where fields[0].utf8.count == 4:
      return Day(year: numbers[0], month: numbers[1], day: numbers[2]).map { _ in
        (numbers[0], numbers[1], numbers[2], false)
      }
    case 3 where fields[2].utf8.count == 4:
      let (day, month, year) = (numbers[0], numbers[1], numbers[2])
      if Day(year: year, month: month, day: day) != nil { return (year, month, day, false) }
      guard !isNamed, Day(year: year, month: day, day: month) != nil else { return nil }
      return (year, day, month, true)
    default: return nil
    }
  }

  private static func valid(year: Int) -> Bool { (1800...2200).contains(year) }

  private static func monthNumber(_ text: Substring) -> Int? {
    guard text.utf8.count >= 3 else { return nil }
    return Day.monthNames.firstIndex { $0.lowercased().hasPrefix(text) }.map { $0 + 1 }
  }
}
