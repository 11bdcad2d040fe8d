import CGraphviz
import Glibc
@testable import Records
@testable import Reporting

// Names that Graphviz takes as changeable text and does not change.
nonisolated(unsafe) private let nodeName = unsafe strdup("n1")
nonisolated(unsafe) private let labelName = unsafe strdup("label")

/// Writes text from data into a chart; Graphviz must read the same chart back, and XML the same label.
func writeDot(_ bytes: [UInt8]) {
  let raw = String(decoding: bytes, as: UTF8.self)
  let lines = SafeText(raw).lines()
  let label: Markup = lines.map { "\($0)" as Markup }.joined("<br/>")
  var writer = DotWriter(directed: true)
  writer.set([(.label, .markup("\(SafeText(raw))"))])
  writer.openCluster(1)
  writer.node(1, [(.label, .markup(label)), (.width, .number(Double(bytes.count), 0...10))])
  writer.close()
  writer.node(2, [(.xlabel, .markup(label))])
  writer.edge(1, 2, [(.label, .markup(label)), (.style, .word("dashed"))])
  writer.close()
  requireChart(writer.text, label: label.text)
  requireText(label.text, lines.map(\.text))
}

private func requireChart(_ dot: String, label: String) {
  // SAFETY: Graphviz reads the terminated copy and gives a graph that is closed below; the texts it
  // hands out are its own and are copied at once.
  guard let graph = unsafe agmemread(dot) else { return require(false, "no DOT: \(dot)") }
  unsafe require(agnnodes(graph) == 2 && agnedges(graph) == 1, "another graph: \(dot)")
  unsafe require(agnsubg(graph) == 1, "another cluster: \(dot)")
  let expected = label.replacing("\\", with: "\\\\")
  if let node = unsafe agnode(graph, nodeName, 0) {
    let found = unsafe agget(UnsafeMutableRawPointer(node), labelName)
    unsafe require(found.map { unsafe String(cString: $0) } == expected, "another label: \(dot)")
  } else {
    require(false, "no node: \(dot)")
  }
  unsafe agclose(graph)
}

/// Requires that XML has `lines` between the line breaks of `label`.
private func requireText(_ label: String, _ lines: [String]) {
  do throws(GraphFileError) {
    var scanner = XMLScanner(GraphText(path: "label", bytes: Array("<p>\(label)</p>".utf8)))
    var found = [""]
    while let event = try scanner.next() {
      switch event {
      case .open(let name, _) where name == "br": found.append("")
      case .text(let text): found[found.count - 1] += text
      case .open, .close: break
      }
    }
    let shown = lines.map { $0.allSatisfy { $0 == " " } ? "" : $0 }
    require(found.map { Array($0.utf8) } == shown.map { Array($0.utf8) }, "another text: \(label)")
  } catch {
    require(false, "no XML: \(label)")
  }
}
