import Assessment
import Records

/// Draws every entity that has a link as a small shape, larger where it has more links, and every pair of
/// linked entities as a line; the most linked entities are named.
struct NetworkDrawing {
  typealias Place = CirclePacking.Place

  /// So many entities at most are named.
  static let nameLimit = 60
  /// Up to so many shapes are kept from lying on each other.
  private static let keptApart = 3_000
  private static let narrowest = 900.0
  private static let widest = 2_600.0
  private static let margin = 30.0

  let chart: NetworkChart
  let header: Release.Header
  private let places: [Place]
  private let degrees: [Int]
  private let width: Double
  private let height: Double

  /// - Parameter places: The middle of each entity of `chart`, as `layout(of:)` gives them.
  init(_ chart: NetworkChart, header: Release.Header, places: [Place]) {
    self.chart = chart
    self.header = header
    degrees = Self.degrees(of: chart)
    let left = places.map(\.x).min() ?? 0
    let bottom = places.map(\.y).min() ?? 0
    let across = max((places.map(\.x).max() ?? 0) - left, 1)
    let up = max((places.map(\.y).max() ?? 0) - bottom, 1)
    let wanted = 17 * Double(chart.nodes.count).squareRoot()
    let most = min(max(wanted, Self.narrowest), Self.widest)
    let fitting = min(most / across, most / up)
    let scale =
      chart.nodes.count <= Self.keptApart
      ? min(max(fitting, 1), Self.widest / max(across, up)) : fitting
    self.places = places.map {
      Place(x: Self.margin + ($0.x - left) * scale, y: Self.margin + ($0.y - bottom) * scale)
    }
    width = max(across * scale + 2 * Self.margin, Self.narrowest)
    height = up * scale + 2 * Self.margin
  }

  static func layout(of chart: NetworkChart) -> ForceLayout {
    ForceLayout(
      sizes: degrees(of: chart).map { (size($0) + 3, size($0) + 3) },
      pairs: chart.pairs.map { ($0.a, $0.b) }, keepsApart: chart.nodes.count <= keptApart)
  }

  /// How many others each entity is linked to.
  static func degrees(of chart: NetworkChart) -> [Int] {
    chart.pairs.reduce(into: [Int](repeating: 0, count: chart.nodes.count)) { degrees, pair in
      degrees[pair.a] += 1
      degrees[pair.b] += 1
    }
  }

  /// The width of a shape in points: its square grows with the number of links.
  private static func size(_ degree: Int) -> Double {
    3 + 1.7 * Double(min(degree, 100)).squareRoot()
  }

  var title: SafeText { SafeText("\(header.title) – the whole network").oneLine(110) }

  private var counts: String {
    "\(chart.entities) entities, \(ChartFurniture.links(chart.links)), \(chart.parts) connected "
      + (chart.parts == 1 ? "part" : "parts")
  }

  var summary: String {
    let first = named.prefix(5).map {
      "\(SafeText(chart.nodes[$0].label).oneLine(40).text), linked to \(degrees[$0])"
    }
    return "\(counts). Most linked: \(first.joined(separator: "; ")). " + ChartFurniture.caution
  }

  /// The most linked first, ties by the order of the network.
  private var named: [Int] {
    chart.nodes.indices.sorted { a, b in
      degrees[a] != degrees[b] ? degrees[a] > degrees[b] : a < b
    }.prefix(Self.nameLimit).filter { degrees[$0] > 2 }
  }

  var dot: String {
    var sheet = Sheet()
    for (index, node) in chart.nodes.enumerated() {
      Self.add(node.kind, at: places[index], size: Self.size(degrees[index]), to: &sheet)
    }
    for pair in chart.pairs {
      sheet.line(
        [places[pair.a], places[pair.b]], Stroke(colour: .overlap, width: 0.6),
        ends: (pair.a, pair.b))
    }
    let shown = addNames(to: &sheet)
    return sheet.dot(furniture(named: shown), width: width, height: height)
  }

  private static func add(
    _ kind: Entity.Kind, at place: Place, size: Double, to sheet: inout Sheet
  ) {
    let edge = Stroke(colour: .white, width: 0.5)
    let fill = AssociationChart.Icon(kind).colour
    switch kind.shape {
    case .circle:
      sheet.ellipse(at: place, width: size, height: size, fill: fill, edge: edge)
    case .square:
      sheet.box(
        Frame(centre: place, width: size * 0.9, height: size * 0.9), fill: fill, edge: edge)
    case .hexagon: sheet.hexagon(at: place, size: size * 1.1, fill: fill, edge: edge)
    case .diamond: sheet.diamond(at: place, size: size * 1.2, fill: fill, edge: edge)
    }
  }

  /// Names the most linked where there is room beside them, and returns how many are named.
  private func addNames(to sheet: inout Sheet) -> Int {
    var taken: [Frame] = []
    let page = Frame(left: 0, bottom: 0, right: width, top: height)
    for index in named {
      let text = TextWidth.fitted(SafeText(chart.nodes[index].label), width: 150, size: 8)
      let words = Words(text, size: 8, bold: true)
      let (w, h) = (words.width + 4, 11.0)
      let reach = Self.size(degrees[index]) / 2 + 2
      let at = places[index]
      let spots = [
        Place(x: at.x + reach + w / 2, y: at.y), Place(x: at.x - reach - w / 2, y: at.y),
        Place(x: at.x, y: at.y + reach + h / 2), Place(x: at.x, y: at.y - reach - h / 2),
      ]
      let free = spots.lazy.map { Frame(centre: $0, width: w, height: h) }.first { frame in
        frame.left > page.left && frame.right < page.right && frame.bottom > page.bottom
          && frame.top < page.top && taken.allSatisfy { !$0.overlaps(frame) }
      }
      guard let free else { continue }
      taken.append(free)
      sheet.text([words], at: free.centre, ground: .labelGround)
    }
    return taken.count
  }

  private func furniture(named shown: Int) -> ChartFurniture {
    let kinds = Set(chart.nodes.map(\.kind))
    return ChartFurniture(
      header: header, title: title,
      facts: [
        SafeText(
          "\(counts) · a shape grows with the number of its neighbours · the \(shown) most linked "
            + "are named where there is room · near means linked, not near on a map"),
        SafeText(ChartFurniture.dates(header)),
      ],
      key: Entity.Kind.allCases.filter { kinds.contains($0) }.map { kind in
        let icon = AssociationChart.Icon(kind)
        return ChartFurniture.keyCell(
          icon.colour, SafeText("\(icon.words) (\(kind.shape.rawValue))"))
      },
      notes: [
        ChartFurniture.notShown(chart.hidden, shielded: header.counts.shieldedPeople),
        SafeText(
          "Layout: sfdp. Types, grades and sources of links are on the charts of positions and in "
            + "the exports."),
      ])
  }
}

extension Entity.Kind {
  /// The outline of a small shape, which tells classes apart in a grey print.
  enum Shape: String {
    case circle, square, hexagon, diamond
  }

  var shape: Shape {
    switch self {
    case .nominal: .circle
    case .vehicle, .organisation: .hexagon
    case .event: .diamond
    case .address, .phone, .email, .account, .area, .object: .square
    }
  }
}
