public import Assessment
import Records

/// The released network as a pair of tables whose ids belong together.
public enum NetworkTable {
  /// CSV with a row for each entity: id, kind and label, and the marking, handling, period and run digest.
  ///
  /// As RFC 4180 has it (UTF-8, comma, CRLF, header line); a cell that a spreadsheet would take for a
  /// formula gets a leading apostrophe. Equal releases give equal bytes.
  public static func nodes(of release: Release) -> [UInt8] {
    Table(
      name: "Entities", columns: ["id", "kind", "label"] + Release.Header.factNames,
      rows: release.network.nodes.map { node in
        let cells = [node.entity.text, node.kind.rawValue, node.label]
        return (cells + release.header.facts.map(\.value)).map { .text($0) }
      }
    ).csv
  }

  /// CSV with a row for each link: the ids of its ends as in `nodes(of:)`, type, words, layer, standing,
  /// number of reports, first and last day, and the marking, handling, period and run digest. A day that is
  /// not known is an empty cell. In all else like `nodes(of:)`.
  public static func links(of release: Release) -> [UInt8] {
    let stated = ["type", "words", "layer", "standing", "first", "last"]
    var table = Table(
      name: "Links", columns: ["from", "to"] + stated + ["reports"] + Release.Header.factNames)
    let nodes = release.network.nodes
    for link in release.network.links {
      let facts = link.facts
      let words = stated.map { name in facts.first { $0.name == name }?.value ?? "" }
      let ends = [nodes[link.from].entity.text, nodes[link.to].entity.text]
      table.rows.append(
        (ends + words).map { .text($0) } + [.number(link.reports)]
          + release.header.facts.map { .text($0.value) })
    }
    return table.csv
  }
}
