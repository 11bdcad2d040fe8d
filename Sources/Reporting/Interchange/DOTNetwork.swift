public import Assessment
import Records

/// The released network as DOT.
public enum DOTNetwork {
  /// DOT that Graphviz and its readers open: a directed multigraph whose nodes are called by entity id, with
  /// label and kind of each node and the facts of each link as attributes. For other programs to read; our
  /// own charts come from `ChartDocument`.
  ///
  /// Every text is in quotation marks, with quotation marks and backslashes in it escaped, so that nothing
  /// from data reaches the syntax. Equal releases give equal bytes.
  public static func write(_ release: Release) -> [UInt8] {
    var text = "digraph network {\n"
    for fact in release.header.facts { text += "  \(fact.name)=\(quoted(fact.value));\n" }
    let nodes = release.network.nodes
    for node in nodes {
      text += "  \(quoted(node.entity.text)) [label=\(quoted(node.label)), "
      text += "kind=\(quoted(node.kind.rawValue))];\n"
    }
    for link in release.network.links {
      let facts = link.facts.map { "\($0.name)=\(quoted($0.value))" } + ["reports=\(link.reports)"]
      text += "  \(quoted(nodes[link.from].entity.text)) -> \(quoted(nodes[link.to].entity.text)) "
      text += "[\(facts.joined(separator: ", "))];\n"
    }
    return Array((text + "}\n").utf8)
  }

  private static func quoted(_ raw: String) -> String {
    let escaped = SafeText(raw).text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    return "\"\(escaped)\""
  }
}
