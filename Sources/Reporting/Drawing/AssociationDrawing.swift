import Assessment
import Records

/// Lays an association chart out for `dot`: force areas as columns, classes as rows.
///
/// Rows are kept by ranks that hold across the columns. Every link runs from the upper row to the
/// lower one, so that no link can turn the order of the rows round; links within a row carry their
/// words as `xlabel`, since Graphviz 2.42 frees memory twice where such a link has a `label`.
struct AssociationDrawing {
  /// What a printed chart may hold; the release caps earlier, and anything above is counted here.
  static let boxLimit = 60
  static let lineLimit = 120
  static let sourceLimit = 40
  private static let noteCharacters = 6_000

  let chart: AssociationChart
  let header: Release.Header
  private let boxes: ArraySlice<AssociationChart.Box>
  private let lines: [AssociationChart.Line]
  /// The row of each box, from 0 at the top.
  private let rows: [Int]
  private let columns: [String]

  init(_ chart: AssociationChart, header: Release.Header) {
    self.chart = chart
    self.header = header
    boxes = chart.boxes.prefix(Self.boxLimit)
    let count = boxes.count
    lines = Array(
      chart.lines.filter {
        (0..<count).contains($0.from) && (0..<count).contains($0.to) && $0.from != $0.to
      }.prefix(Self.lineLimit))
    columns = chart.columns.isEmpty ? ["Area not known"] : chart.columns
    rows = Self.rows(of: boxes, columns: columns.count)
  }

  /// What the chart shows in words: the description of the SVG and the summary beside the table.
  var summary: String {
    let busiest = lines.indices.sorted {
      lines[$0].count != lines[$1].count ? lines[$0].count > lines[$1].count : $0 < $1
    }
    let links = busiest.prefix(3).map { index in
      let line = lines[index]
      let from = SafeText(boxes[line.from].title).oneLine(40).text
      let to = SafeText(boxes[line.to].title).oneLine(40).text
      return "\(from), \(line.words), \(to) (\(line.standing.words), \(line.count))"
    }
    return "\(boxes.count) boxes and \(lines.count) links in \(columns.count) columns: "
      + columns.map { SafeText($0).oneLine(40).text }.joined(separator: ", ") + ". "
      + (links.isEmpty ? "" : "Most stated: " + links.joined(separator: "; ") + ". ")
      + ChartFurniture.caution
  }

  var title: SafeText {
    SafeText("\(chart.rank). \(chart.title) – association chart").oneLine(110)
  }

  var dot: String {
    var writer = DotWriter(directed: true)
    writer.set([
      (.fontname, .word("Liberation Sans")), (.bgcolor, .word("white")),
      (.pad, .number(0.3, 0...1)), (.newrank, .word("true")), (.compound, .word("true")),
      (.nodesep, .number(0.42, 0...2)), (.ranksep, .number(0.5, 0...2)),
      (.splines, .word("true")), (.outputorder, .word("edgesfirst")),
      (.remincross, .word("true")), (.mclimit, .number(4, 1...10)),
      (.searchsize, .number(200, 1...1000)), (.forcelabels, .word("true")),
      (.start, .number(7, 7...7)),
    ])
    writer.defaults(
      node: [
        (.fontname, .word("Liberation Sans")), (.shape, .word("none")),
        (.margin, .points([0.02, 0.02])),
      ],
      edge: [
        (.fontname, .word("Liberation Sans")), (.fontsize, .number(8.5, 5...20)),
        (.dir, .word("none")), (.arrowsize, .number(0.6, 0...2)),
      ])
    let furniture = self.furniture
    writer.set([
      (.labelloc, .word("b")), (.labeljust, .word("l")), (.label, .markup(furniture.bottom)),
    ])
    writer.openCluster(0)
    writer.set([
      (.peripheries, .number(0, 0...0)), (.labelloc, .word("t")), (.labeljust, .word("l")),
      (.margin, .number(4, 0...40)), (.label, .markup(furniture.top)),
    ])
    for column in columns.indices { write(column: column, into: &writer) }
    writer.close()
    writeRows(into: &writer)
    for line in lines { write(line, into: &writer) }
    writer.close()
    return writer.text
  }

