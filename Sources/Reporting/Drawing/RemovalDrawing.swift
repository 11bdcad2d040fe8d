import Assessment
import Records

/// Draws a group twice at the same places, with its key players and without them, and what that does in
/// numbers.
struct RemovalDrawing {
  static let peopleLimit = 60
  private static let panel = 440.0
  private static let gap = 24.0
  private static let inset = 34.0
  private static let headHeight = 26.0
  private static let rowHeight = 19.0
  private static let tableWidth = 580.0
  private static let labelSize = 7.5
  private static let labelWidth = 96.0

  let chart: RemovalChart
  let header: Release.Header
  private let people: ArraySlice<RemovalChart.Person>
  private let pairs: [RemovalChart.Pair]
  private let places: [Sheet.Place]
  private let degrees: [Int]
  /// The number of each person's part without the key players, the largest first, from 1; 0 for whoever is
  /// removed or alone.
  private let parts: [Int]

  init(_ chart: RemovalChart, header: Release.Header) {
    self.chart = chart
    self.header = header
    people = chart.people.prefix(Self.peopleLimit)
    let range = 0..<people.count
    pairs = chart.pairs.filter { range.contains($0.a) && range.contains($0.b) && $0.a != $0.b }
    var degrees = [Int](repeating: 0, count: people.count)
    for pair in pairs {
      degrees[pair.a] += 1
      degrees[pair.b] += 1
    }
    self.degrees = degrees
    places = Self.spread(
      StressLayout.places(count: people.count, pairs: pairs.map { ($0.a, $0.b) }),
      radii: degrees.map(Self.radius))
    let gone = people.map(\.isRemoved)
    parts = Self.parts(gone: gone, pairs: pairs.filter { !gone[$0.a] && !gone[$0.b] })
  }

  private static func radius(_ degree: Int) -> Double { 9 + 1.1 * Double(min(degree, 9)) }

  /// Circles that lie on each other are pushed apart, within the panel.
  private static func spread(_ unit: [Sheet.Place], radii: [Double]) -> [Sheet.Place] {
    let side = panel - 2 * inset
    var places = unit.map { Sheet.Place(x: inset + $0.x * side, y: inset + $0.y * side) }
    for _ in 0..<200 {
      var moved = false
      for i in places.indices {
        for j in places.indices where j > i {
          let least = radii[i] + radii[j] + 5
          let distance = places[i].distance(to: places[j])
          guard distance < least - 1e-6 else { continue }
          moved = true
          let (x, y) =
            distance < 1e-6
            ? (1.0, 0.0)
            : ((places[j].x - places[i].x) / distance, (places[j].y - places[i].y) / distance)
          let push = (least - distance) / 2
          places[i] = Sheet.Place(x: places[i].x - x * push, y: places[i].y - y * push)
          places[j] = Sheet.Place(x: places[j].x + x * push, y: places[j].y + y * push)
        }
      }
      for i in places.indices {
        places[i].x = min(max(places[i].x, inset), panel - inset)
        places[i].y = min(max(places[i].y, inset), panel - inset)
      }
      if !moved { break }
    }
    return places
  }

  private static func parts(gone: [Bool], pairs: [RemovalChart.Pair]) -> [Int] {
    var mark = Array(gone.indices)
    var changed = true
    while changed {
      changed = false
      for pair in pairs where mark[pair.a] != mark[pair.b] {
        let least = min(mark[pair.a], mark[pair.b])
        (mark[pair.a], mark[pair.b]) = (least, least)
        changed = true
      }
    }
    let sizes = mark.indices.map { node in mark.count { $0 == node } }
    let order = mark.indices.filter { sizes[$0] > 1 }.sorted { (sizes[$1], $0) < (sizes[$0], $1) }
    return mark.indices.map { gone[$0] ? 0 : (order.firstIndex(of: mark[$0]) ?? -1) + 1 }
  }

  var title: SafeText {
    SafeText("\(chart.title) – without \(people.count { $0.isRemoved }) key players").oneLine(110)
  }

  /// Who is removed, in the order of their removal.
  private var gone: [Int] {
    let order = chart.outlook.shown?.entities ?? []
    func turn(_ person: Int) -> Int {
      order.firstIndex(of: people[person].entity) ?? order.count
    }
    return people.indices.filter { people[$0].isRemoved }.sorted { (turn($0), $0) < (turn($1), $1) }
  }

