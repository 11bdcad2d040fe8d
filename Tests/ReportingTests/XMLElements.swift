import Foundation
import FoundationXML

/// The elements of an XML file with their attributes, by libxml2.
final class XMLElements: NSObject, XMLParserDelegate {
  private(set) var isWellFormed = false
  private(set) var text = ""
  /// The values of the cells of a sheet, in order.
  private(set) var cells: [(value: String, isText: Bool)] = []
  private var found: [(name: String, attributes: [String: String])] = []
  private var isInValue = false

  init(_ bytes: [UInt8]) {
    super.init()
    let parser = XMLParser(data: Data(bytes))
    parser.delegate = self
    isWellFormed = parser.parse()
  }

  func named(_ name: String) -> [[String: String]] {
    found.filter { $0.name == name }.map(\.attributes)
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes attributeDict: [String: String]
  ) {
    if name == "v" {
      let cell = found.last { $0.name == "c" }
      cells.append(("", cell?.attributes["t"] != nil))
      isInValue = true
    }
    found.append((name, attributeDict))
  }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    if name == "v" { isInValue = false }
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) {
    text += string
    if isInValue { cells[cells.count - 1].value += string }
  }
}
