import Assessment
import Records

/// Writes an association chart for `dot`: force areas as columns, in the order in which fewest links
/// cross, and classes as rows.
///
/// Every link runs from the upper box through its words to the lower one, so that no link can turn the
/// order of the rows round.
struct AssociationDrawing {
  /// What a printed chart may hold; the release caps earlier, and anything above is counted here.
  static let boxLimit = 60
  static let lineLimit = 120

  let chart: AssociationChart
  let header: Release.Header
  private let boxes: ArraySlice<AssociationChart.Box>
  private let lines: [AssociationChart.Line]
  private let columns: [String]
  private let layout: AssociationLayout

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
    layout = AssociationLayout(boxes: boxes, lines: lines, columns: columns.count)
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
      (.nodesep, .number(0.42, 0...2)), (.ranksep, .number(0.2, 0...2)),
      (.splines, .word("true")), (.outputorder, .word("edgesfirst")),
      (.remincross, .word("true")), (.mclimit, .number(4, 1...10)),
      (.searchsize, .number(200, 1...1000)), (.start, .number(7, 7...7)),
    ])
    writer.defaults(
      node: [
        (.fontname, .word("Liberation Sans")), (.shape, .word("none")),
        (.margin, .points([0.02, 0.02])), (.width, .number(0, 0...0)),
        (.height, .number(0, 0...0)),
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
    writeRanks(into: &writer)
    for index in lines.indices { write(line: index, into: &writer) }
    writer.close()
    return writer.text
  }

  private func write(column: Int, into writer: inout DotWriter) {
    let members = boxes.indices.filter { layout.boxColumns[$0] == column }
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
    for line in lines.indices where layout.wordColumns[line] == column {
      writer.node(words(of: line), [(.label, .markup(label(of: lines[line])))])
    }
    writer.close()
  }

  private func label(of box: AssociationChart.Box) -> Markup {
    let titles = SafeText(box.title).lines().map {
      "<tr><td><font point-size=\"10.5\" color=\"\(Colour.black)\"><b>\($0)</b></font></td></tr>"
        as Markup
    }
    let second = box.second
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

  /// The number of the node that holds the words of `line`.
  private func words(of line: Int) -> Int { boxes.count + line }

  /// Puts boxes and words on their ranks and holds the ranks in order by invisible links.
  private func writeRanks(into writer: inout DotWriter) {
    var heads: [(rank: Int, node: Int)] = []
    for rank in -1...((layout.boxRanks.max() ?? 0) + 1) {
      let members =
        rank % 2 == 0
        ? boxes.indices.filter { layout.boxRanks[$0] == rank }
        : lines.indices.filter { layout.wordRanks[$0] == rank }.map(words)
      guard let head = members.first else { continue }
      writer.sameRank(Array(members))
      heads.append((rank, head))
    }
    for (upper, lower) in zip(heads, heads.dropFirst()) {
      writer.edge(
        upper.node, lower.node,
        [
          (.style, .word("invis")), (.weight, .number(0, 0...0)),
          (.minlen, .number(Double(lower.rank - upper.rank), 1...4)),
        ])
    }
  }

  private func write(line index: Int, into writer: inout DotWriter) {
    let line = lines[index]
    let ranks = layout.boxRanks
    let words = words(of: index)
    // The half at `to` carries the arrow of a payment.
    let isPayment = line.layer == .financial
    let start = line.stroke.attributes
    guard ranks[line.from] != ranks[line.to] else {
      writer.edge(words, line.from, start)
      writer.edge(words, line.to, isPayment ? start + [(.dir, .word("forward"))] : start)
      return
    }
    if ranks[line.from] < ranks[line.to] {
      writer.edge(line.from, words, start)
      writer.edge(words, line.to, isPayment ? start + [(.dir, .word("forward"))] : start)
    } else {
      writer.edge(line.to, words, isPayment ? start + [(.dir, .word("back"))] : start)
      writer.edge(words, line.from, start)
    }
  }

  private func label(of line: AssociationChart.Line) -> Markup {
    let text = line.text.lines().map {
      "<tr><td><font point-size=\"8.5\">\($0)</font></td></tr>" as Markup
    }
    return """
      <table border="0" cellspacing="0" cellpadding="1" bgcolor="\(Colour.labelGround)">\
      \(text.joined())<tr><td><font point-size="7.5" color="\(Colour.faint)">\(line.basis)</font>\
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
    var result = ChartFurniture(
      header: header, title: title,
      facts: [
        SafeText(facts), SafeText("Columns are force areas; the layout is not geographic."),
      ],
      key: ChartFurniture.key(boxes: boxes, lines: lines), notes: notes)
    result.width = expectedWidth
    return result
  }

  /// About how wide Graphviz makes the chart: each column as wide as its widest row.
  private var expectedWidth: Double {
    let gap = 30.0
    var rows = [[Double]](
      repeating: [Double](repeating: 0, count: (layout.boxRanks.max() ?? 0) + 3),
      count: columns.count)
    for (index, box) in boxes.enumerated() {
      let words = SafeText(box.title).lines().map {
        TextWidth.of($0.text, size: 10.5, bold: true)
      }
      rows[layout.boxColumns[index]][layout.boxRanks[index] + 1] += max(words.max() ?? 0, 38) + gap
    }
    for (index, line) in lines.enumerated() {
      rows[layout.wordColumns[index]][layout.wordRanks[index] + 1] +=
        TextWidth.of(line.basis.text, size: 7.5) + gap
    }
    return max(rows.reduce(0) { $0 + ($1.max() ?? 0) }, 760)
  }

  private var notes: [SafeText] {
    let more = [
      AssociationChart.Hidden(what: "boxes", count: chart.boxes.count - boxes.count),
      AssociationChart.Hidden(what: "links", count: chart.lines.count - lines.count),
    ]
    return [
      ChartFurniture.notShown(chart.hidden, more, shielded: chart.shielded),
      ChartFurniture.sources(of: chart),
    ]
  }
}
