import Assessment
import Records

/// How each position of an overview stands to the list of an earlier period.
struct OverviewTrend {
  let comparison: PeriodComparison
  private let changes: [String: PeriodChange]

  init(_ comparison: PeriodComparison) {
    self.comparison = comparison
    changes = Dictionary(
      comparison.changes.filter { $0.rankAfter != nil }.map { ($0.id, $0) },
      uniquingKeysWith: { first, _ in first })
  }

  /// What stands beside the rank: `▲3` for three places up, `▼2` for two down, `=`, or `new`.
  func mark(of circle: OverviewChart.Circle) -> String {
    guard let change = changes[circle.position], let before = change.rankBefore else {
      return "new"
    }
    let places = before - circle.rank
    return places == 0 ? "=" : places > 0 ? "▲\(places)" : "▼\(-places)"
  }

  /// `mark(of:)` in words, for tables.
  func words(of circle: OverviewChart.Circle) -> String {
    guard let change = changes[circle.position], let before = change.rankBefore else {
      return "new"
    }
    let places = before - circle.rank
    let move = places == 0 ? "no move" : places > 0 ? "\(places) up" : "\(-places) down"
    return "\(move), \(change.fate.rawValue)"
  }

  /// `members` in the order in which they are packed: what was on the earlier list as it stood there, then
  /// what is new.
  func packingOrder(of members: [Int], _ circles: ArraySlice<OverviewChart.Circle>) -> [Int] {
    func before(_ index: Int) -> Int { changes[circles[index].position]?.rankBefore ?? .max }
    return members.sorted { a, b in
      before(a) != before(b) ? before(a) < before(b) : a < b
    }
  }

  private var gone: [PeriodChange] { comparison.changes.filter { $0.rankAfter == nil } }

  func summary(of circles: ArraySlice<OverviewChart.Circle>) -> String {
    let marks = circles.map(mark)
    return "Since \(comparison.from.name): \(marks.count { $0 == "new" }) new, "
      + "\(marks.count { $0.hasPrefix("▲") }) up, \(marks.count { $0.hasPrefix("▼") }) down, "
      + "\(gone.count) gone. "
  }

  var key: [ChartFurniture.KeyPair] {
    let period = comparison.from.name
    return [
      ChartFurniture.keyCell(SafeText("▲3 ▼2 ="), SafeText("places moved since \(period)")),
      ChartFurniture.keyCell(SafeText("new"), SafeText("not on the list of \(period)")),
    ]
  }

  /// Names what is no longer on the list, as far as there is room.
  var notes: [SafeText] {
    guard !gone.isEmpty else { return [] }
    let named = gone.prefix(12).map { change in
      "\(SafeText(change.title).oneLine(40).text)"
        + (change.rankBefore.map { ", then rank \($0)" } ?? "")
    }
    let more = gone.count - named.count
    return [
      SafeText(
        "On the list of \(comparison.from.name) and no longer: \(named.joined(separator: "; "))"
          + (more > 0 ? "; and \(more) more." : "."))
    ]
  }
}
