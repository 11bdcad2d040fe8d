import Testing

@testable import Linkage

@Suite("Levels of agreement") struct ValueLevelTests {
  private func date(_ year: Int, _ month: Int, _ day: Int) -> Int32 {
    PackedDate.text(year: year, month: month, day: day).flatMap { Int32($0) } ?? 0
  }

  @Test("Dates agree as clerks get them wrong")
  func dates() {
    let born = date(1984, 3, 9)
    #expect(DateLevel.of(born, born) == DateLevel.equal)
    #expect(DateLevel.of(born, date(1984, 9, 3)) == DateLevel.swapped)
    #expect(DateLevel.of(born, date(1948, 3, 9)) == DateLevel.typing)
    #expect(DateLevel.of(born, date(1985, 3, 9)) == DateLevel.typing)
    #expect(DateLevel.of(born, date(1984, 3, 27)) == DateLevel.twoParts)
    #expect(DateLevel.of(born, date(1984, 1, 1)) == DateLevel.yearOnly)
    #expect(DateLevel.of(born, date(1984, 0, 0)) == DateLevel.yearOnly)
    #expect(DateLevel.of(born, date(1983, 12, 30)) == DateLevel.sameYear)
    #expect(DateLevel.of(born, date(1962, 11, 28)) == DateLevel.differ)
    #expect(DateLevel.of(date(1984, 1, 1), date(1984, 1, 1)) == DateLevel.equalNewYear)
  }

  @Test("A date that cannot be is no date", arguments: [(1984, 13, 1), (1984, 1, 32), (0, 0, 0)])
  func badDates(year: Int, month: Int, day: Int) {
    #expect(PackedDate.text(year: year, month: month, day: day) == nil)
  }

  @Test("Levels of dates are the same both ways")
  func symmetry() {
    for index in 0..<3_000 as Range<UInt64> {
      let dates = [UInt64(1), 2].map { stream -> Int32 in
        let bits = counterBits(index, stream)
        return date(1980 + Int(bits % 4), Int(bits >> 8 % 13), Int(bits >> 16 % 32))
      }
      guard !dates.contains(0) else { continue }
      #expect(DateLevel.of(dates[0], dates[1]) == DateLevel.of(dates[1], dates[0]))
    }
  }

  @Test(
    "Words agree by class, by edit, by similarity, by initial",
    arguments: [
      ("elizabeth", "liz", WordLevel.variant), ("nowak", "nowack", WordLevel.close),
      ("smith", "smiht", WordLevel.close), ("dickson", "dixon", WordLevel.near),
      ("a", "adam", WordLevel.initial), ("b", "adam", WordLevel.differ),
      ("ann", "bob", WordLevel.differ),
    ])
  func words(a: String, b: String, level: UInt8) {
    let lexicon = Lexicon(texts: [a, b], comparator: .words) {
      ["elizabeth", "liz"].contains($0) ? ["elizabeth"] : []
    }
    #expect(WordLevel.of(0, 1, in: lexicon) == level)
  }

  @Test(
    "Codes agree up to two edits, short codes less",
    arguments: [
      ("ABCDXYZ", "ABCDXYS", CodeLevel.oneEdit), ("ABCDXYZ", "BACDXYZ", CodeLevel.oneEdit),
      ("ABCDXYZ", "ABQQXYZ", CodeLevel.twoEdits), ("ABCDXYZ", "PQRSEFG", CodeLevel.differ),
      ("1234", "1243", CodeLevel.oneEdit), ("1234", "1199", CodeLevel.differ),
      ("12", "13", CodeLevel.differ),
    ])
  func codes(a: String, b: String, level: UInt8) {
    let lexicon = Lexicon(texts: [a, b], comparator: .words) { _ in [] }
    #expect(CodeLevel.of(0, 1, in: lexicon) == level)
  }
}
