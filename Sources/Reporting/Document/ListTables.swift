import Assessment
import Records

/// The tables of charts that show the whole list or the whole network.
extension ChartTables {
  static func tables(
    of chart: OverviewChart, since comparison: PeriodComparison? = nil
  ) -> [HTMLTable] {
    let trend = comparison.map { OverviewTrend($0) }
    let since = comparison.map { ["Since \($0.from.name)"] } ?? []
    func title(_ index: Int) -> String {
      chart.circles.indices.contains(index) ? chart.circles[index].title : ""
    }
    let circles = HTMLTable(
      caption: "Positions at a glance",
      columns: ["Rank", "Position", "Id", "Points", "Force area", "Reach", "Mapped"] + since,
      rows: chart.circles.map { circle in
        [
          .number(circle.rank), .text(circle.title), .text(circle.position),
          .points(circle.points),
          .text(chart.areas.indices.contains(circle.area) ? chart.areas[circle.area] : "not known"),
          .text(circle.isCrossForce ? "several force areas" : "one force area"),
          .text(circle.isUnmapped ? "not mapped" : "mapped"),
        ] + (trend.map { [.text($0.words(of: circle))] } ?? [])
      })
    let overlaps = HTMLTable(
      caption: "What two positions share: people, phones, accounts, addresses and vehicles",
      columns: ["One", "Other", "Shared"],
      rows: chart.overlaps.map { [.text(title($0.a)), .text(title($0.b)), .number($0.shared)] })
    return [circles, overlaps]
  }

  static func tables(ofRanks positions: [Position]) -> [HTMLTable] {
    [
      HTMLTable(
        caption: "How firm each rank is",
        columns: ["Rank", "Position", "Id", "Points", "Best rank", "Worst rank", "Verdict"],
        rows: positions.map { position in
          [
            .number(position.rank), .text(position.title), .text(position.id),
            .points(position.points),
            position.stability.map { .number($0.lower) } ?? .text("not tested"),
            position.stability.map { .number($0.upper) } ?? .text("not tested"),
            .text(position.stability?.verdict.rawValue ?? ""),
          ]
        })
    ]
  }

  /// The exact parts of the points of `position`.
  static func contributions(of position: Position) -> HTMLTable {
    var rows = position.contributions.map { part -> [HTMLTable.Cell] in
      [.text(part.name), .points(part.points), .text(part.explanation)]
    }
    rows.append([.text("Sum"), .points(position.points), .text("")])
    return HTMLTable(
      caption: "Contributions to the points of \(position.title)",
      columns: ["Contribution", "Points", "What it rests on"], rows: rows)
  }

  /// Communities and what joins them.
  static func communities(of chart: NetworkChart) -> [HTMLTable] {
    func name(_ index: Int) -> String {
      chart.communities.indices.contains(index) ? chart.communities[index].name : ""
    }
    return [
      HTMLTable(
        caption: "The largest communities, each called by its most linked entity",
        columns: ["Around", "Entities", "People", "Links inside"],
        rows: chart.communities.map {
          [.text($0.name), .number($0.entities), .number($0.people), .number($0.links)]
        }),
      HTMLTable(
        caption: "Links between communities", columns: ["One", "Other", "Links"],
        rows: chart.ties.map { [.text(name($0.a)), .text(name($0.b)), .number($0.links)] }),
    ]
  }

  /// The most linked entities, and the communities.
  static func entities(of chart: NetworkChart) -> [HTMLTable] {
    let degrees = NetworkDrawing.degrees(of: chart)
    let order = chart.nodes.indices.sorted { a, b in
      degrees[a] != degrees[b] ? degrees[a] > degrees[b] : a < b
    }.prefix(mostEntities)
    let entities = HTMLTable(
      caption: "The \(order.count) most linked of \(chart.nodes.count) entities",
      columns: ["Entity", "Id", "What it is", "Neighbours"],
      rows: order.map { index in
        let node = chart.nodes[index]
        return [
          .text(node.label), .text(node.entity.text),
          .text(AssociationChart.Icon(node.kind).words), .number(degrees[index]),
        ]
      })
    return [entities] + communities(of: chart)
  }
}
