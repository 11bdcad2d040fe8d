public import Assessment
import Records

/// The released network as the pair of tables that `neo4j-admin database import` takes.
public enum Neo4jTable {
  /// CSV with a row for each entity, its columns typed in the header as Neo4j has it: the entity id as
  /// `:ID`, kind, label, where it is as a `point`, the kind in capitals as `:LABEL`, and the marking,
  /// handling, period and run digest.
  ///
  /// A text that a spreadsheet would take for a formula gets a leading apostrophe; a telephone number keeps
  /// its plus sign. Text stands on one line. Equal releases give equal bytes.
  ///
  /// > Source: Neo4j Operations Manual 5, "Neo4j-admin import: CSV header format".
  public static func nodes(of release: Release) -> [UInt8] {
    let facts = release.header.facts.map { Table.Cell.text($0.value) }
    return Table(
      name: "Nodes",
      columns: ["id:ID", "kind", "label", "place:point{crs:WGS-84}", ":LABEL"]
        + Release.Header.factNames,
      rows: release.network.nodes.map { node in
        let kind = node.kind.rawValue
        return [
          .text(node.entity.text), .text(kind), .label(node.label), .text(point(node.coordinates)),
          .text(kind.prefix(1).uppercased() + kind.dropFirst()),
        ] + facts
      }
    ).csv
  }

  /// CSV with a row for each link: the ids of its ends as `:START_ID` and `:END_ID`, its type such as
  /// `LICENCE_HOLDER` as `:TYPE`, words, layer and standing, the number of reports as `int`, the first and
  /// last day as `date`, and the marking, handling, period and run digest. In all else like `nodes(of:)`.
  public static func links(of release: Release) -> [UInt8] {
    let facts = release.header.facts.map { Table.Cell.text($0.value) }
    let nodes = release.network.nodes
    return Table(
      name: "Relationships",
      columns: [
        ":START_ID", ":END_ID", ":TYPE", "words", "layer", "standing", "reports:int", "first:date",
        "last:date",
      ] + Release.Header.factNames,
      rows: release.network.links.map { link in
        [
          .text(nodes[link.from].entity.text), .text(nodes[link.to].entity.text),
          .text(capitals(link.type)), .text(link.type.words), .text(link.type.layer.rawValue),
          .text(link.standing.words), .number(link.reports),
          .text(link.first?.description ?? ""), .text(link.last?.description ?? ""),
        ] + facts
      }
    ).csv
  }

  private static func point(_ place: Coordinates?) -> String {
    guard let place else { return "" }
    return "{latitude:\(Coordinates.degrees(place.latitude)), "
      + "longitude:\(Coordinates.degrees(place.longitude))}"
  }

  /// Such as `SUPPLIES_LABOUR`.
  private static func capitals(_ type: LinkType) -> String {
    type.rawValue.reduce(into: "") { name, letter in
      name += (letter.isUppercase ? "_" : "") + letter.uppercased()
    }
  }
}
