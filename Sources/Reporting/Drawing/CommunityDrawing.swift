import Assessment
import Records

/// Draws the communities that the whole network falls into as boxes with counts, and how many links join
/// them.
struct CommunityDrawing {
  typealias Place = CirclePacking.Place

  private static let margin = 30.0
  /// Below this the title would be cut.
  private static let narrowest = 800.0
  /// Room around each box for the words of its links.
  private static let room = (x: 26.0, y: 22.0)
  /// Between boxes that no line joins.
  private static let beside = 18.0

  let chart: NetworkChart
  let header: Release.Header
  /// Why entities are not shown, where they could have been.
  let refusal: String?
  private let places: [Place]

  /// - Parameter places: The middle of each community that has a tie, as `layout(of:)` gives them.
  init(_ chart: NetworkChart, header: Release.Header, places: [Place], refusal: String? = nil) {
    self.chart = chart
    self.header = header
    self.places = places
    self.refusal = refusal
  }

  /// Communities with a tie, in the order of the chart: the others stand in rows below them.
  static func tied(in chart: NetworkChart) -> [Int] {
    let ends = Set(chart.ties.flatMap { [$0.a, $0.b] })
    return chart.communities.indices.filter { ends.contains($0) }
  }

  /// The question where the communities with a tie stand.
  static func layout(of chart: NetworkChart) -> ForceLayout {
    let largest = chart.communities.first?.entities ?? 1
    let tied = tied(in: chart)
    let number = Dictionary(tied.enumerated().map { ($1, $0) }, uniquingKeysWith: { a, _ in a })
    return ForceLayout(
      sizes: tied.map { index in
        let figure = Figure(chart.communities[index], largest: largest)
        return (figure.width + 2 * room.x, figure.height + 2 * room.y)
      },
      pairs: chart.ties.compactMap { tie in
        guard let a = number[tie.a], let b = number[tie.b] else { return nil }
        return (a, b)
      }, keepsApart: true)
  }

  /// A frame for each community: the tied ones where they were placed, the others in rows below.
  private func frames(of figures: [Figure]) -> [Frame] {
    let tied = Self.tied(in: chart)
    var frames = figures.map { figure in
      Frame(centre: Place(x: 0, y: 0), width: figure.width, height: figure.height)
    }
    for (index, place) in zip(tied, places) {
      frames[index] = Frame(
        centre: place, width: figures[index].width, height: figures[index].height)
    }
    let placed = tied.map { frames[$0] }
    let left = placed.map(\.left).min() ?? 0
    let right = max(placed.map(\.right).max() ?? 0, left + Self.narrowest)
    var (x, top) = (left, (placed.map(\.bottom).min() ?? 0) - Self.beside)
    var deepest = 0.0
    let isTied = Set(tied)
    for index in figures.indices where !isTied.contains(index) {
      let figure = figures[index]
      if x > left, x + figure.width > right {
        (x, top, deepest) = (left, top - deepest - Self.beside, 0)
      }
      frames[index] = Frame(
        left: x, bottom: top - figure.height, right: x + figure.width, top: top)
      x += figure.width + Self.beside
      deepest = max(deepest, figure.height)
    }
    return frames
  }

  /// One box.
  private struct Figure {
    let words: [Words]
    let width: Double
    let height: Double

    init(_ community: NetworkChart.Community, largest: Int) {
      words =
        SafeText("around \(community.name)").lines(width: 24, most: 2).map {
          Words($0, size: 10, bold: true)
        } + [
          Words(
            SafeText("\(community.entities) entities, \(community.people) people"), size: 9,
            colour: .ink),
          Words(SafeText("\(community.links) links inside"), size: 8.5, colour: .grey),
        ]
      let share = Double(community.entities) / Double(max(largest, 1))
      let padding = 10 + 34 * share.squareRoot()
      width = (words.map(\.width).max() ?? 0) + padding
      height = words.reduce(0) { $0 + $1.size * 1.25 } + padding
    }
  }

  var title: SafeText { SafeText("\(header.title) – communities of the network").oneLine(110) }

  private var counts: String {
    "\(chart.entities) entities, \(ChartFurniture.links(chart.links)), \(chart.parts) connected "
      + (chart.parts == 1 ? "part" : "parts")
  }

  var summary: String {
    let first = chart.communities.prefix(3).map {
      "around \(SafeText($0.name).oneLine(40).text) with \($0.entities) entities, "
        + "\($0.people) of them people"
    }
    return "\(counts); \(chart.communities.count) communities and \(chart.ties.count) ties shown. "
      + (first.isEmpty ? "" : "Largest: \(first.joined(separator: "; ")). ")
      + ChartFurniture.caution
  }

  var dot: String {
    let largest = chart.communities.first?.entities ?? 1
    let figures = chart.communities.map { Figure($0, largest: largest) }
    let frames = frames(of: figures)
    let page = Frame(
      left: frames.map(\.left).min() ?? 0, bottom: frames.map(\.bottom).min() ?? 0,
      right: frames.map(\.right).max() ?? 100, top: frames.map(\.top).max() ?? 100
    ).grown(by: Self.margin)
    let beside = max(0, (Self.narrowest - page.width) / 2)
    let placed = frames.map { $0.moved(x: beside - page.left, y: -page.bottom) }
    var sheet = Sheet()
    let unplaced = sheet.add(
      wires, between: placed, page: page.moved(x: beside - page.left, y: -page.bottom),
      titles: chart.communities.map(\.name))
    for (figure, frame) in zip(figures, placed) {
      sheet.box(frame, fill: .tintBlue, edge: Stroke(colour: .areaName, width: 1), rounded: true)
      sheet.text(figure.words, at: frame.centre)
    }
    return sheet.dot(
      furniture(unplaced), width: max(page.width, Self.narrowest), height: page.height)
  }

  private var wires: [Wire] {
    let most = Double(chart.ties.first?.links ?? 1)
    return chart.ties.map { tie in
      Wire(
        from: tie.a, to: tie.b,
        figure: LinkFigure(SafeText("\(tie.links)"), basis: SafeText("")),
        stroke: Stroke(
          colour: .overlap, width: 0.8 + 5 * (Double(tie.links) / most).squareRoot()))
    }
  }

  private func furniture(_ unplaced: [String]) -> ChartFurniture {
    var notes = [
      ChartFurniture.notShown(
        chart.hidden, chart.hiddenCommunities, shielded: header.counts.shieldedPeople),
      SafeText(
        "Communities: Leiden, modularity. A reading aid drawn from links alone: no group, no finding."
      ),
    ]
    if !unplaced.isEmpty {
      notes.insert(
        SafeText("Without room on the chart: \(unplaced.joined(separator: "; "))."), at: 0)
    }
    if let refusal {
      notes.insert(
        SafeText("The entities themselves are not shown: their layout \(refusal)."), at: 0)
    }
    return ChartFurniture(
      header: header, title: title,
      facts: [
        SafeText(
          "\(counts) · the \(chart.communities.count) largest communities, each called by its most "
            + "linked entity · numbers on lines count the links between two"),
        SafeText(ChartFurniture.dates(header)),
      ], key: [], notes: notes)
  }
}
