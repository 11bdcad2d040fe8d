import Assessment
import Records

/// What every chart carries in every format: marking at top and bottom, title, facts of the run, key,
/// sources, what was left out, and what a chart is not.
struct ChartFurniture {
  let header: Release.Header
  let title: SafeText
  /// What is on the chart, in a line or two.
  let facts: [SafeText]
  /// Samples with what they mean, several to a row.
  let key: [KeyPair]
  /// Lines below the key.
  let notes: [SafeText]
  /// How wide the drawing is, in points; where Graphviz places its boxes, how wide it is thought to
  /// become.
  var width = 760.0

  /// A sample of what is on the chart and what it means.
  struct KeyPair {
    let sample: Markup
    let sampleWidth: Double
    let words: SafeText

    /// Of both cells with the room around them.
    var width: Double { sampleWidth + TextWidth.of(words.text, size: wordSize) + 12 }
  }

  static let caution = "An assessment, not evidence; a link does not imply criminality."
  private static let mostPairsInRow = 12
  private static let wordSize = 9.0
  private static let noteSize = 8.5
  private static let factSize = 10.0
  private static let markingSize = 11.0
  private static let titleSize = 20.0
  private static let leastTitleSize = 15.0

  private var factLines: [SafeText] {
    facts.flatMap { TextWidth.wrapped($0, width: width - 8, size: Self.factSize) }
  }

  /// A marking is never cut: where the chart is narrow it takes more lines.
  private var markingLines: [SafeText] {
    TextWidth.wrapped(
      SafeText("\(header.marking.rawValue) · \(header.handling)"), width: width - 8,
      size: Self.markingSize, bold: true)
  }

  private var titleLines: [SafeText] {
    TextWidth.wrapped(title, width: width - 8, size: titleSize, bold: true)
  }

  /// As large as lets it stay on one line, within limits.
  private var titleSize: Double {
    stride(from: Self.titleSize, through: Self.leastTitleSize, by: -1).first {
      TextWidth.of(title.text, size: $0, bold: true) <= width - 8
    } ?? Self.titleSize
  }

  /// How high the label above is, in points.
  var topHeight: Double {
    14 + 28 * Double(titleLines.count) + 16 * Double(markingLines.count) + 16
      * Double(factLines.count)
  }

  /// The label above the drawing.
  var top: Markup {
    let rows = factLines.map {
      Self.row(
        "<font point-size=\"\(FontSize(Self.factSize))\" color=\"\(Colour.grey)\">\($0)</font>")
    }
    let names = titleLines.map {
      Self.row("<font point-size=\"\(FontSize(titleSize))\"><b>\($0)</b></font>")
    }
    return """
      <table border="0" cellspacing="0" cellpadding="2" width="\(Int(width))">\(markingRow)\
      \(names.joined())\(rows.joined())</table>
      """
  }

  /// The label below the drawing.
  var bottom: Markup {
    let lines = (notes + [SafeText(ChartFurniture.caution + " " + runText)]).flatMap {
      TextWidth.wrapped($0, width: width - 24, size: Self.noteSize)
    }
    let rows = lines.map {
      Self.row(
        "<font point-size=\"\(FontSize(Self.noteSize))\" color=\"#444444\">\($0)</font>")
    }
    let widest = lines.map { TextWidth.of($0.text, size: Self.noteSize) }.max() ?? 0
    return """
      <table border="0" cellspacing="0" cellpadding="2">\(keyRow(beside: widest))\(rows.joined())\
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
      Self.row(
        """
        <font point-size="\(FontSize(Self.markingSize))" color="\(Colour.marking)"><b>\($0)</b></font>
        """)
    }
    return rows.joined()
  }

  /// The width of the key with `count` pairs to a row.
  private func keyWidth(_ count: Int) -> Double {
    (0..<count).reduce(8) { sum, column in
      sum + (stride(from: column, to: key.count, by: count).map { key[$0].width }.max() ?? 0)
    }
  }

  /// The key in as few rows as the width allows. Graphviz stretches a table to its room, so an empty cell
  /// takes what is over; and it refuses a table without rows.
  private func keyRow(beside widest: Double) -> Markup {
    guard !key.isEmpty else { return "" }
    let fitting = (1...min(Self.mostPairsInRow, key.count)).reversed()
      .first { keyWidth($0) <= width - 24 }
    let rowCount = (key.count + (fitting ?? 1) - 1) / (fitting ?? 1)
    let count = (key.count + rowCount - 1) / rowCount
    let rows = stride(from: 0, to: key.count, by: count).map { start -> Markup in
      let pairs = key[start..<min(start + count, key.count)].map { pair -> Markup in
        """
        \(pair.sample)<td align="left"><font point-size="\(FontSize(Self.wordSize))">\(pair.words)\
        </font></td>
        """
      }
      return "<tr>\(pairs.joined())</tr>"
    }
    let rest = max(Int(widest - keyWidth(count)), 1)
    return Self.row(
      """
      <table border="0" cellspacing="0" cellpadding="0"><tr><td><table border="1" \
      color="\(Colour.hairline)" style="rounded" cellborder="0" cellspacing="3" cellpadding="1">\
      \(rows.joined())</table></td><td width="\(rest)"></td></tr></table>
      """)
  }

  private static func row(_ content: Markup) -> Markup {
    "<tr><td align=\"left\">\(content)</td></tr>"
  }

  /// A picture and what it means.
  static func keyCell(_ icon: ChartIcon, _ words: SafeText) -> KeyPair {
    let side = icon.width == icon.height ? 22 : 36
    return KeyPair(
      sample: """
        <td fixedsize="true" width="\(side)" height="22"><img src="\(SafeText(icon.file))" \
        scale="true"/></td>
        """, sampleWidth: Double(side), words: words)
  }

  /// A patch of colour and what it means.
  static func keyCell(_ colour: Colour, _ words: SafeText) -> KeyPair {
    KeyPair(
      sample: """
        <td fixedsize="true" width="18" height="18" border="1" color="\(Colour.faint)" \
        bgcolor="\(colour)"></td>
        """, sampleWidth: 18, words: words)
  }

  /// A sample in words and what it means.
  static func keyCell(_ sample: SafeText, _ words: SafeText) -> KeyPair {
    KeyPair(
      sample: "<td><font point-size=\"\(FontSize(wordSize))\"><b>\(sample)</b></font></td>",
      sampleWidth: TextWidth.of(sample.text, size: wordSize, bold: true), words: words)
  }

  /// The period and the data cut, as printed on every product.
  static func dates(_ header: Release.Header) -> String {
    let last = header.period.end.adding(days: -1)
    let cut = header.dataCut.map { "data cut \($0.words)" } ?? "data cut not known"
    return "period \(header.period.name) (\(header.period.start.words) to \(last.words)) · \(cut)"
  }
}
