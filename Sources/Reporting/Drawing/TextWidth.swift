/// How wide text is in Liberation Sans, which has the widths of Helvetica and Arial.
///
/// Widths of ASCII are those of Adobe's font metrics; any other character counts as a wide Latin letter,
/// East Asian ones as a full square. A bold text is taken to be a thirteenth wider.
///
/// > Source: Adobe Core 14 Font Metrics, `Helvetica.afm`, 1997.
enum TextWidth {
  /// Thousandths of the font size, from space to tilde.
  private static let ascii: [Int] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
    556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
    1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
    333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
    556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
  ]

  /// The width of `text` on one line at `size`, in the unit of `size`.
  static func of(_ text: String, size: Double, bold: Bool = false) -> Double {
    let thousandths = text.unicodeScalars.reduce(0) { sum, scalar in
      let place = Int(scalar.value) - 0x20
      if ascii.indices.contains(place) { return sum + ascii[place] }
      return sum + (scalar.value >= 0x1100 ? 1000 : 650)
    }
    return Double(thousandths) * size / (bold ? 930 : 1000)
  }

  /// `text` on one line no wider than `width`, the last character being `…` where it was cut.
  static func fitted(_ text: SafeText, width: Double, size: Double, bold: Bool = false) -> SafeText
  {
    let flat = text.oneLine(400)
    guard of(flat.text, size: size, bold: bold) > width else { return flat }
    var kept = flat.text
    while !kept.isEmpty, of(kept + "…", size: size, bold: bold) > width { kept.removeLast() }
    return SafeText(kept + "…")
  }

  /// `text` in lines no wider than `width`, broken at spaces and, where a word is wider, within it.
  static func wrapped(
    _ text: SafeText, width: Double, size: Double, bold: Bool = false
  ) -> [SafeText] {
    var lines: [String] = []
    var line = ""
    for word in text.text.split(whereSeparator: \.isWhitespace) {
      let longer = line.isEmpty ? String(word) : line + " " + word
      if of(longer, size: size, bold: bold) <= width {
        line = longer
        continue
      }
      if !line.isEmpty { lines.append(line) }
      line = String(word)
      while line.count > 1, of(line, size: size, bold: bold) > width {
        var head = line
        while head.count > 1, of(head, size: size, bold: bold) > width { head.removeLast() }
        lines.append(head)
        line = String(line.dropFirst(head.count))
      }
    }
    if !line.isEmpty || lines.isEmpty { lines.append(line) }
    return lines.map { SafeText($0) }
  }
}

/// A size in points as markup may carry it.
struct FontSize: Equatable {
  let value: Double

  init(_ value: Double) { self.value = value }
}

extension Markup.StringInterpolation {
  mutating func appendInterpolation(_ size: FontSize) {
    text += DotWriter.decimal(size.value, 1...100)
  }
}
