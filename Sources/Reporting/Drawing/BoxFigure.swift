import Assessment

/// A box of a placed chart: a badge with the words below it, all centred on one place.
struct BoxFigure {
  private static let titleSize = 10.0
  private static let secondSize = 8.0
  private static let lineHeight = 1.2

  let icon: ChartIcon
  let side: Double
  let words: [Words]

  init(_ box: AssociationChart.Box, icon: ChartIcon? = nil, side: Double = 38) {
    self.icon = icon ?? .badge(box.icon)
    self.side = side
    let titles = SafeText(box.title).lines(width: 22, most: 4).map {
      Words($0, size: Self.titleSize, bold: true)
    }
    let second = box.second
    words =
      second.isEmpty
      ? titles
      : titles
        + SafeText(second).lines(width: 28, most: 3).map {
          Words($0, size: Self.secondSize, colour: .grey)
        }
  }

  private var textHeight: Double { words.reduce(4) { $0 + $1.size * Self.lineHeight } }

  var width: Double { max(side, words.map(\.width).max() ?? 0) + 4 }
  var height: Double { side + textHeight }

  func frame(at centre: Sheet.Place) -> Frame {
    Frame(centre: centre, width: width, height: height)
  }

  func draw(at centre: Sheet.Place, on sheet: inout Sheet) {
    let top = centre.y + height / 2
    sheet.picture(icon, at: Sheet.Place(x: centre.x, y: top - side / 2), side: Int(side))
    sheet.text(words, at: Sheet.Place(x: centre.x, y: top - side - textHeight / 2))
  }
}

/// The words of a link on a placed chart: its kind, and below it the grade and the sources.
struct LinkFigure {
  let words: [Words]

  init(_ line: AssociationChart.Line) { self.init(line.text, basis: line.basis) }

  init(_ text: SafeText, basis: SafeText) {
    words =
      text.lines(width: 22, most: 2).map { Words($0, size: 8.5, colour: .ink) }
      + (basis.text.isEmpty ? [] : [Words(basis, size: 7.5, colour: .faint)])
  }

  var width: Double { (words.map(\.width).max() ?? 0) + 4 }
  var height: Double { words.reduce(2) { $0 + $1.size * 1.2 } }
}
