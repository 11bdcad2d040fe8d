public import Assessment
import Records

/// The released network for other programs.
public enum GraphML {
  /// GraphML that Gephi, yEd, igraph and NetworkX open: a directed graph whose node ids are entity
  /// ids, with kind and label of each node, and type, layer, standing, number of reports and first and
  /// last day of each link. Marking, handling, period and run digest are data of the graph.
  ///
  /// Days are text (`yyyy-MM-dd`), absent where not known. Equal releases give equal bytes.
  public static func write(_ release: Release) -> [UInt8] {
    var text: Markup = """
      <?xml version="1.0" encoding="UTF-8"?>
      <graphml xmlns="http://graphml.graphdrawing.org/xmlns">

      """
    for key in keys { text += key }
    text += "<graph id=\"network\" edgedefault=\"directed\">\n"
    for fact in release.header.facts {
      text += "<data key=\"\(SafeText(fact.name))\">\(SafeText(fact.value))</data>\n"
    }
    for node in release.network.nodes {
      text += """
        <node id="\(SafeText(node.entity.text))"><data key="label">\(SafeText(node.label))</data>\
        <data key="kind">\(SafeText(node.kind.rawValue))</data></node>

        """
    }
    for (index, link) in release.network.links.enumerated() {
      text += edge(index, link, in: release.network)
    }
    text += "</graph>\n</graphml>\n"
    return Array(text.text.utf8)
  }

  private static var keys: [Markup] {
    let edge = ["type", "words", "layer", "standing", "first", "last"]
    return Release.Header.factNames.map { key($0, "graph", "string") }
      + ["label", "kind"].map { key($0, "node", "string") }
      + edge.map { key($0, "edge", "string") } + [key("reports", "edge", "int")]
  }

  private static func key(_ name: String, _ part: String, _ type: String) -> Markup {
    let name = SafeText(name)
    return """
      <key id="\(name)" for="\(SafeText(part))" attr.name="\(name)" attr.type="\(SafeText(type))"/>

      """
  }

  private static func edge(
    _ index: Int, _ link: ReleasedNetwork.Link, in network: ReleasedNetwork
  ) -> Markup {
    let from = SafeText(network.nodes[link.from].entity.text)
    let to = SafeText(network.nodes[link.to].entity.text)
    let facts = link.facts.map {
      "<data key=\"\(SafeText($0.name))\">\(SafeText($0.value))</data>" as Markup
    }
    return """
      <edge id="e\(index)" source="\(from)" target="\(to)">\(facts.joined())\
      <data key="reports">\(link.reports)</data></edge>

      """
  }
}
