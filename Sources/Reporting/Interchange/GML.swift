public import Assessment
import Records

/// The released network as GML.
public enum GML {
  /// GML that NetworkX, igraph and Gephi open: a directed multigraph whose nodes are numbered from 0, with
  /// the entity id as `label` (unique, as some readers want it), and kind and name of each node. Text is
  /// ASCII; all else, and quotes and ampersands, are numbered references, as the format has them.
  ///
  /// Equal releases give equal bytes.
  ///
  /// > Source: M. Himsolt, "GML: A portable Graph File Format", Universität Passau, 1997.
  public static func write(_ release: Release) -> [UInt8] {
    var text = "graph [\n  directed 1\n  multigraph 1\n"
    for fact in release.header.facts { text += "  \(fact.name) \(quoted(fact.value))\n" }
    for (index, node) in release.network.nodes.enumerated() {
      text += """
          node [
            id \(index)
            label \(quoted(node.entity.text))
            name \(quoted(node.label))
            kind \(quoted(node.kind.rawValue))
          ]

        """
    }
    for link in release.network.links {
      text += "  edge [\n    source \(link.from)\n    target \(link.to)\n"
      for fact in link.facts { text += "    \(fact.name) \(quoted(fact.value))\n" }
      text += "    reports \(link.reports)\n  ]\n"
    }
    return Array((text + "]\n").utf8)
  }

  private static func quoted(_ raw: String) -> String {
    var result = "\""
    for scalar in SafeText(raw).text.unicodeScalars {
      switch scalar {
      case "\"": result += "&quot;"
      case "&": result += "&amp;"
      case _ where scalar.isASCII && scalar.value >= 0x20: result.unicodeScalars.append(scalar)
      default: result += "&#\(scalar.value);"
      }
    }
    return result + "\""
  }
}
