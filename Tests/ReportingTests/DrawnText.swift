import Foundation
import FoundationXML

/// What an independent XML parser (libxml2) finds in a file: an oracle that shares no code with our
/// own reader.
final class DrawnText: NSObject, XMLParserDelegate {
  private(set) var elements: [String: Int] = [:]
  private(set) var attributes: Set<String> = []
  private(set) var values: Set<String> = []
  /// The content of each element of one name, in order.
  private(set) var texts: [String] = []
  private(set) var isWellFormed = false
  private let wanted: String
  private var depth = 0

  init(_ bytes: [UInt8], collecting wanted: String = "text") {
    self.wanted = wanted
    super.init()
    let parser = XMLParser(data: Data(bytes))
    parser.delegate = self
    isWellFormed = parser.parse()
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes attributeDict: [String: String]
  ) {
    elements[name, default: 0] += 1
    for (key, value) in attributeDict {
      attributes.insert(key)
      values.insert(value)
    }
    if name == wanted {
      depth += 1
      texts.append("")
    }
  }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    if name == wanted { depth -= 1 }
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) {
    if depth > 0, !texts.isEmpty { texts[texts.count - 1] += string }
  }
}
