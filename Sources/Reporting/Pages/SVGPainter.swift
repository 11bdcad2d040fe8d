/// Draws an SVG of ours on a page: what `SVGDocument` lets through and nothing else.
///
/// Anything else, and numbers that cannot be read, are left out; an SVG that passed the allow-list has
/// neither.
struct SVGPainter {
  typealias Paint = PDFCanvas.Paint
  typealias Step = PDFCanvas.Step

  let root: XMLReader.Element

  /// How wide and high the drawing is, in its own units; nil where it does not say.
  var size: (width: Double, height: Double)? {
    let box = Self.viewBox(of: root)
    return box.map { ($0.width, $0.height) }
  }

  /// Draws it with its upper left corner at the given place.
  func draw(on canvas: borrowing PDFCanvas, x: Double, y: Double, scale: Double) {
    guard let box = Self.viewBox(of: root) else { return }
    // A borrowed canvas cannot be caught by a closure, so places are kept in a frame of our own.
    let frame = Mapping(dx: x - box.x * scale, dy: y - box.y * scale, sx: scale, sy: scale)
    draw(content: root, frame, on: canvas)
  }

  /// From the units of an element to points on the page.
  private struct Mapping {
    var dx: Double
    var dy: Double
    var sx: Double
    var sy: Double

    func x(_ value: Double) -> Double { dx + sx * value }
    func y(_ value: Double) -> Double { dy + sy * value }

    func moved(x: Double, y: Double) -> Mapping {
      Mapping(dx: self.x(x), dy: self.y(y), sx: sx, sy: sy)
    }

    func scaled(_ x: Double, _ y: Double) -> Mapping {
      Mapping(dx: dx, dy: dy, sx: sx * x, sy: sy * y)
    }
  }

  private func draw(
    content element: XMLReader.Element, _ frame: Mapping, on canvas: borrowing PDFCanvas
  ) {
    for case .element(let child) in element.content { draw(child, frame, on: canvas) }
  }

  private func draw(
    _ element: XMLReader.Element, _ frame: Mapping, on canvas: borrowing PDFCanvas
  ) {
    switch element.name {
    case "g": draw(content: element, Self.transformed(frame, by: element), on: canvas)
    case "svg":
      guard let box = Self.viewBox(of: element), box.width > 0, box.height > 0 else { return }
      let (x, y) = (Self.number(element, "x"), Self.number(element, "y"))
      let (width, height) = (Self.number(element, "width"), Self.number(element, "height"))
      // As wide or as high as fits, in the middle of its place.
      let share = min(width / box.width, height / box.height)
      let inner = frame.moved(
        x: x + (width - share * box.width) / 2, y: y + (height - share * box.height) / 2
      ).scaled(share, share).moved(x: -box.x, y: -box.y)
      draw(content: element, inner, on: canvas)
    case "text": draw(text: element, frame, on: canvas)
    default:
      let steps = SVGOutline.steps(of: element).map { step -> Step in
        switch step {
        case .move(let x, let y): .move(frame.x(x), frame.y(y))
        case .line(let x, let y): .line(frame.x(x), frame.y(y))
        case .curve(let a, let b, let c, let d, let x, let y):
          .curve(frame.x(a), frame.y(b), frame.x(c), frame.y(d), frame.x(x), frame.y(y))
        case .close: .close
        }
      }
      guard !steps.isEmpty else { return }
      let width = element.value("stroke-width").flatMap(Double.init) ?? 1
      canvas.draw(
        steps, fill: paint(element, "fill", or: .black), stroke: paint(element, "stroke", or: nil),
        width: width * frame.sx,
        dashes: SVGOutline.numbers(element.value("stroke-dasharray") ?? "")
          .map { $0 * frame.sx })
    }
  }

  private func draw(
    text element: XMLReader.Element, _ frame: Mapping, on canvas: borrowing PDFCanvas
  ) {
    var words: Markup = ""
    for case .text(let text) in element.content { words += "\(SafeText(text))" }
    let side: PDFCanvas.Side =
      switch element.value("text-anchor") {
      case "middle": .middle
      case "end": .right
      default: .left
      }
    canvas.drawLine(
      words,
      PDFCanvas.Style(
        size: Self.number(element, "font-size") * frame.sy,
        isBold: element.value("font-weight") == "bold", side: side),
      x: frame.x(Self.number(element, "x")), baseline: frame.y(Self.number(element, "y")),
      ink: paint(element, "fill", or: .black) ?? .black)
  }

  private func paint(_ element: XMLReader.Element, _ name: String, or other: Paint?) -> Paint? {
    guard let value = element.value(name) else { return other }
    let opacity = element.value(name + "-opacity").flatMap(Double.init) ?? 1
    switch value {
    case "none", "transparent": return nil
    case "white": return Paint(red: 1, green: 1, blue: 1, opacity: opacity)
    case "black": return Paint(opacity: opacity)
    default:
      guard value.utf8.count == 7, let bits = Int(value.dropFirst(), radix: 16) else {
        return Paint(opacity: opacity)
      }
      return Paint(
        red: Double(bits >> 16 & 255) / 255, green: Double(bits >> 8 & 255) / 255,
        blue: Double(bits & 255) / 255, opacity: opacity)
    }
  }

  private static func number(_ element: XMLReader.Element, _ name: String) -> Double {
    SVGOutline.numbers(element.value(name) ?? "").first ?? 0
  }

  private static func viewBox(
    of element: XMLReader.Element
  ) -> (x: Double, y: Double, width: Double, height: Double)? {
    let box = SVGOutline.numbers(element.value("viewBox") ?? "")
    return box.count == 4 && box[2] > 0 && box[3] > 0 ? (box[0], box[1], box[2], box[3]) : nil
  }

  private static func transformed(_ frame: Mapping, by element: XMLReader.Element) -> Mapping {
    guard let text = element.value("transform") else { return frame }
    var frame = frame
    for part in text.split(separator: ")") {
      let words = part.split(separator: "(")
      guard words.count == 2 else { continue }
      let numbers = SVGOutline.numbers(String(words[1]))
      switch words[0].split(separator: " ").last {
      case "translate" where numbers.count == 2: frame = frame.moved(x: numbers[0], y: numbers[1])
      case "scale" where numbers.count == 2: frame = frame.scaled(numbers[0], numbers[1])
      default: continue
      }
    }
    return frame
  }
}