  private var removed: [String] {
    gone.map { SafeText(people[$0].label).oneLine(40).text }
  }

  var summary: String {
    let effects = chart.outlook.options.map { option in
      "\(option.order), of \(option.count) removed: "
        + "\(RemovalOutlook.Option.words(ofShare: option.left)) of the pairs in touch left, "
        + "\(RemovalOutlook.Option.words(ofShare: option.recovered)) with recovery"
    }
    return "Removed: \(removed.joined(separator: ", ")). \(effects.joined(separator: "; ")). "
      + "A model result, not a prediction. " + ChartFurniture.caution
  }

  var dot: String {
    let table = Self.rowHeight * Double(chart.outlook.options.count + 1) + 16
    let names = Self.rowHeight * Double(removed.count + 1)
    let below = max(table, names) + 10
    let height = below + Self.panel + Self.headHeight
    var sheet = Sheet()
    for (index, isAfter) in [false, true].enumerated() {
      addPanel(
        to: &sheet, left: Double(index) * (Self.panel + Self.gap), bottom: below, isAfter: isAfter)
    }
    addTable(to: &sheet, top: below - 14)
    addNames(to: &sheet, top: below - 14)
    return sheet.dot(furniture, width: 2 * Self.panel + Self.gap, height: height)
  }

  private func addPanel(to sheet: inout Sheet, left: Double, bottom: Double, isAfter: Bool) {
    let gone = people.count { $0.isRemoved }
    let kept = pairs.count { !people[$0.a].isRemoved && !people[$0.b].isRemoved }
    let name =
      isAfter
      ? "After – \(people.count - gone) people, \(ChartFurniture.links(kept))"
      : "Before – \(people.count) people, \(ChartFurniture.links(pairs.count))"
    sheet.area(
      Frame(
        left: left, bottom: bottom, right: left + Self.panel,
        top: bottom + Self.panel + Self.headHeight), fill: .tintBlue, name: SafeText(name))
    func at(_ person: Int) -> Sheet.Place {
      Sheet.Place(x: left + places[person].x, y: bottom + places[person].y)
    }
    for pair in pairs {
      let touches = people[pair.a].isRemoved || people[pair.b].isRemoved
      let stroke =
        !touches
        ? Stroke(colour: .faint, width: 1.1)
        : isAfter
          ? Stroke(colour: .hairline, width: 0.8, dashes: .dotted)
          : Stroke(colour: .marking, width: 1.4)
      sheet.line([at(pair.a), at(pair.b)], stroke)
    }
    for person in people.indices { add(person, at: at(person), isAfter: isAfter, to: &sheet) }
    let frame = Frame(
      left: left, bottom: bottom, right: left + Self.panel, top: bottom + Self.panel)
    addLabels(people.indices.map(at), in: frame, to: &sheet)
  }

  /// The names beside the circles, of whoever has room for one; the best connected first.
  private func addLabels(_ places: [Sheet.Place], in panel: Frame, to sheet: inout Sheet) {
    var taken = places.indices.map { person in
      let side = 2 * Self.radius(degrees[person])
      return Frame(centre: places[person], width: side, height: side)
    }
    for person in people.indices.sorted(by: { (degrees[$1], $0) < (degrees[$0], $1) }) {
      let name = TextWidth.fitted(
        SafeText(people[person].label), width: Self.labelWidth, size: Self.labelSize)
      let width = TextWidth.of(name.text, size: Self.labelSize) + 4
      let away = Self.radius(degrees[person]) + Self.labelSize
      let (x, y) = (places[person].x, places[person].y)
      let beside = away + width / 2 - Self.labelSize + 3
      let spots = [(x, y - away), (x, y + away), (x + beside, y), (x - beside, y)].map {
        Frame(centre: Sheet.Place(x: $0.0, y: $0.1), width: width, height: Self.labelSize * 1.3)
      }
      let fits = spots.filter { spot in
        spot.left >= panel.left + 3 && spot.right <= panel.right - 3
          && spot.bottom >= panel.bottom + 3 && spot.top <= panel.top
          && !taken.contains { $0.overlaps(spot) }
      }
      let free = fits.first { spot in
        !pairs.contains { spot.meets(places[$0.a], places[$0.b]) }
      }
      guard let free = free ?? fits.first else { continue }
      taken.append(free)
      sheet.text(
        [Words(name, size: Self.labelSize, colour: .grey)], at: free.centre, ground: .tintBlue)
    }
  }

