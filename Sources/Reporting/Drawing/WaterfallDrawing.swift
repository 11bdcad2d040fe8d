import Assessment
import Records

/// Draws how a sum comes about: each part begins where the one before it ended, and the last row is the
/// exact sum.
struct WaterfallDrawing {
  private static let nameWidth = 166.0
  private static let plotWidth = 330.0
  private static let reasonWidth = 268.0
  private static let reasonSize = 8.0
  private static let gap = 56.0

  /// A part of the sum, in thousandths of the unit.
  struct Part {
    let name: String
    /// What stands below the name, in small.
    let kind: String
    let amount: Int
    let reason: String
    let fill: Colour
  }

  let title: SafeText
  let summary: String
  private let furniture: ChartFurniture
  private let sumName: String
  private let sum: Int
  private let steps: [Step]

  /// A part, the sum before it and after it, and its reason in lines.
  private struct Step {
    let part: Part
    let before: Int
    let after: Int
    let reason: [SafeText]

    var height: Double { max(27, Double(reason.count) * 10 + 7) }
  }

  private init(_ parts: [Part], sumName: String, summary: String, furniture: ChartFurniture) {
    title = furniture.title
    self.summary = summary
    self.furniture = furniture
    self.sumName = sumName
    var sum = 0
    steps = parts.map { part in
      let before = sum
      sum += part.amount
      return Step(
        part: part, before: before, after: sum,
        reason: TextWidth.wrapped(
          SafeText(part.reason).oneLine(300), width: Self.reasonWidth, size: Self.reasonSize))
    }
    self.sum = sum
  }

  private var range: (low: Int, high: Int) {
    let sums = steps.flatMap { [$0.before, $0.after] } + [0]
    let low = sums.min() ?? 0
    return (low, max(sums.max() ?? 1, low + 1))
  }

  private func x(_ points: Int) -> Double {
    let (low, high) = range
    return Self.nameWidth + Self.plotWidth * Double(points - low) / Double(high - low)
  }

  var dot: String {
    let sumHeight = 34.0
    let height = steps.reduce(sumHeight) { $0 + $1.height }
    var sheet = Sheet()
    sheet.line(
      [Sheet.Place(x: x(0), y: 0), Sheet.Place(x: x(0), y: height)],
      Stroke(colour: .grey, width: 0.8))
    var top = height
    for (index, step) in steps.enumerated() {
      let below = index + 1 < steps.count ? steps[index + 1].height / 2 : sumHeight / 2
      add(step, top: top, reaching: below, to: &sheet)
      top -= step.height
    }
    addSum(at: sumHeight / 2, to: &sheet)
    return sheet.dot(furniture, width: Self.width + 8, height: height)
  }

  private static var width: Double { nameWidth + plotWidth + gap + reasonWidth }

  private func add(_ step: Step, top: Double, reaching below: Double, to sheet: inout Sheet) {
    let y = top - step.height / 2
    sheet.line(
      [Sheet.Place(x: 0, y: top - step.height), Sheet.Place(x: Self.width, y: top - step.height)],
      Stroke(colour: .hairline, width: 0.4))
    sheet.text(
      [
        Words(
          TextWidth.fitted(SafeText(step.part.name), width: Self.nameWidth - 12, size: 9.5),
          size: 9.5),
        Words(SafeText(step.part.kind), size: 7.5, colour: .faint),
      ], at: Sheet.Place(x: 0, y: y), .left)
    let (left, right) = (x(min(step.before, step.after)), x(max(step.before, step.after)))
    let look = Self.look(step.part)
    if right - left >= 0.72 {
      sheet.box(
        Frame(left: left, bottom: y - 7, right: right, top: y + 7), fill: look.fill, edge: look.edge
      )
    } else {
      sheet.line(
        [Sheet.Place(x: left, y: y - 7), Sheet.Place(x: left, y: y + 7)],
        Stroke(colour: .ink, width: 1.4))
    }
    sheet.line(
      [
        Sheet.Place(x: x(step.after), y: y - 7),
        Sheet.Place(x: x(step.after), y: top - step.height - below + 7),
      ], Stroke(colour: .frame, width: 0.8))
    sheet.text(
      [Words(SafeText((step.part.amount > 0 ? "+" : "") + Points(step.part.amount).text))],
      at: Sheet.Place(x: right + 5, y: y), .left, ground: .labelGround)
    sheet.text(
      step.reason.map { Words($0, size: Self.reasonSize, colour: .grey) },
      at: Sheet.Place(x: Self.nameWidth + Self.plotWidth + Self.gap, y: y), .left)
  }