  private func write(column: Int, into writer: inout DotWriter) {
    let members = boxes.indices.filter { Self.column(of: boxes[$0], columns.count) == column }
    guard !members.isEmpty else { return }
    let name = SafeText(columns[column]).oneLine(48)
    writer.openCluster(column + 1)
    writer.set([
      (.labelloc, .word("t")), (.labeljust, .word("l")), (.style, .word("rounded,filled")),
      (.fillcolor, .colour(Colour.tint(column))), (.color, .colour(.frame)),
      (.penwidth, .number(1, 0...5)), (.margin, .number(14, 0...40)),
      (
        .label,
        .markup(
          """
          <font point-size="12" color="\(Colour.areaName)"><b>\
          \(SafeText(name.text.uppercased()))</b></font>
          """)
      ),
    ])
    for box in members { writer.node(box, [(.label, .markup(label(of: boxes[box])))]) }
    writer.close()
  }

  private func label(of box: AssociationChart.Box) -> Markup {
    let titles = SafeText(box.title).lines().map {
      "<tr><td><font point-size=\"10.5\" color=\"\(Colour.black)\"><b>\($0)</b></font></td></tr>"
        as Markup
    }
    var second = box.subtitle
    if box.folded > 0 {
      let people = box.icon == .hmo || box.icon == .address ? "occupants" : "people"
      second += (second.isEmpty ? "" : " · ") + "\(box.folded) \(people) (folded)"
    }
    let subtitles = second.isEmpty ? [] : SafeText(second).lines(width: 32)
    let small = subtitles.map {
      "<tr><td><font point-size=\"8.5\" color=\"\(Colour.grey)\">\($0)</font></td></tr>" as Markup
    }
    return """
      <table border="0" cellborder="0" cellspacing="0" cellpadding="1"><tr>\
      <td fixedsize="true" width="38" height="38">\
      <img src="\(SafeText(ChartIcon.badge(box.icon).file))" scale="true"/></td></tr>\
      \(titles.joined())\(small.joined())</table>
      """
  }

  private func writeRows(into writer: inout DotWriter) {
    let used = rows.isEmpty ? [] : Array(0...(rows.max() ?? 0))
    var first: [Int] = []
    for row in used {
      let members = boxes.indices.filter { rows[$0] == row }
      guard let head = members.first else { continue }
      writer.sameRank(members)
      first.append(head)
    }
    for (upper, lower) in zip(first, first.dropFirst()) {
      writer.edge(upper, lower, [(.style, .word("invis")), (.weight, .number(0, 0...0))])
    }
    writeColumnOrder(into: &writer)
  }

  /// Holds the columns in the order of the release: invisible links within the row that reaches over
  /// most columns, from one column's box to the next one's.
  private func writeColumnOrder(into writer: inout DotWriter) {
    var heads: [[Int]] = []
    for row in 0...(rows.max() ?? 0) {
      var inRow: [Int] = []
      for column in columns.indices {
        let box = boxes.indices.first {
          rows[$0] == row && Self.column(of: boxes[$0], columns.count) == column
        }
        if let box { inRow.append(box) }
      }
      heads.append(inRow)
    }
    guard let widest = heads.max(by: { $0.count < $1.count }) else { return }
    for (left, right) in zip(widest, widest.dropFirst()) {
      writer.edge(left, right, [(.style, .word("invis")), (.weight, .number(0, 0...0))])
    }
  }

  private func write(_ line: AssociationChart.Line, into writer: inout DotWriter) {
    let sameRow = rows[line.from] == rows[line.to]
    let turned =
      sameRow
      ? isRight(line.from, of: line.to) : rows[line.from] > rows[line.to]
    let upper = turned ? line.to : line.from
    let lower = turned ? line.from : line.to
    var attributes: DotWriter.Attributes = [
      (sameRow ? .xlabel : .label, .markup(label(of: line))),
      (.color, .colour(.line(line.layer))),
    ]
    switch line.standing {
    case .confirmed: attributes += [(.style, .word("solid")), (.penwidth, .number(1.6, 0...5))]
    case .unconfirmed: attributes += [(.style, .word("dashed")), (.penwidth, .number(1.5, 0...5))]
    case .tentative: attributes += [(.style, .word("dotted")), (.penwidth, .number(2, 0...5))]
    }
    if line.layer == .financial {
      attributes.append((.dir, turned ? .word("back") : .word("forward")))
    }
    writer.edge(upper, lower, attributes)
  }

  private func isRight(_ a: Int, of b: Int) -> Bool {
    let columnA = Self.column(of: boxes[a], columns.count)
    let columnB = Self.column(of: boxes[b], columns.count)
    return columnA != columnB ? columnA > columnB : a > b
  }

