import Foundation
import Records
import Testing

@Suite("Day")
struct DayTests {
  private var calendar: Calendar {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = TimeZone(secondsFromGMT: 0) ?? .current
    return calendar
  }

  @Test("Agrees with Foundation's calendar on every day from 1900 to 2100")
  func calendarAgreement() throws {
    let start = try #require(Day(year: 1900, month: 1, day: 1))
    let epoch = Date(timeIntervalSince1970: 0)
    for number in start.number..<start.number + 73_414 {
      let date = epoch.addingTimeInterval(Double(number) * 86_400)
      let parts = calendar.dateComponents([.year, .month, .day], from: date)
      let day = Day(number: number)
      #expect(day.parts.year == parts.year)
      #expect(day.parts.month == parts.month)
      #expect(day.parts.day == parts.day)
      #expect(Day(year: day.parts.year, month: day.parts.month, day: day.parts.day) == day)
    }
  }

  @Test(
    "Refuses days that cannot exist",
    arguments: [
      (2023, 2, 29), (2024, 2, 30), (2100, 2, 29), (2024, 4, 31), (2024, 13, 1), (2024, 0, 1),
    ])
  func impossible(year: Int, month: Int, day: Int) {
    #expect(Day(year: year, month: month, day: day) == nil)
  }

  @Test("Reads ISO dates and nothing else")
  func iso() {
    #expect(Day(iso: "2024-02-29")?.description == "2024-02-29")
    for text in [
      "2024-2-29", "29/02/2024", "2024-02-29T00:00", "", "2024-02-", "+024-02-01", "2026-+1-05",
    ] {
      #expect(Day(iso: text) == nil, "\(text)")
    }
  }

  @Test("Adding months keeps the day or takes the month's last")
  func months() {
    #expect(Day(iso: "2024-01-31")?.adding(months: 1).description == "2024-02-29")
    #expect(Day(iso: "2024-11-15")?.adding(months: 3).description == "2025-02-15")
    #expect(Day(iso: "2024-03-31")?.adding(months: -1).description == "2024-02-29")
  }

  @Test("A period runs to the first day after it")
  func periods() {
    #expect(Period("2026-Q3")?.start.description == "2026-07-01")
    #expect(Period("2026-Q3")?.end.description == "2026-10-01")
    #expect(Period("2026-12")?.end.description == "2027-01-01")
    #expect(Period("2026")?.end.description == "2027-01-01")
    for text in ["2026-Q5", "Q3-2026", "2026-13", "", "2026-7", "2026-Q3-1"] {
      #expect(Period(text) == nil, "\(text)")
    }
  }

  @Test("Overlap agrees with counting the shared days", arguments: 0..<200)
  func overlap(case number: Int) {
    func bound(_ code: Int) -> Int32? { code == 0 ? nil : Int32(code) }
    let (a, b) = (number % 5, number / 5 % 5)
    let (c, d) = (number / 25 % 4, 3)
    let x = DayInterval(start: bound(a).map(Day.init), end: bound(b).map { Day(number: $0 + 2) })
    let y = DayInterval(start: bound(c).map(Day.init), end: bound(d).map(Day.init))
    func days(_ interval: DayInterval) -> Set<Int32> {
      Set(
        (-20...20).filter { day in
          (interval.start.map { $0.number <= day } ?? true)
            && (interval.end.map { day < $0.number } ?? true)
        })
    }
    guard !days(x).isEmpty, !days(y).isEmpty else { return }
    #expect(x.overlaps(y) == !days(x).isDisjoint(with: days(y)), "\(x) \(y)")
  }
}
