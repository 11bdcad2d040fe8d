import Assessment
import Records

/// Draws how firm each rank of the review list is: a line from the best to the worst rank that a position
/// takes in most replicates, a mark at its rank, and the verdict in words.
struct RankDrawing {
  static let rowLimit = 45
  private static let rowHeight = 20.0
  private static let nameWidth = 250.0
  private static let plotWidth = 520.0
  private static let verdictWidth = 150.0
  private static let axisHeight = 26.0

  let header: Release.Header
  private let rows: ArraySlice<Position>
  private let count: Int
  /// The last rank on the axis.
  private let last: Int

  init(_ positions: [Position], header: Release.Header) {
    self.header = header
    rows = positions.prefix(Self.rowLimit)
    count = positions.count
    last = max(rows.map { max($0.rank, $0.stability?.upper ?? 0) }.max() ?? 0, 5)
  }

  var title: SafeText { SafeText("\(header.title) – how firm each rank is").oneLine(110) }

  var summary: String {
    let verdicts = Position.Stability.Verdict.allCases.map { verdict in
      "\(rows.count { $0.stability?.verdict == verdict }) \(verdict.rawValue)"
    }
    let first = rows.prefix(3).map { position in
      "\(position.rank) \(SafeText(position.title).oneLine(40).text)"
        + (position.stability.map { ", rank \($0.lower) to \($0.upper)" } ?? ", not tested")
    }
    return "\(rows.count) positions: \(verdicts.joined(separator: ", ")), "
      + "\(rows.count { $0.stability == nil }) not tested. "
      + (first.isEmpty ? "" : "First: " + first.joined(separator: "; ") + ". ")
      + ChartFurniture.caution
  }

  var dot: String {
    let height = Double(rows.count) * Self.rowHeight + Self.axisHeight
    let width = Self.nameWidth + Self.plotWidth + Self.verdictWidth
    var sheet = Sheet()
    addAxis(to: &sheet, height: height)
    for (index, position) in rows.enumerated() {
      let y = height - Self.axisHeight - (Double(index) + 0.5) * Self.rowHeight
      add(position, at: y, to: &sheet)
    }
    return sheet.dot(furniture, width: width, height: height)
  }

  private func x(_ rank: Int) -> Double {
    Self.nameWidth + 14 + (Self.plotWidth - 28) * Double(rank - 1) / Double(last - 1)
  }

  private func addAxis(to sheet: inout Sheet, height: Double) {
    let step = last <= 12 ? 1 : last <= 60 ? 5 : last <= 120 ? 10 : 50
    let ticks = (1...last).filter { $0 == 1 || $0 % step == 0 }
    for tick in ticks {
      let top = height - Self.axisHeight
      sheet.line(
        [Sheet.Place(x: x(tick), y: 0), Sheet.Place(x: x(tick), y: top)],
        Stroke(colour: .hairline, width: 0.6))
      sheet.text(
        [Words(SafeText("\(tick)"), colour: .grey)], at: Sheet.Place(x: x(tick), y: top + 8))
    }
  }

  private func add(_ position: Position, at y: Double, to sheet: inout Sheet) {
    let name = SafeText("\(position.rank)\(position.tied ? "=" : "")  \(position.title)")
    let fitted = TextWidth.fitted(name, width: Self.nameWidth - 8, size: 9.5)
    sheet.text([Words(fitted, size: 9.5)], at: Sheet.Place(x: 0, y: y), .left)
    let verdict = position.stability?.verdict
    let look = RankLook(verdict)
    if let range = position.stability, range.upper > range.lower {
      sheet.line(
        [Sheet.Place(x: x(range.lower), y: y), Sheet.Place(x: x(range.upper), y: y)], look.stroke)
    }
    let place = Sheet.Place(x: x(position.rank), y: y)
    let edge = Stroke(colour: look.stroke.colour, width: 1.5)
    switch verdict {
    case .stable: sheet.ellipse(at: place, width: 11, height: 11, fill: look.stroke.colour)
    case .fragile: sheet.ellipse(at: place, width: 11, height: 11, fill: .white, edge: edge)
    case .unsupported, nil: sheet.diamond(at: place, size: 13, fill: .white, edge: edge)
    }
    let words =
      position.stability.map { "\($0.lower) to \($0.upper) · \($0.verdict.rawValue)" }
      ?? "not tested"
    sheet.text(
      [Words(SafeText(words), colour: .ink)],
      at: Sheet.Place(x: Self.nameWidth + Self.plotWidth + 8, y: y), .left)
  }

  private var furniture: ChartFurniture {
    let tested = rows.lazy.compactMap(\.stability).first
    let rule =
      tested.map {
        "line = ranks that a position takes in \($0.share / 10) % of \($0.replicates) replicates, "
          + "which lost as much as the policy supposes to be missing"
      } ?? "no rank was tested"
    let hidden = count - rows.count
    return ChartFurniture(
      header: header, title: title,
      facts: [
        SafeText("\(rows.count) positions · mark = rank · \(rule)"),
        SafeText(ChartFurniture.dates(header)),
      ],
      key: Position.Stability.Verdict.allCases.map {
        ChartFurniture.keyCell(.range($0), SafeText($0.rawValue))
      },
      notes: [
        SafeText("Positions whose lines overlap cannot be told apart by rank."),
        SafeText(
          "Not shown: \(hidden == 0 ? "nothing" : "\(hidden) position\(hidden == 1 ? "" : "s") further down")."
        ),
      ])
  }
}

/// How a verdict looks: ink and dashes say the same, so that it survives a grey print.
struct RankLook {
  let stroke: Stroke

  init(_ verdict: Position.Stability.Verdict?) {
    stroke =
      switch verdict {
      case .stable: Stroke(colour: .person, width: 4)
      case .fragile: Stroke(colour: .property, width: 3, dashes: .dashed)
      case .unsupported, nil: Stroke(colour: .grey, width: 2.4, dashes: .dotted)
      }
  }
}
