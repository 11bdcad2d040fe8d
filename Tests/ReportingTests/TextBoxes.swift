import Foundation
import FoundationXML

/// About where each text of an SVG lies: from its anchor, font size and length.
struct TextBoxes {
  let text: String
  let left: Double
  let right: Double
  let top: Double
  let bottom: Double

  func overlaps(_ other: TextBoxes) -> Bool {
    left < other.right && other.left < right && top < other.bottom && other.top < bottom
  }

  static func found(in svg: [UInt8]) throws -> [TextBoxes] {
    let finder = Finder()
    let parser = XMLParser(data: Data(svg))
    parser.delegate = finder
    guard parser.parse() else { throw CocoaError(.fileReadCorruptFile) }
    return finder.boxes
  }

  private final class Finder: NSObject, XMLParserDelegate {
    var boxes: [TextBoxes] = []
    private var current: [String: String]?
    private var text = ""

    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
      qualifiedName: String?, attributes attributeDict: [String: String]
    ) {
      current = name == "text" ? attributeDict : nil
      text = ""
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }

    func parser(
      _ parser: XMLParser, didEndElement name: String, namespaceURI: String?,
      qualifiedName: String?
    ) {
      guard name == "text", let current,
        let x = Double(current["x"] ?? ""), let y = Double(current["y"] ?? ""),
        let size = Double(current["font-size"] ?? "")
      else { return }
      // Narrower than any face of the font, so that a hit is certain.
      let width = Double(text.count) * size * 0.42
      let left = current["text-anchor"] == "middle" ? x - width / 2 : x
      boxes.append(
        TextBoxes(
          text: text, left: left, right: left + width, top: y - size * 0.7, bottom: y))
    }
  }
}