  private func addSum(at y: Double, to sheet: inout Sheet) {
    sheet.text(
      [Words(SafeText(sumName), size: 9.5, bold: true)],
      at: Sheet.Place(x: 0, y: y), .left)
    let (left, right) = (x(min(0, sum)), x(max(0, sum)))
    sheet.box(
      Frame(left: left, bottom: y - 9, right: max(right, left + 0.8), top: y + 9), fill: .ink)
    sheet.text(
      [Words(SafeText(Points(sum).text), size: 9.5, bold: true)],
      at: Sheet.Place(x: right + 5, y: y), .left)
  }

  /// What takes away is hollow and dashed.
  private static func look(_ part: Part) -> (fill: Colour, edge: Stroke) {
    part.amount < 0
      ? (.white, Stroke(colour: .ink, width: 1.2, dashes: .dashed))
      : (part.fill, Stroke(colour: .ink, width: 0.6))
  }

  private static let takingAway = ChartFurniture.keyCell(
    SafeText("dashed"), SafeText("takes away"))
}

extension WaterfallDrawing {
  /// Where the points of `position` come from. Scales differ in shade.
  init(_ position: Position, header: Release.Header) {
    let points = Points(position.points).text
    let parts = position.contributions.map { "\($0.name) \(Points($0.points).text)" }
    self.init(
      position.contributions.map { part in
        Part(
          name: part.name,
          kind: ([part.scale.rawValue] + [part.section?.rawValue].compactMap { $0 })
            .joined(separator: " · "), amount: part.points, reason: part.explanation,
          fill: Self.colour(part.scale))
      }, sumName: "Sum: points of the position",
      summary: "\(points) points: \(parts.joined(separator: ", ")). " + ChartFurniture.caution,
      furniture: ChartFurniture(
        header: header,
        title: SafeText("\(position.rank). \(position.title) – where its points come from")
          .oneLine(110),
        facts: [
          SafeText(
            "\(points) points are the exact sum of \(position.contributions.count) contributions · "
              + "each bar begins where the one above it ended"),
          SafeText(ChartFurniture.dates(header)),
        ],
        key: Position.Scale.allCases.map {
          ChartFurniture.keyCell(Self.colour($0), SafeText($0.rawValue))
        } + [Self.takingAway],
        notes: [SafeText("The score orders reviews and is no probability. Not shown: nothing.")]))
  }

  private static func colour(_ scale: Position.Scale) -> Colour {
    switch scale {
    case .matrix: .person
    case .network: .frame
    case .review: .fifth1
    }
  }

  /// What speaks for and against two records' being of one entity, in bits.
  init(_ match: MatchChart, header: Release.Header) {
    let names = [match.first, match.second].map { SafeText($0).oneLine(50).text }
    let probability = match.thousandths.map { "probability \(Points($0).text)" }
    let said = "\(match.outcome)\(probability.map { ", \($0)" } ?? ", no probability")"
    self.init(
      match.steps.map { step in
        Part(
          name: step.feature, kind: step.comparison, amount: step.bits,
          reason: step.bits > 0
            ? "speaks for one" : step.bits < 0 ? "speaks against" : "says nothing",
          fill: .person)
      }, sumName: "Sum, in bits",
      summary: "\(names[0]) and \(names[1]): \(said). "
        + match.steps.map { "\($0.feature) \(Points($0.bits).text)" }.joined(separator: ", ") + ". "
        + ChartFurniture.caution,
      furniture: ChartFurniture(
        header: header,
        title: SafeText("\(names[0]) and \(names[1]) – one or two?").oneLine(110),
        facts: [
          SafeText("\(match.firstKey) and \(match.secondKey): \(said)"),
          SafeText("The sum of bits is log₂ of the odds; one bit doubles them."),
          SafeText(ChartFurniture.dates(header)),
        ],
        key: [ChartFurniture.keyCell(.person, SafeText("speaks for one")), Self.takingAway],
        notes: [
          SafeText(
            "By the model alone; rules and decisions of people stand above it. Not shown: nothing.")
        ]))
  }
}
