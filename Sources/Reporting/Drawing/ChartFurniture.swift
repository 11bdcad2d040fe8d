import Assessment
import Records

/// What every chart carries in every format: marking at top and bottom, title, facts of the run, key,
/// sources, what was left out, and what a chart is not.
struct ChartFurniture {
  let header: Release.Header
  let title: SafeText
  /// What is on the chart, in a line or two.
  let facts: [SafeText]
  /// Cells of the key, several to a row.
  let key: [Markup]
  /// Lines below the key.
  let notes: [SafeText]
  /// The width of the label above, in points, where the drawing is placed by us.
  var width: Int?

  static let caution = "An assessment, not evidence; a link does not imply criminality."
  private static let pairsInRow = 6
  private static let noteWidth = 170

  private var factLines: [SafeText] {
    facts.flatMap { $0.wrapped(width.map { $0 / 5 } ?? Self.noteWidth) }
  }

  /// A marking is never cut: where the chart is narrow it takes more lines.
  private var markingLines: [SafeText] {
    SafeText("\(header.marking.rawValue) · \(header.handling)").wrapped(
      width.map { $0 / 8 } ?? 120)
  }

  /// How high the label above is, in points.
  var topHeight: Double {
    42 + 16 * Double(markingLines.count) + 16 * Double(factLines.count)
  }

  /// The label above the drawing.
  var top: Markup {
    let rows = factLines.map {
      Self.row("<font point-size=\"10\" color=\"\(Colour.grey)\">\($0)</font>")
    }
    let size: Markup = width.map { " width=\"\($0)\"" } ?? ""
    let name = title.oneLine(width.map { $0 / 12 } ?? 110)
    return """
      <table border="0" cellspacing="0" cellpadding="2"\(size)>\(markingRow)\
      \(Self.row("<font point-size=\"20\"><b>\(name)</b></font>"))\(rows.joined())</table>
      """
  }

  /// The label below the drawing.
  var bottom: Markup {
    var lines = notes
    lines.append(SafeText(ChartFurniture.caution + " " + runText))
    let rows = lines.flatMap { $0.wrapped(Self.noteWidth) }.map {
      Self.row("<font point-size=\"8.5\" color=\"#444444\">\($0)</font>")
    }
    return """
      <table border="0" cellspacing="0" cellpadding="2">\(keyRow)\(rows.joined())\
      \(markingRow)</table>
      """
  }

  private var runText: String {
    var parts = ["Prepared for \(header.recipient)"]
    parts.append("run \(header.runDigest)")
    parts.append("engine \(header.engineVersion)")
    parts.append("policy \(header.policy)")
    return parts.joined(separator: " · ") + "."
  }

  private var markingRow: Markup {
    let rows = markingLines.map {
      Self.row("<font point-size=\"11\" color=\"\(Colour.marking)\"><b>\($0)</b></font>")
    }
    return rows.joined()
  }

  /// Graphviz refuses a table without rows.
  private var keyRow: Markup { key.isEmpty ? "" : Self.row(keyTable) }

  private var keyTable: Markup {
    var rows: Markup = ""
    var start = 0
    while start < key.count {
      let end = min(start + Self.pairsInRow, key.count)
      rows += "<tr>\(key[start..<end].joined())</tr>"
      start = end
    }
    return """
      <table border="1" color="\(Colour.hairline)" style="rounded" cellborder="0" cellspacing="3" \
      cellpadding="1">\(rows)</table>
      """
  }

  private static func row(_ content: Markup) -> Markup {
    "<tr><td align=\"left\">\(content)</td></tr>"
  }

  /// Two cells of the key: a picture and what it means.
  static func keyCell(_ icon: ChartIcon, _ words: SafeText) -> Markup {
    let side = icon.width == icon.height ? 22 : 36
    return """
      <td fixedsize="true" width="\(side)" height="22"><img src="\(SafeText(icon.file))" \
      scale="true"/></td><td align="left"><font point-size="9">\(words)</font></td>
      """
  }

  /// Two cells of the key: a patch of colour and what it means.
  static func keyCell(_ colour: Colour, _ words: SafeText) -> Markup {
    """
    <td fixedsize="true" width="18" height="18" border="1" color="\(Colour.faint)" \
    bgcolor="\(colour)"></td><td align="left"><font point-size="9">\(words)</font></td>
    """
  }

  /// Two cells of the key: a sample in words and what it means.
  static func keyCell(_ sample: SafeText, _ words: SafeText) -> Markup {
    """
    <td><font point-size="9"><b>\(sample)</b></font></td>\
    <td align="left"><font point-size="9">\(words)</font></td>
    """
  }

  /// The period and the data cut, as printed on every product.
  static func dates(_ header: Release.Header) -> String {
    let last = header.period.end.adding(days: -1)
    let cut = header.dataCut.map { "data cut \($0.words)" } ?? "data cut not known"
    return "period \(header.period.name) (\(header.period.start.words) to \(last.words)) · \(cut)"
  }
}

extension SafeText {
  /// The whole text in lines of at most `width` characters, without a cut.
  func wrapped(_ width: Int) -> [SafeText] {
    var lines: [String] = []
    var line = ""
    for word in text.split(whereSeparator: \.isWhitespace) {
      if !line.isEmpty, line.count + 1 + word.count > width {
        lines.append(line)
        line = ""
      }
      line += line.isEmpty ? word : " " + word
    }
    if !line.isEmpty { lines.append(line) }
    return lines.map { SafeText($0) }
  }
}
