import Assessment
import Records

/// Draws in which force areas members and vehicles of a position were seen, month by month, and beside it how
/// often one went from one area to the next, on a schematic map.
struct MovementDrawing {
  static let areaLimit = 6
  static let thingLimit = 14
  static let flowLimit = 14
  private static let monthWidth = 62.0
  private static let headHeight = 34.0
  private static let slot = 19.0
  private static let mostSlot = 46.0
  private static let gap = 10.0
  private static let panelGap = 46.0

  let chart: MovementChart
  let header: Release.Header
  private let things: ArraySlice<MovementChart.Thing>
  private let stays: [MovementChart.Stay]
  private let flows: ArraySlice<MovementChart.Flow>
  /// Indices into the chart's areas of those that have a column, from left to right.
  private let columns: [Int]
  private let rows: MonthRows

  init(_ chart: MovementChart, header: Release.Header) {
    self.chart = chart
    self.header = header
    things = chart.things.prefix(Self.thingLimit)
    let (areas, months) = (chart.areas.indices, 0..<max(chart.months, 0))
    let shown = 0..<things.count
    let known = chart.stays.filter {
      areas.contains($0.area) && months.contains($0.month) && shown.contains($0.thing)
    }
    let weight = areas.map { area in
      known.reduce(0) { $0 + ($1.area == area ? min($1.count, 1_000_000) : 0) }
    }
    let busy = areas.sorted { (weight[$1], $0) < (weight[$0], $1) }.prefix(Self.areaLimit)
    let columns = busy.filter { weight[$0] > 0 }.sorted()
    self.columns = columns
    stays = known.filter { columns.contains($0.area) }
    flows = chart.flows.filter {
      areas.contains($0.from) && areas.contains($0.to) && $0.from != $0.to && $0.count > 0
    }.prefix(Self.flowLimit)
    rows = MonthRows(stays, count: chart.months, isSpread: !flows.isEmpty)
  }

  var title: SafeText { SafeText("\(chart.title) – movement by month").oneLine(110) }

  private func name(_ area: Int) -> String { chart.areas[area].name }

  var summary: String {
    let most = flows.prefix(3).map { "\(name($0.from)) to \(name($0.to)) \($0.count) times" }
    return "\(things.count) members and vehicles in \(columns.count) force areas over "
      + "\(chart.months) months. "
      + (most.isEmpty
        ? "Nothing went from one area to another. "
        : "Between areas: " + most.joined(separator: "; ") + ". ")
      + ChartFurniture.caution
  }

  private var columnWidth: Double {
    let fill = (Sheet.leastWidth - Self.monthWidth) / Double(max(columns.count, 1)) - Self.gap
    return max(156, Self.slot * Double(things.count) + 14, flows.isEmpty ? fill : 0)
  }

  private var panelWidth: Double {
    Self.monthWidth + (columnWidth + Self.gap) * Double(max(columns.count, 1))
  }

  private var map: ForceTiles { ForceTiles(around: chart.areas) }

  var dot: String {
    var sheet = Sheet()
    if flows.isEmpty {
      // Nothing to tell on a map.
      let height = max(rows.height, Self.headHeight) + Self.headHeight
      addColumns(to: &sheet, height: height)
      addStays(to: &sheet, top: height - Self.headHeight)
      return sheet.dot(furniture, width: panelWidth, height: height)
    }
    let height = max(rows.height, map.mapHeight) + Self.headHeight
    addColumns(to: &sheet, height: height)
    addStays(to: &sheet, top: height - Self.headHeight)
    addMap(to: &sheet, left: panelWidth + Self.panelGap, top: height - Self.headHeight)
    return sheet.dot(
      furniture, width: panelWidth + Self.panelGap + map.mapWidth + 12, height: height)
  }

  private func left(ofColumn column: Int) -> Double {
    Self.monthWidth + (columnWidth + Self.gap) * Double(column)
  }

  private func addColumns(to sheet: inout Sheet, height: Double) {
    let top = height - Self.headHeight
    let bottom = top - rows.height
    for (column, area) in columns.enumerated() {
      let left = left(ofColumn: column)
      sheet.area(
        Frame(left: left, bottom: bottom, right: left + columnWidth, top: height),
        fill: .tint(column), name: SafeText(name(area)))
    }
    for month in rows.months {
      let (upper, lower) = rows.edges(ofMonth: month)
      sheet.line(
        [Sheet.Place(x: 0, y: top - lower), Sheet.Place(x: panelWidth - Self.gap, y: top - lower)],
        Stroke(colour: .hairline, width: 0.5))
      let y = top - (upper + lower) / 2
      let parts = chart.firstMonth.adding(months: month).words.split(separator: " ")
      let words = "\(parts[1].prefix(3)) \(parts[2])"
      sheet.text(
        [Words(SafeText(words), size: 8.5, colour: .grey)], at: Sheet.Place(x: 0, y: y), .left)
    }
    if columns.isEmpty {
      sheet.text(
        [Words(SafeText("Nothing here is dated and lies in a force area."), size: 10)],
        at: Sheet.Place(x: Self.monthWidth, y: height / 2), .left)
    }
  }

  private func place(_ stay: MovementChart.Stay, top: Double) -> Sheet.Place {
    let column = columns.firstIndex(of: stay.area) ?? 0
    let slot = min(Self.mostSlot, (columnWidth - 14) / Double(max(things.count, 1)))
    return Sheet.Place(
      x: left(ofColumn: column) + 7 + slot * (Double(stay.thing) + 0.5),
      y: top - rows.line(of: stay))
  }