  private func label(of line: AssociationChart.Line) -> Markup {
    let count = line.count > 1 ? " ×\(line.count)" : ""
    let words = SafeText(line.words + count).lines().map {
      "<tr><td><font point-size=\"8.5\">\($0)</font></td></tr>" as Markup
    }
    var grade = [line.grade] + line.sources.prefix(3)
    if line.sources.count > 3 { grade.append("+\(line.sources.count - 3)") }
    let basis = SafeText(grade.filter { !$0.isEmpty }.joined(separator: " · ")).oneLine(36)
    return """
      <table border="0" cellspacing="0" cellpadding="1" bgcolor="\(Colour.labelGround)">\
      \(words.joined())<tr><td><font point-size="7.5" color="\(Colour.faint)">\(basis)</font>\
      </td></tr></table>
      """
  }
}

extension AssociationDrawing {
  private var furniture: ChartFurniture {
    let folded = boxes.reduce(into: (boxes: 0, people: 0)) { sum, box in
      guard box.folded > 0 else { return }
      sum.boxes += 1
      sum.people += box.folded
    }
    var facts = "\(boxes.count) boxes · \(lines.count) links · \(ChartFurniture.dates(header))"
    if folded.people > 0 {
      facts += " · \(folded.people) occupants folded into \(folded.boxes) boxes"
    }
    return ChartFurniture(
      header: header, title: title,
      facts: [
        SafeText(facts), SafeText("Columns are force areas; the layout is not geographic."),
      ],
      key: key, notes: notes)
  }

  private var key: [Markup] {
    let icons = AssociationChart.Icon.allCases.filter { icon in
      boxes.contains { $0.icon == icon }
    }
    let layers = LinkType.Layer.allCases.filter { layer in lines.contains { $0.layer == layer } }
    return icons.map { ChartFurniture.keyCell(.badge($0), SafeText($0.words)) }
      + Standing.allCases.reversed().map {
        ChartFurniture.keyCell(.sample($0), SafeText($0.words))
      }
      + layers.map {
        ChartFurniture.keyCell(
          .sample($0), SafeText($0 == .property ? "property and control" : $0.rawValue))
      }
      + [ChartFurniture.keyCell(SafeText("2B · S3"), SafeText("best 3x5x2 grade · source"))]
  }

  private var notes: [SafeText] {
    var hidden = chart.hidden.filter { $0.count > 0 }.map { "\($0.count) \($0.what)" }
    if chart.boxes.count > boxes.count { hidden.append("\(chart.boxes.count - boxes.count) boxes") }
    if chart.lines.count > lines.count { hidden.append("\(chart.lines.count - lines.count) links") }
    let left = hidden.isEmpty ? "nothing" : hidden.joined(separator: " · ")
    var sources = ""
    var shown = 0
    for source in chart.sources.prefix(Self.sourceLimit) {
      let entry = SafeText("\(source.number) \(source.text)").oneLine(SafeText.cut).text
      guard sources.count + entry.count < Self.noteCharacters else { break }
      sources += (shown == 0 ? "" : " · ") + entry
      shown += 1
    }
    let more = chart.sources.count - shown
    if more > 0 { sources += " · and \(more) more" }
    return [SafeText("Not shown: \(left)."), SafeText("Sources: \(sources).")]
  }

  private static func column(of box: AssociationChart.Box, _ count: Int) -> Int {
    min(max(box.column, 0), count - 1)
  }

  /// The row of each box: by class, and a class that is too wide for its column in several rows.
  private static func rows(of boxes: ArraySlice<AssociationChart.Box>, columns: Int) -> [Int] {
    let width = columns == 1 ? 7 : columns == 2 ? 5 : columns == 3 ? 4 : 3
    var result = [Int](repeating: 0, count: boxes.count)
    var next = 0
    for level in 0...6 {
      var depth = 0
      for column in 0..<columns {
        let members = boxes.indices.filter {
          boxes[$0].icon.level == level && Self.column(of: boxes[$0], columns) == column
        }
        let needed = (members.count + width - 1) / width
        for (place, box) in members.enumerated() {
          result[box] = next + place * needed / members.count
        }
        depth = max(depth, needed)
      }
      next += depth
    }
    return result
  }
}

extension AssociationChart.Icon {
  /// The band of rows in which boxes of the kind stand, from the top.
  fileprivate var level: Int {
    switch self {
    case .principal: 0
    case .person: 1
    case .company: 2
    case .phone, .email, .account: 3
    case .address, .hmo, .area: 4
    case .vehicle, .object: 5
    case .incident: 6
    }
  }
}
