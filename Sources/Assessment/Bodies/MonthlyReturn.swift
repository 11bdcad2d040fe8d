import Records

/// One figure of the monthly return.
struct ReturnFigure {
  let name: String
  /// The days that count, also those outside the period.
  let days: [Day]
  /// What the case holds in the whole period, counted from what was imported and not from `days`.
  let held: Int
}

extension BodyTableMaker {
  /// Nothing about an entry under the victim shield is in any.
  var returnFigures: [ReturnFigure] {
    let listed = Set(positions.map(\.id))
    let inPeriod = DayInterval(start: period.start, end: period.end)
    func isInside(_ day: Day?) -> Bool {
      day.map { DayInterval(on: $0).overlaps(inPeriod) } ?? false
    }
    let accounts = positions.flatMap(\.disruptions)
    let opened = actions.filter { listed.contains($0.subject) }
    let reports = ReturnFigure(
      name: "reports entered", days: evidence.reports.compactMap(\.entered),
      held: evidence.reports.count { isInside($0.entered) })
    let levels = Disruption.Level.allCases.map { level in
      ReturnFigure(
        name: "disruptions: \(level.rawValue)",
        days: accounts.filter { $0.level == level }.map(\.day),
        held: evidence.disruptions.count {
          $0.level == level && listed.contains($0.subject) && isInside($0.day)
        })
    }
    let pillars = PlannedAction.Pillar.allCases.map { pillar in
      let own = opened.filter { $0.pillar == pillar }.map { Day(iso: $0.opened) }
      return ReturnFigure(
        name: "actions opened: \(pillar.rawValue)", days: own.compactMap { $0 },
        held: own.count(where: isInside))
    }
    let reviews = ReturnFigure(
      name: "reviews of the master list due",
      days: positions.filter(\.isOfMasterList).compactMap(\.due),
      held: positions.count { $0.isOfMasterList && isInside($0.due) })
    return [reports] + levels + pillars + [reviews]
  }

  func monthlyReturn() -> Table {
    let months = period.months
    let rows = returnFigures.map { figure -> [Table.Cell] in
      let byMonth = months.map { month in
        figure.days.count { $0 >= month.start && $0 < month.end }
      }
      let total = byMonth.reduce(0, +)
      return [.text(figure.name)] + byMonth.map { .number($0) }
        + [.number(total), .number(figure.held), .text(total == figure.held ? "yes" : "no")]
    }
    let live = positions.filter { $0.isOfMasterList && $0.status == "active" }
    let kinds = Dictionary(grouping: live, by: \.kind.words).sorted { $0.key < $1.key }
      .map { "\($0.value.count) \($0.key)" }
    return Table(
      kind: .monthlyReturn,
      columns: ["figure"] + months.map(\.name) + ["total", "held in the case", "adds up"],
      rows: rows,
      notes: [
        "Active on the master list as it is now: \(live.count)"
          + (kinds.isEmpty ? "" : " (\(kinds.joined(separator: ", ")))")
          + ". The list keeps no history of its statuses; entries under the victim shield are in no "
          + "figure.",
        rows.contains { $0.last == "no" }
          ? "The months and the case do not add up: do not send this return."
          : "Every total is what the case holds.",
      ])
  }
}

extension Position {
  var isOfMasterList: Bool {
    if case .subject = kind { true } else { false }
  }
}

extension Period {
  /// The calendar months that it covers, in order.
  var months: [Period] {
    var months: [Period] = []
    var cursor = start
    while cursor < end, let month = Period(String(cursor.description.prefix(7))) {
      months.append(month)
      cursor = month.end
    }
    return months
  }
}
