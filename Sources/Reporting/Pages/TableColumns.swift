/// How wide the columns of a table are, and what its rows look like.
///
/// A column gets what its longest word asks for, and of what is left a share by how much more its longest
/// text asks for. Where words alone are too wide the letters become smaller, and only then are words
/// broken.
struct TableColumns {
  struct Row {
    let texts: [(markup: Markup, style: PDFCanvas.Style)]
    let height: Double
  }

  static let padding = 3.0
  private static let blankHeight = 36.0
  /// No text asks for more, and no word.
  private static let widest = 240.0
  private static let longestWord = 110.0
  private static let smallest = 6.0

  let widths: [Double]
  let lefts: [Double]
  /// Of the letters.
  let size: Double
  /// Columns of numbers, which end at the right.
  private let figures: [Bool]
  /// How many characters a cell of each column may have to fit on a page.
  private let most: [Int]

  /// - Parameter size: Of the letters, where all words fit; in points, as all measures.
  init(_ table: PageTable, width: Double, size: Double, height: Double) {
    let count = table.columns
    figures = (0..<count).map { column in
      table.rows.contains { $0.indices.contains(column) && $0[column].isFigure }
    }
    var least = [Double](repeating: 8, count: count)
    var wanted = least
    func ask(_ cells: [PageCell], bold: Bool) {
      for (column, cell) in cells.prefix(count).enumerated() {
        if cell.isBlank {
          wanted[column] = max(wanted[column], Self.widest)
          continue
        }
        for line in cell.text.prefix(400).split(separator: "\n") {
          let whole = TextWidth.of(String(line), size: size, bold: bold)
          wanted[column] = max(wanted[column], min(whole, Self.widest))
          for word in line.split(separator: " ") {
            let long = TextWidth.of(String(word), size: size, bold: bold)
            least[column] = max(least[column], min(long, Self.longestWord))
          }
        }
      }
    }
    ask(table.head, bold: true)
    for row in table.rows { ask(row, bold: false) }
    let room = width - 2 * (Self.padding + 0.5) * Double(count)
    // What words ask for is in proportion to the size of the letters.
    let part = min(max(room / least.reduce(0, +), Self.smallest / size), 1)
    self.size = size * part
    widths = Self.shared(room, least: least.map { $0 * part }, wanted: wanted.map { $0 * part })
      .map { $0 + 2 * Self.padding + 1 }
    var left = 0.0
    lefts = widths.map { width in
      defer { left += width }
      return left
    }
    most = widths.map {
      PageLayout.characters(size * part, width: $0 - 2 * Self.padding, height: height)
    }
  }

  private static func shared(_ room: Double, least: [Double], wanted: [Double]) -> [Double] {
    let (low, high) = (least.reduce(0, +), zip(least, wanted).reduce(0) { $0 + max($1.0, $1.1) })
    if low >= room { return least.map { $0 * room / max(low, 1) } }
    if high <= room { return zip(least, wanted).map { max($0, $1) * room / max(high, 1) } }
    let share = (room - low) / max(high - low, 1e-9)
    return zip(least, wanted).map { $0 + (max($0, $1) - $0) * share }
  }

  /// `cells` in as many rows as keep each of them on a page.
  func divided(_ cells: [PageCell]) -> [[PageCell]] {
    let parts = cells.enumerated().map { column, cell in
      PageLayout.divided(cell.runs, most: most.indices.contains(column) ? most[column] : 1)
    }
    return (0..<(parts.map(\.count).max() ?? 1)).map { index in
      cells.enumerated().map { column, cell in
        var part = cell
        part.runs = index < parts[column].count ? parts[column][index] : []
        return part
      }
    }
  }

  func row(_ cells: [PageCell], isHead: Bool, on canvas: borrowing PDFCanvas) -> Row {
    var height = size * 1.2
    var texts: [(markup: Markup, style: PDFCanvas.Style)] = []
    for (column, cell) in cells.enumerated() where column < widths.count {
      let style = PDFCanvas.Style(
        size: size, isBold: isHead, side: figures[column] ? .right : .left)
      let text = cell.runs.map(\.markup).joined()
      let inner = widths[column] - 2 * Self.padding
      height = max(
        height, cell.isBlank ? Self.blankHeight : 0,
        text.text.isEmpty ? 0 : canvas.size(of: text, style, width: inner).height)
      texts.append((text, style))
    }
    return Row(texts: texts, height: height + 4)
  }
}