  private func add(_ person: Int, at place: Sheet.Place, isAfter: Bool, to sheet: inout Sheet) {
    let size = 2 * Self.radius(degrees[person])
    if people[person].isRemoved {
      let edge = Stroke(colour: .marking, width: 1.8, dashes: isAfter ? .dashed : .solid)
      sheet.ellipse(
        at: place, width: size, height: size, fill: isAfter ? .white : .marking, edge: edge)
      sheet.text(
        [
          Words(
            SafeText(letter(person)), size: 10.5, bold: true, colour: isAfter ? .marking : .white)
        ], at: place)
      return
    }
    let part = isAfter ? parts[person] : 0
    sheet.ellipse(
      at: place, width: size, height: size, fill: isAfter ? .part(part) : .frame,
      edge: Stroke(colour: .areaName, width: 1))
    if part > 0 { sheet.text([Words(SafeText("\(part)"), size: 8.5)], at: place) }
  }

  /// `A` for the first who is removed.
  private func letter(_ person: Int) -> String {
    let place = gone.firstIndex(of: person) ?? 0
    return Unicode.Scalar(65 + UInt32(min(place, 25))).map { String(Character($0)) } ?? "A"
  }

  private func addTable(to sheet: inout Sheet, top: Double) {
    let columns = [0.0, 156, 208, 276, 378, 472]
    let heads = [
      "Who first", "removed", "in touch", "in touch, recovered", "until in one area",
      "until, recovered",
    ]
    let rows = chart.outlook.options.map { option in
      [
        option.order, "\(option.count)", RemovalOutlook.Option.words(ofShare: option.left),
        RemovalOutlook.Option.words(ofShare: option.recovered),
        option.steps.map(option.words) ?? "is in one",
        option.recoveredSteps.map(option.words) ?? "is in one",
      ]
    }
    for (row, cells) in ([heads] + rows).enumerated() {
      let y = top - Self.rowHeight * (Double(row) + 0.5)
      for (column, cell) in cells.enumerated() {
        sheet.text(
          [Words(SafeText(cell), size: 9, bold: row == 0 || column == 2)],
          at: Sheet.Place(x: columns[column], y: y), .left)
      }
      sheet.line(
        [
          Sheet.Place(x: 0, y: y - Self.rowHeight / 2),
          Sheet.Place(x: Self.tableWidth, y: y - Self.rowHeight / 2),
        ], Stroke(colour: .hairline, width: 0.6))
    }
  }

  private func addNames(to sheet: inout Sheet, top: Double) {
    let x = Self.tableWidth + 30
    sheet.text(
      [Words(SafeText("Removed, in this order"), size: 9, bold: true)],
      at: Sheet.Place(x: x, y: top - Self.rowHeight / 2), .left)
    for (row, person) in gone.enumerated() {
      let y = top - Self.rowHeight * (Double(row) + 1.5)
      sheet.text(
        [Words(SafeText(letter(person)), size: 9, bold: true, colour: .marking)],
        at: Sheet.Place(x: x, y: y), .left)
      sheet.text(
        [Words(TextWidth.fitted(SafeText(people[person].label), width: 260, size: 9), size: 9)],
        at: Sheet.Place(x: x + 18, y: y), .left)
    }
  }

  private var furniture: ChartFurniture {
    ChartFurniture(
      header: header, title: title,
      facts: [
        SafeText(
          "Same places on both sides · circle size = links · after: colour and number = connected "
            + "part, grey = alone · ranges hold 90 % of \(chart.outlook.draws) draws"),
        SafeText(ChartFurniture.dates(header)),
      ],
      key: [
        ChartFurniture.keyCell(.marking, SafeText("key player, and links that go")),
        ChartFurniture.keyCell(.frame, SafeText("others")),
        ChartFurniture.keyCell(.part(0), SafeText("alone afterwards")),
      ],
      notes: [
        SafeText(
          "In touch: pairs of people still joined, directly or through others, of those before; until in "
            + "one area: removals until no part spans two force areas; recovered: "
            + "\(chart.outlook.rule)."),
        SafeText(
          "A model result to support a decision, not a prediction, and no advice about anybody. Two "
            + "people are linked directly or through what they share."),
        ChartFurniture.notShown(
          chart.hidden, [.init(what: "people", count: chart.people.count - people.count)],
          shielded: chart.shielded),
      ])
  }
}
