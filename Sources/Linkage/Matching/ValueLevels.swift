/// How well two words agree, best first; 0 in a pattern means that one of them is missing.
enum WordLevel {
  static let equal: UInt8 = 1
  /// Variants that share a class.
  static let variant: UInt8 = 2
  /// One edit, or a similarity of at least 0.92.
  static let close: UInt8 = 3
  /// A similarity of at least 0.82.
  static let near: UInt8 = 4
  /// One is the other's first letter.
  static let initial: UInt8 = 5
  static let differ: UInt8 = 6
  static let count = 7

  /// Returns the level of two distinct words `a` < `b` of a lexicon.
  static func of(_ a: Int, _ b: Int, in lexicon: Lexicon) -> UInt8 {
    if lexicon.shareClass(a, b) { return variant }
    let (x, y) = (lexicon.units(a), lexicon.units(b))
    if min(x.count, y.count) == 1, x.count != y.count {
      return x.first == y.first ? initial : differ
    }
    let (p, q) = (lexicon.signatures[a], lexicon.signatures[b])
    let (onlyInA, onlyInB) = ((p & ~q).nonzeroBitCount, (q & ~p).nonzeroBitCount)
    let unlike = onlyInA + onlyInB
    // Each unlike unit takes an edit; beyond eight no similarity of 0.82 is left for names.
    if unlike > 8 { return differ }
    if unlike <= 2, min(x.count, y.count) > 3, alignmentDistance(x, y, limit: 1) <= 1 {
      return close
    }
    // Most words of two blocks are unlike; the bound tells so without matching unit by unit. Its last
    // place may be rounded otherwise than that of the similarity.
    if jaroWinklerBound(x, y, onlyInA: onlyInA, onlyInB: onlyInB) < 0.82 - 1e-12 { return differ }
    let similarity = jaroWinkler(x, y)
    return similarity >= 0.92 ? close : similarity >= 0.82 ? near : differ
  }
}

/// How well two identifying codes agree.
enum CodeLevel {
  static let equal: UInt8 = 1
  static let oneEdit: UInt8 = 2
  static let twoEdits: UInt8 = 3
  static let differ: UInt8 = 4

  /// Returns the level of two distinct codes. Short codes have fewer levels: one edit needs three
  /// units, two need six.
  static func of(_ a: Int, _ b: Int, in lexicon: Lexicon) -> UInt8 {
    let unlike = (lexicon.signatures[a] ^ lexicon.signatures[b]).nonzeroBitCount
    if unlike > 4 { return differ }
    let (x, y) = (lexicon.units(a), lexicon.units(b))
    let length = max(x.count, y.count)
    let limit = length >= 6 ? 2 : length >= 3 ? 1 : 0
    if limit == 0 { return differ }
    let edits = alignmentDistance(x, y, limit: limit)
    return edits > limit ? differ : edits == 1 ? oneEdit : twoEdits
  }
}

/// A date in one number, unknown parts 0.
enum PackedDate {
  /// Returns the text by which a date is interned, nil where nothing is known.
  static func text(year: Int, month: Int, day: Int) -> String? {
    guard 0..<10_000 ~= year, 0...12 ~= month, 0...31 ~= day, year + month + day > 0 else {
      return nil
    }
    return String(10_000_000 + year * 10_000 + month * 100 + day)
  }

  /// Returns the date as year, month and day, unknown parts as question marks.
  static func written(_ packed: Int32) -> String {
    let (year, month, day) = parts(packed)
    func two(_ part: Int32) -> String { part == 0 ? "??" : part < 10 ? "0\(part)" : "\(part)" }
    return "\(year == 0 ? "????" : "\(year)")-\(two(month))-\(two(day))"
  }

  static func parts(_ packed: Int32) -> (year: Int32, month: Int32, day: Int32) {
    let date = packed - 10_000_000
    return (date / 10_000, date / 100 % 100, date % 100)
  }
}

/// How well two dates agree.
enum DateLevel {
  static let equal: UInt8 = 1
  static let equalNewYear: UInt8 = 2
  static let swapped: UInt8 = 3
  /// One digit off, or two neighbours swapped.
  static let typing: UInt8 = 4
  static let twoParts: UInt8 = 5
  /// Same year, and one side knows no more (1 January or parts unknown).
  static let yearOnly: UInt8 = 6
  /// Same year otherwise, or one year apart.
  static let sameYear: UInt8 = 7
  static let differ: UInt8 = 8
  static let count = 9

  /// Returns the level of two packed dates, equal or not.
  static func of(_ a: Int32, _ b: Int32) -> UInt8 {
    let (x, y) = (PackedDate.parts(a), PackedDate.parts(b))
    let vague = isVague(x) || isVague(y)
    if a == b { return vague ? equalNewYear : equal }
    if vague { return x.year == y.year ? yearOnly : differ }
    let sameYears = x.year == y.year
    if sameYears, x.month == y.day, x.day == y.month { return swapped }
    if differingDigits(a, b) == 1 { return typing }
    let (sameMonths, sameDays) = (x.month == y.month, x.day == y.day)
    if sameYears && (sameMonths || sameDays) { return twoParts }
    if sameMonths && sameDays { return twoParts }
    return abs(x.year - y.year) <= 1 ? sameYear : differ
  }

  private static func isVague(_ date: (year: Int32, month: Int32, day: Int32)) -> Bool {
    date.month == 0 || date.day == 0 || (date.month == 1 && date.day == 1)
  }

  /// Counts a swap of neighbours as one.
  private static func differingDigits(_ a: Int32, _ b: Int32) -> Int {
    var (a, b) = (a, b)
    var count = 0
    while a != b {
      if a % 10 != b % 10 {
        count += 1
        if a % 10 == b / 10 % 10, a / 10 % 10 == b % 10 {
          a /= 10
          b /= 10
        }
      }
      a /= 10
      b /= 10
    }
    return count
  }
}
