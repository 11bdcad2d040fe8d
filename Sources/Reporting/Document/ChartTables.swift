import Assessment
import Records

/// What charts show, as tables that stand in place of a picture: every box and every link with all that
/// is said of them, also what a picture has no room for.
enum ChartTables {
  /// Of more entities only the most linked are listed.
  static let mostEntities = 2_000

  /// Boxes, links and sources of an association chart.
  ///
  /// - Parameter place: What the column of a box means; nil where it means nothing.
  static func tables(
    of chart: AssociationChart, place: (name: String, words: (Int) -> String)? = nil
  ) -> [HTMLTable] {
    let columns = ["Box", "What it is", "About it"] + (place.map { [$0.name] } ?? [])
    let boxes = HTMLTable(
      caption: "Boxes on the chart of \(chart.title)", columns: columns,
      rows: chart.boxes.map { box in
        [.text(box.title), .text(box.icon.words), .text(box.second)]
          + (place.map { [.text($0.words(box.column))] } ?? [])
      })
    return [boxes, links(of: chart), sources(of: chart)]
  }

  /// The association chart of a position, its columns being force areas.
  static func tables(ofPosition chart: AssociationChart) -> [HTMLTable] {
    tables(
      of: chart,
      place: ("Force area", { chart.columns.indices.contains($0) ? chart.columns[$0] : "" }))
  }

  static func links(of chart: AssociationChart) -> HTMLTable {
    HTMLTable(
      caption: "Links on the chart of \(chart.title)",
      columns: ["From", "Link", "To", "Standing", "Grade", "Sources", "Statements"],
      rows: chart.lines.compactMap { line in
        guard let from = title(line.from, in: chart), let to = title(line.to, in: chart) else {
          return nil
        }
        return [.text(from), .text(line.words), .text(to)] + basis(of: line)
      })
  }

  private static func title(_ box: Int, in chart: AssociationChart) -> String? {
    chart.boxes.indices.contains(box) ? chart.boxes[box].title : nil
  }

  private static func basis(of line: AssociationChart.Line) -> [HTMLTable.Cell] {
    [
      .text(line.standing.words), .text(line.grade), .text(line.sources.joined(separator: ", ")),
      .number(line.count),
    ]
  }

  private static func sources(of chart: AssociationChart) -> HTMLTable {
    HTMLTable(
      caption: "Sources of the links", columns: ["Number", "Source"],
      rows: chart.sources.map { [.text($0.number), .text($0.text)] })
  }

  static func tables(of ego: EgoChart) -> [HTMLTable] {
    let same = HTMLTable(
      caption: "Possibly the same as \(ego.chart.title)", columns: ["Box", "Probability"],
      rows: ego.matches.compactMap { match in
        title(match.box, in: ego.chart).map { [.text($0), .text(EgoDrawing.chance(match))] }
      })
    return tables(
      of: ego.chart,
      place: ("Steps away", { $0 == 0 ? "the middle" : $0 == 1 ? "1" : "2" })) + [same]
  }

  static func tables(of path: PathChart) -> [HTMLTable] {
    let legs = path.legs.map { leg -> HTMLTable in
      let ends = [leg.boxes.first, leg.boxes.last].map {
        $0.flatMap { title($0, in: path.chart) } ?? ""
      }
      return HTMLTable(
        caption: "From \(ends[0]) to \(ends[1])",
        columns: [
          "From", "Link", "To", "Standing", "Grade", "Sources", "Statements", "Weakest",
        ],
        rows: leg.lines.enumerated().compactMap { step, number in
          guard path.chart.lines.indices.contains(number), leg.boxes.indices.contains(step + 1),
            let from = title(leg.boxes[step], in: path.chart),
            let to = title(leg.boxes[step + 1], in: path.chart)
          else { return nil }
          let line = path.chart.lines[number]
          return [.text(from), .text(line.words), .text(to)] + basis(of: line)
            + [.text(step == leg.weakest ? "weakest" : "")]
        }, empty: "Nothing joins them.")
    }
    return legs + [sources(of: path.chart)]
  }

  static func tables(of match: MatchChart) -> [HTMLTable] {
    let steps = HTMLTable(
      caption:
        "For and against \(match.first) (\(match.firstKey)) and \(match.second) (\(match.secondKey)) "
        + "being one: \(match.outcome)",
      columns: ["Feature", "How the values compare", "Bits, above 0 for and below 0 against"],
      rows: match.steps.map { [.text($0.feature), .text($0.comparison), .points($0.bits)] },
      empty: "No model was fitted; a rule decided: \(match.outcome).")
    return [steps]
  }

  static func tables(of chart: TimelineChart) -> [HTMLTable] {
    let rows = chart.lanes.flatMap { lane in
      lane.spans.map { span -> [HTMLTable.Cell] in
        [
          .text(lane.from), .text(lane.words), .text(lane.to),
          .text(span.first.map { "\($0)" } ?? "open"), .text(span.last.map { "\($0)" } ?? "open"),
          .text(span.standing.words),
        ]
      }
    }
    return [
      HTMLTable(
        caption: "When the links of \(chart.title) were",
        columns: ["From", "Link", "To", "First day", "Last day", "Standing"], rows: rows)
    ]
  }

  static func tables(of chart: MovementChart) -> [HTMLTable] {
    func area(_ index: Int) -> String {
      chart.areas.indices.contains(index) ? chart.areas[index].name : ""
    }
    let stays = HTMLTable(
      caption: "Where the vehicles and addresses of \(chart.title) were seen or used",
      columns: ["Thing", "Month", "Force area", "Times"],
      rows: chart.stays.compactMap { stay in
        guard chart.things.indices.contains(stay.thing) else { return nil }
        return [
          .text(chart.things[stay.thing].label),
          .text(String("\(chart.firstMonth.adding(months: stay.month))".prefix(7))),
          .text(area(stay.area)), .number(stay.count),
        ]
      })
    let flows = HTMLTable(
      caption: "From one force area to the next", columns: ["From", "To", "Times"],
      rows: chart.flows.map { [.text(area($0.from)), .text(area($0.to)), .number($0.count)] })
    return [stays, flows]
  }

  /// What removing members comes to, one row for each order.
  static func effects(of removal: RemovalOutlook, on title: String) -> HTMLTable {
    HTMLTable(
      caption: "If members of \(title) were removed one after the other",
      columns: [
        "Who first", "Removed", "Pairs in touch left", "With recovery",
        "Removals until in one force area", "With recovery",
      ],
      rows: removal.options.map { option in
        [
          .text(
            option.order
              + (option.people.isEmpty ? "" : ": \(option.people.joined(separator: ", "))")),
          .number(option.count),
          .text(RemovalOutlook.Option.words(ofShare: option.left)),
          .text(RemovalOutlook.Option.words(ofShare: option.recovered)),
          .text(option.steps.map(option.words) ?? "is in one"),
          .text(option.recoveredSteps.map(option.words) ?? "is in one"),
        ]
      })
  }

  static func tables(of chart: RemovalChart) -> [HTMLTable] {
    func label(_ index: Int) -> String {
      chart.people.indices.contains(index) ? chart.people[index].label : ""
    }
    return [
      effects(of: chart.outlook, on: chart.title),
      HTMLTable(
        caption: "People", columns: ["Person", "Id", "Removed"],
        rows: chart.people.map {
          [.text($0.label), .text($0.entity.text), .text($0.isRemoved ? "removed" : "")]
        }),
      HTMLTable(
        caption: "Who is linked, directly or through what they share", columns: ["One", "Other"],
        rows: chart.pairs.map { [.text(label($0.a)), .text(label($0.b))] }),
    ]
  }
}
