public import Assessment
import Foundation
import Records

/// The released network as two CSV files and the mapping by which a case takes them in again.
public struct NetworkPair: Sendable {
  /// A row for each entity: id, kind and label, and the marking, handling, period and run digest.
  public let entities: [UInt8]
  /// A row for each report or register behind each link: the ids of its ends, type and words, first and
  /// last day, where it lies (`source`), `report` or `register`, and the grade as it came.
  public let links: [UInt8]
  /// A mapping file for `ocg import`, JSON5.
  public let mapping: [UInt8]

  /// The record system that the entities come from when they are taken in again.
  public static let system = "OCG-EXPORT"

  /// Writes `release`, which must hold what each link rests on, for files called `name` with
  /// `-entities.csv` and `-links.csv` behind.
  ///
  /// Taken in by the mapping, the pair gives entities of the same kind with the same label, and links of the
  /// same type, direction, days and standing; ids are new, because a case gives its own, and ours stand in
  /// the keys of the records. Several registers behind one link count as one then. CSV as RFC 4180 has it; a
  /// text that a spreadsheet would calculate has an apostrophe before it, which the mapping takes away.
  /// Equal releases give equal bytes.
  ///
  /// - Throws: `ReportingError.notWritten` where the encoder refuses the mapping, which no name can cause.
  public init(of release: Release, name: String) throws(ReportingError) {
    var entities = Table(
      name: "Entities", columns: ["id", "kind", "label"] + Release.Header.factNames)
    let facts = release.header.facts.map { Table.Cell.text($0.value) }
    let nodes = release.network.nodes
    for node in nodes {
      entities.rows.append(
        [.text(node.entity.text), .text(node.kind.rawValue), .label(node.label)] + facts)
    }
    var links = Table(
      name: "Links",
      columns: ["from", "to", "type", "words", "first", "last", "source", "evidence", "grade"]
        + Release.Header.factNames)
    for link in release.network.links {
      for basis in link.basis {
        links.rows.append(
          [
            .text(nodes[link.from].entity.text), .text(nodes[link.to].entity.text),
            .text(link.type.rawValue), .text(link.type.words),
            .text(basis.first.map { "\($0)" } ?? ""), .text(basis.last.map { "\($0)" } ?? ""),
            .text(basis.source), .text(basis.isReport ? "report" : "register"),
            .text(basis.grading?.original ?? ""),
          ] + facts)
      }
    }
    self.entities = entities.csv
    self.links = links.csv
    mapping = try Self.mapping(name: name, marking: release.header.marking)
  }

  /// The feature by which an entity of each kind is called.
  private static func naming(_ kind: Entity.Kind) -> Feature.Name {
    switch kind {
    case .nominal: .name
    case .vehicle: .registration
    case .address: .addressLine
    case .phone: .phoneNumber
    case .email: .emailAddress
    case .account: .bankAccount
    case .organisation: .organisationName
    case .event, .object, .area: .title
    }
  }

  private static func mapping(name: String, marking: Marking) throws(ReportingError) -> [UInt8] {
    func value(_ column: String) -> JSONValue {
      .object(["column": .text(column), "unguard": .truth(true)])
    }
    func equals(_ column: String, _ text: String) -> JSONValue {
      .list([.object(["column": .text(column), "equals": .list([.text(text)])])])
    }
    var entities: [String: JSONValue] = [:]
    for kind in Entity.Kind.allCases {
      entities[kind.rawValue] = .object([
        "kind": .text(kind.rawValue), "space": .text("entity"), "id": .text("id"),
        "when": equals("kind", kind.rawValue),
        "features": .object([naming(kind).rawValue: value("label")]),
      ])
    }
    func end(_ column: String) -> JSONValue {
      .object(["space": .text("entity"), "id": .text(column), "required": .truth(true)])
    }
    let links: JSONValue = .object([
      "match": .text("\(name)-links.csv"), "dateFormats": .list([.text("yyyy-MM-dd")]),
      "report": .object([
        "reference": value("source"), "grade": value("grade"), "when": equals("evidence", "report"),
      ]),
      "entities": .object(["from": end("from"), "to": end("to")]),
      "links": .list([
        .object([
          "from": .text("from"), "to": .text("to"),
          "typeFrom": .text("type"), "start": .text("first"), "end": .text("last"),
        ])
      ]),
    ])
    let document: JSONValue = .object([
      "profile": .text("ocg-export"), "version": .number(1), "system": .text(system),
      "marking": .text(marking.rawValue),
      "files": .list([
        .object(["match": .text("\(name)-entities.csv"), "entities": .object(entities)]), links,
      ]),
    ])
    return try document.document(of: "mapping")
  }
}
