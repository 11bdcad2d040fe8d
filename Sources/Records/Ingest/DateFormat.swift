/// One way of writing a day, in Unicode pattern letters.
///
/// `d`, `dd`, `M`, `MM` take one or two digits, or exactly two where another number stands straight
/// before or behind (`yyyyMMdd`). `MMM` takes an English month name or its first three letters in any case.
/// `yy` means 1950 to 2049. Hours, minutes and seconds (`HH`, `mm`, `ss`) must be there and are not
/// kept. Without `d` the first day of the month is meant.
struct DateFormat: Sendable {
  private enum Part: Sendable, Equatable {
    case day(exact: Bool), month(exact: Bool), monthName, year, shortYear, clock
    case literal(UInt8)
  }

  private let parts: [Part]

  /// Returns nil for a pattern with other letters, or without a year and a month.
  init?(_ pattern: String) {
    var parts: [Part] = []
    var rest = Array(pattern.utf8)[...]
    var follows = false
    while let letter = rest.first {
      let run = rest.prefix { $0 == letter }.count
      rest = rest.dropFirst(run)
      let exact = follows || rest.first.map { "dMyHms".utf8.contains($0) } ?? false
      follows = "dMyHms".utf8.contains(letter)
      switch (letter, run) {
      case (UInt8(ascii: "d"), 1), (UInt8(ascii: "d"), 2): parts.append(.day(exact: exact))
      case (UInt8(ascii: "M"), 1), (UInt8(ascii: "M"), 2): parts.append(.month(exact: exact))
      case (UInt8(ascii: "M"), 3), (UInt8(ascii: "M"), 4): parts.append(.monthName)
      case (UInt8(ascii: "y"), 4): parts.append(.year)
      case (UInt8(ascii: "y"), 2): parts.append(.shortYear)
      case (UInt8(ascii: "H"), 2), (UInt8(ascii: "m"), 2), (UInt8(ascii: "s"), 2):
        parts.append(.clock)
      case (0x61...0x7A, _): return nil
      case (0x41...0x5A, _) where letter != UInt8(ascii: "T"): return nil
      default: parts += repeatElement(.literal(letter), count: run)
      }
    }
    let years = parts.filter { $0 == .year || $0 == .shortYear }.count
    let months = parts.filter { part in
      if case .month = part { return true }
      return part == .monthName
    }
    guard years == 1, months.count == 1 else { return nil }
    self.parts = parts
  }

  /// Reads a day, or returns nil where the text has another form or the day does not exist.
  func day(_ text: some Collection<UInt8>) -> Day? {
    var rest = Array(text)[...]
    var day = 1
    var month = 0
    var year = 0
    for part in parts {
      switch part {
      case .day(let exact):
        guard let number = rest.takeNumber(digits: exact ? 2...2 : 1...2) else { return nil }
        day = number
      case .month(let exact):
        guard let number = rest.takeNumber(digits: exact ? 2...2 : 1...2) else { return nil }
        month = number
      case .monthName:
        guard let number = rest.takeMonthName() else { return nil }
        month = number
      case .year:
        guard let number = rest.takeNumber(digits: 4...4) else { return nil }
        year = number
      case .shortYear:
        guard let number = rest.takeNumber(digits: 2...2) else { return nil }
        year = number < 50 ? 2000 + number : 1900 + number
      case .clock:
        guard rest.takeNumber(digits: 2...2) != nil else { return nil }
      case .literal(let byte):
        guard rest.first == byte else { return nil }
        rest = rest.dropFirst()
      }
    }
    return rest.isEmpty ? Day(year: year, month: month, day: day) : nil
  }
}

extension ArraySlice<UInt8> {
  fileprivate mutating func takeNumber(digits: ClosedRange<Int>) -> Int? {
    var number = 0
    var taken = 0
    while taken < digits.upperBound, let byte = first, (0x30...0x39).contains(byte) {
      number = number * 10 + Int(byte - 0x30)
      taken += 1
      self = dropFirst()
    }
    return taken >= digits.lowerBound ? number : nil
  }

  fileprivate mutating func takeMonthName() -> Int? {
    let letters = prefix { ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A }.map { $0 | 0x20 }
    guard letters.count >= 3 else { return nil }
    let found = Day.monthNames.firstIndex { name in
      let full = name.lowercased().utf8
      return letters.elementsEqual(full.prefix(3)) || letters.elementsEqual(full)
    }
    guard let found else { return nil }
    self = dropFirst(letters.count)
    return found + 1
  }
}

/// Reads the dates of one file; each distinct text once.
struct DateReader {
  private let formats: [DateFormat]
  private var known: [String: Day?] = [:]

  /// `patterns` must be supported; ISO 8601 where nil.
  init(patterns: [String]?) {
    formats = (patterns ?? []).compactMap(DateFormat.init)
  }

  /// Returns nil for a day that cannot exist or a text in none of the formats.
  mutating func day(_ text: String) -> Day? {
    if let day = known[text] { return day }
    let day = read(text)
    if known.count >= FeatureReader.cacheLimit { known.removeAll(keepingCapacity: true) }
    known[text] = .some(day)
    return day
  }

  private func read(_ text: String) -> Day? {
    if formats.isEmpty { return DateReader.iso(text) }
    for format in formats {
      if let day = format.day(text.utf8) { return day }
    }
    return nil
  }

  /// Reads the day of an ISO 8601 date or date and time as it was written, in whatever zone.
  static func iso(_ text: String) -> Day? {
    let bytes = Array(text.utf8)
    guard bytes.count >= 10, bytes[..<10].allSatisfy({ $0 != UInt8(ascii: "+") }),
      let day = Day(iso: String(decoding: bytes[..<10], as: UTF8.self))
    else { return nil }
    let rest = bytes[10...]
    guard let separator = rest.first else { return day }
    guard separator == UInt8(ascii: "T") || separator == UInt8(ascii: " "), rest.count >= 6,
      rest.dropFirst().allSatisfy({ (0x30...0x39).contains($0) || ":.+-Z".utf8.contains($0) })
    else { return nil }
    return day
  }
}