  /// A numbered mark for each stay, and a line through those of one thing, round the marks of others.
  private func addStays(to sheet: inout Sheet, top: Double) {
    let marks = stays.map { stay in
      let centre = place(stay, top: top)
      return Frame(
        left: centre.x - 6, bottom: centre.y - 6, right: centre.x + 6, top: centre.y + 6)
    }
    var router = LinkRouter(
      boxes: marks,
      page: Frame(
        left: Self.monthWidth, bottom: top - max(rows.height, 1), right: panelWidth, top: top))
    for thing in things.indices {
      let own = stays.indices.filter { stays[$0].thing == thing }
      for (a, b) in zip(own, own.dropFirst()) {
        let crosses = stays[a].area != stays[b].area
        let ends = (place(stays[a], top: top), place(stays[b], top: top))
        let isFree = marks.indices.allSatisfy {
          $0 == a || $0 == b || !marks[$0].meets(ends.0, ends.1)
        }
        sheet.line(
          isFree ? [ends.0, ends.1] : LinkRouter.pieces(router.way(from: a, to: b).points),
          Stroke(colour: crosses ? .marking : .frame, width: crosses ? 1.6 : 1.1))
      }
    }
    for stay in stays {
      let centre = place(stay, top: top)
      sheet.ellipse(
        at: centre, width: 16, height: 16, fill: .white, edge: Stroke(colour: .person, width: 1.3))
      sheet.text([Words(SafeText("\(stay.thing + 1)"), size: 8.5, bold: true)], at: centre)
      if stay.count > 1 {
        sheet.text(
          [Words(SafeText("×\(stay.count)"), size: 6.5, colour: .grey)],
          at: Sheet.Place(x: centre.x + 8, y: centre.y - 8), .left,
          ground: .tint(columns.firstIndex(of: stay.area) ?? 0))
      }
    }
  }

  private func addMap(to sheet: inout Sheet, left: Double, top: Double) {
    let map = self.map
    let bottom = top - map.mapHeight
    sheet.text(
      [
        Words(
          SafeText("Between force areas (schematic map)"), size: 11, bold: true, colour: .areaName)
      ],
      at: Sheet.Place(x: left, y: top + 18), .left)
    let active = Set(chart.areas)
    var frames: [Frame] = []
    var number: [ForceArea: Int] = [:]
    for area in ForceArea.all {
      guard let frame = map.frame(of: area)?.moved(x: left, y: bottom) else { continue }
      number[area] = frames.count
      frames.append(frame)
    }
    let page = Frame(
      left: left - 20, bottom: bottom - 4, right: left + map.mapWidth + 12, top: top + 4)
    var router = LinkRouter(boxes: frames, page: page)
    for flow in flows {
      guard let from = number[chart.areas[flow.from]], let to = number[chart.areas[flow.to]] else {
        continue
      }
      let words = Words(SafeText("\(flow.count)"), size: 9, bold: true)
      let returns = flows.contains { $0.from == flow.to && $0.to == flow.from }
      let route = router.route(
        from: from, to: to, width: words.width + 4, height: 12, bowed: returns ? 0.2 : 0)
      let tip = route.points[3].moved(to: frames[to].centre, by: 0.1)
      sheet.line(
        route.points, Stroke(colour: .marking, width: 1 + 0.2 * Double(min(flow.count, 8))),
        tip: tip)
      if let place = route.words { sheet.text([words], at: place, ground: .white) }
    }
    for (area, index) in number.sorted(by: { $0.value < $1.value }) {
      let isActive = active.contains(area)
      sheet.box(
        frames[index], fill: isActive ? .tintBlue : .white,
        edge: Stroke(colour: isActive ? .person : .hairline, width: isActive ? 1.6 : 0.7),
        rounded: true)
      sheet.text(
        TextWidth.wrapped(SafeText(area.name), width: frames[index].width - 5, size: 7).prefix(3)
          .map {
            Words($0, size: 7, bold: isActive, colour: isActive ? .black : .grey)
          }, at: frames[index].centre)
    }
  }

  private static let note = """
    By dated statements that put a member or vehicle at a place or event. Arrows count how often one \
    was named in one area and next in another; they are no routes.
    """

  private var note: String {
    let before =
      rows.months.lowerBound > 0
      ? " Nothing is known of the "
        + (rows.months.lowerBound == 1 ? "month" : "\(rows.months.lowerBound) months") + " before."
      : ""
    return Self.note + before
      + (flows.isEmpty
        ? " Nothing went from one area to another."
        : " The map shows these areas and their neighbours.")
  }

  private var furniture: ChartFurniture {
    ChartFurniture(
      header: header, title: title,
      facts: [
        SafeText(
          "\(things.count) members and vehicles by \(rows.months.count) months · a column for each force "
            + "area, a number for each member or vehicle, ×n = statements in the month"),
        SafeText(ChartFurniture.dates(header)),
      ],
      key: things.enumerated().map { index, thing in
        ChartFurniture.keyCell(SafeText("\(index + 1)"), SafeText(thing.label).oneLine(30))
      },
      notes: [
        SafeText(note),
        ChartFurniture.notShown(
          chart.hidden,
          [
            .init(what: "force areas", count: chart.areas.count - columns.count),
            .init(what: "rarer changes of area", count: chart.flows.count - flows.count),
            .init(what: "members and vehicles", count: chart.things.count - things.count),
          ]),
      ])
  }
}
