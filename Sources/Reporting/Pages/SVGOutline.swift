/// The outlines of the shapes that an SVG of ours may hold.
enum SVGOutline {
  typealias Step = PDFCanvas.Step

  /// How far the control points of a quarter of a circle lie from its ends, in radii.
  private static let quarter = 0.5522847498

  /// The outline of `element`, in its own units; empty for what is no shape.
  static func steps(of element: XMLReader.Element) -> [Step] {
    func number(_ name: String) -> Double {
      numbers(element.value(name) ?? "").first ?? 0
    }
    func text(_ name: String) -> String {
      element.value(name) ?? ""
    }
    switch element.name {
    case "polygon": return joined(numbers(text("points"))) + [.close]
    case "polyline": return joined(numbers(text("points")))
    case "line":
      return [.move(number("x1"), number("y1")), .line(number("x2"), number("y2"))]
    case "circle":
      return ellipse(number("cx"), number("cy"), number("r"), number("r"))
    case "ellipse":
      return ellipse(number("cx"), number("cy"), number("rx"), number("ry"))
    case "rect":
      return rectangle(
        number("x"), number("y"), number("width"), number("height"), rounded: number("rx"))
    case "path": return path(text("d"))
    default: return []
    }
  }

  /// The numbers in `text`, whatever stands between them.
  static func numbers(_ text: String) -> [Double] {
    var found: [Double] = []
    var word = ""
    for character in text + " " {
      // A sign begins a number unless it belongs to an exponent.
      let begins = character == "-" && !word.isEmpty && word.last != "e"
      if !begins, character.isNumber || ".-+e".contains(character) {
        word.append(character)
        continue
      }
      if let number = Double(word), number.isFinite { found.append(number) }
      word = begins ? "-" : ""
    }
    return found
  }

  private static func joined(_ values: [Double]) -> [Step] {
    stride(from: 0, to: values.count - 1, by: 2).map { index in
      index == 0
        ? .move(values[index], values[index + 1]) : .line(values[index], values[index + 1])
    }
  }

  private static func ellipse(_ x: Double, _ y: Double, _ rx: Double, _ ry: Double) -> [Step] {
    let (kx, ky) = (rx * quarter, ry * quarter)
    return [
      .move(x + rx, y), .curve(x + rx, y + ky, x + kx, y + ry, x, y + ry),
      .curve(x - kx, y + ry, x - rx, y + ky, x - rx, y),
      .curve(x - rx, y - ky, x - kx, y - ry, x, y - ry),
      .curve(x + kx, y - ry, x + rx, y - ky, x + rx, y), .close,
    ]
  }

  private static func rectangle(
    _ x: Double, _ y: Double, _ width: Double, _ height: Double, rounded radius: Double
  ) -> [Step] {
    let (right, bottom) = (x + width, y + height)
    guard radius > 0 else {
      return [.move(x, y), .line(right, y), .line(right, bottom), .line(x, bottom), .close]
    }
    let k = radius * (1 - quarter)
    return [
      .move(x + radius, y), .line(right - radius, y),
      .curve(right - k, y, right, y + k, right, y + radius), .line(right, bottom - radius),
      .curve(right, bottom - k, right - k, bottom, right - radius, bottom),
      .line(x + radius, bottom), .curve(x + k, bottom, x, bottom - k, x, bottom - radius),
      .line(x, y + radius), .curve(x, y + k, x + k, y, x + radius, y), .close,
    ]
  }

  /// The commands that Graphviz and our pictures use: absolute moves, lines and cubic curves.
  private static func path(_ text: String) -> [Step] {
    var steps: [Step] = []
    var (x, y) = (0.0, 0.0)
    var rest = Substring(text)
    while let command = rest.first {
      rest = rest.dropFirst()
      let end = rest.firstIndex { $0.isLetter && $0 != "e" } ?? rest.endIndex
      let values = numbers(String(rest[..<end]))
      rest = rest[end...]
      switch command {
      case "M", "L":
        for index in stride(from: 0, to: values.count - 1, by: 2) {
          (x, y) = (values[index], values[index + 1])
          steps.append(command == "M" && index == 0 ? .move(x, y) : .line(x, y))
        }
      case "H", "V":
        for value in values {
          (x, y) = command == "H" ? (value, y) : (x, value)
          steps.append(.line(x, y))
        }
      case "C":
        for index in stride(from: 0, to: values.count - 5, by: 6) {
          let v = Array(values[index..<(index + 6)])
          (x, y) = (v[4], v[5])
          steps.append(.curve(v[0], v[1], v[2], v[3], x, y))
        }
      case "Z", "z": steps.append(.close)
      default: continue
      }
    }
    return steps
  }
}
