public import Assessment
import Records

/// The released network as JSON for scripts and web pages.
public enum NodeLinkJSON {
  /// Node-link JSON as d3 and NetworkX have it: `nodes` with `id` (the entity id), `label` and `kind`,
  /// `links` with `source` and `target` (entity ids), `key` (the number of the link), type, words, layer,
  /// standing, reports and, where known, first and last day; marking, handling, period and run digest in
  /// `graph`. Names are sorted.
  ///
  /// Equal releases give equal bytes.
  ///
  /// - Throws: `ReportingError.notWritten` where the encoder refuses a value, which no release can hold.
  public static func write(_ release: Release) throws(ReportingError) -> [UInt8] {
    let network = release.network
    let nodes = network.nodes.map { node in
      JSONValue.object([
        "id": .text(node.entity.text), "label": .text(node.label),
        "kind": .text(node.kind.rawValue),
      ])
    }
    let links = network.links.enumerated().map { index, link in
      var entry = JSONValue.facts(link.facts)
      entry["source"] = .text(network.nodes[link.from].entity.text)
      entry["target"] = .text(network.nodes[link.to].entity.text)
      entry["key"] = .number(index)
      entry["reports"] = .number(link.reports)
      return JSONValue.object(entry)
    }
    return try JSONValue.object([
      "directed": .truth(true), "multigraph": .truth(true),
      "graph": .object(JSONValue.facts(release.header.facts)), "nodes": .list(nodes),
      "links": .list(links),
    ]).line(of: "node-link JSON")
  }
}
