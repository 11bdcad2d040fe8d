public import Assessment
import Records

/// The released network for Gephi and its relatives, with days.
public enum GEXF {
  /// GEXF 1.3: a directed graph whose node ids are entity ids, with kind and label of each node, and type,
  /// layer, standing and number of reports of each link. A link with a first or last day exists from that
  /// day and to that day, the last one counted; one without exists always. Marking, handling, period and
  /// run digest stand in the description.
  ///
  /// Equal releases give equal bytes.
  ///
  /// > Source: GEXF Working Group, "GEXF 1.3 Primer", 2022, https://gexf.net.
  public static func write(_ release: Release) -> [UInt8] {
    let facts = release.header.facts.map { "\($0.name): \($0.value)" }.joined(separator: "; ")
    var text: Markup = """
      <?xml version="1.0" encoding="UTF-8"?>
      <gexf xmlns="http://gexf.net/1.3" version="1.3">
      <meta><creator>ocg \(SafeText(release.header.engineVersion))</creator>\
      <description>\(SafeText(facts))</description></meta>
      <graph mode="dynamic" defaultedgetype="directed" timeformat="date" \
      timerepresentation="interval">
      <attributes class="node" mode="static">
      <attribute id="kind" title="kind" type="string"/>
      </attributes>
      <attributes class="edge" mode="static">

      """
    for name in ["type", "words", "layer", "standing"] {
      text += "<attribute id=\"\(SafeText(name))\" title=\"\(SafeText(name))\" type=\"string\"/>\n"
    }
    text +=
      "<attribute id=\"reports\" title=\"reports\" type=\"integer\"/>\n</attributes>\n<nodes>\n"
    for node in release.network.nodes {
      text += """
        <node id="\(SafeText(node.entity.text))" label="\(SafeText(node.label))"><attvalues>\
        <attvalue for="kind" value="\(SafeText(node.kind.rawValue))"/></attvalues></node>

        """
    }
    text += "</nodes>\n<edges>\n"
    for (index, link) in release.network.links.enumerated() {
      text += edge(index, link, in: release.network)
    }
    text += "</edges>\n</graph>\n</gexf>\n"
    return Array(text.text.utf8)
  }

  private static func edge(
    _ index: Int, _ link: ReleasedNetwork.Link, in network: ReleasedNetwork
  ) -> Markup {
    let from = SafeText(network.nodes[link.from].entity.text)
    let to = SafeText(network.nodes[link.to].entity.text)
    var days: Markup = ""
    var values: Markup = ""
    for fact in link.facts {
      switch fact.name {
      case "first": days += " start=\"\(SafeText(fact.value))\""
      case "last": days += " end=\"\(SafeText(fact.value))\""
      default:
        values += "<attvalue for=\"\(SafeText(fact.name))\" value=\"\(SafeText(fact.value))\"/>"
      }
    }
    return """
      <edge id="\(index)" source="\(from)" target="\(to)"\(days)><attvalues>\(values)\
      <attvalue for="reports" value="\(link.reports)"/></attvalues></edge>

      """
  }
}
