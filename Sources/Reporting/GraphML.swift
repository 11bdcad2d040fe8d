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
    text += graphData(of: release.header)
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
    let graph = ["marking", "handling", "recipient", "title", "period", "dataCut", "runDigest"]
    let edge = ["type", "words", "layer", "standing", "first", "last"]
    return graph.map { key($0, "graph", "string") }
      + ["label", "kind"].map { key($0, "node", "string") }
      + edge.map { key($0, "edge", "string") } + [key("reports", "edge", "int")]
  }

  private static func key(_ name: String, _ part: String, _ type: String) -> Markup {
    let name = SafeText(name)
    return """
      <key id="\(name)" for="\(SafeText(part))" attr.name="\(name)" attr.type="\(SafeText(type))"/>

      """
  }

  private static func graphData(of header: Release.Header) -> Markup {
    """
    <data key="marking">\(SafeText(header.marking.rawValue))</data>
    <data key="handling">\(SafeText(header.handling))</data>
    <data key="recipient">\(SafeText(header.recipient))</data>
    <data key="title">\(SafeText(header.title))</data>
    <data key="period">\(SafeText(header.period.name))</data>
    <data key="dataCut">\(SafeText(header.dataCut?.description ?? ""))</data>
    <data key="runDigest">\(SafeText(header.runDigest))</data>

    """
  }

  private static func edge(
    _ index: Int, _ link: ReleasedNetwork.Link, in network: ReleasedNetwork
  ) -> Markup {
    let from = SafeText(network.nodes[link.from].entity.text)
    let to = SafeText(network.nodes[link.to].entity.text)
    let first = day("first", link.first)
    let last = day("last", link.last)
    return """
      <edge id="e\(index)" source="\(from)" target="\(to)">\
      <data key="type">\(SafeText(link.type.rawValue))</data>\
      <data key="words">\(SafeText(link.type.words))</data>\
      <data key="layer">\(SafeText(link.type.layer.rawValue))</data>\
      <data key="standing">\(SafeText(link.standing.words))</data>\
      <data key="reports">\(link.reports)</data>\(first)\(last)</edge>

      """
  }

  private static func day(_ key: String, _ day: Day?) -> Markup {
    guard let day else { return "" }
    return "<data key=\"\(SafeText(key))\">\(SafeText(day.description))</data>"
  }
}
