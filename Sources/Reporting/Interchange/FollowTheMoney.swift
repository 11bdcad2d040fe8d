public import Assessment
import Records

/// The released network as FollowTheMoney entities, for Aleph, OpenSanctions tools and the like.
public enum FollowTheMoney {
  private static let format = "FollowTheMoney JSON lines"

  /// JSON lines: an entity for each entity, and one for each link. A link of which the model has a kind of
  /// its own is an `Associate`, `Family`, `Directorship` or `Employment`, where its ends are what that
  /// asks for, and an `UnknownLink` with its words as role otherwise: a keeper is not called an owner.
  ///
  /// Phones and mailboxes are `UserAccount`s and areas `Address`es, the nearest that the model has. Kind,
  /// type, standing, number of reports, marking, handling, period and run digest stand beside the
  /// properties, where the tools keep them. Text is on one line. Equal releases give equal bytes.
  ///
  /// > Source: OCCRP and OpenSanctions, "FollowTheMoney", https://followthemoney.tech, model 4.
  ///
  /// - Throws: `ReportingError.notWritten` where the encoder refuses a value, which no release can hold.
  public static func write(_ release: Release) throws(ReportingError) -> [UInt8] {
    let facts = JSONValue.facts(release.header.facts)
    let nodes = release.network.nodes
    var bytes: [UInt8] = []
    for node in nodes {
      var line = facts
      line["id"] = .text(node.entity.text)
      line["kind"] = .text(node.kind.rawValue)
      line["schema"] = .text(schema(of: node.kind))
      line["properties"] = properties(of: node)
      bytes += try JSONValue.object(line).line(of: format)
    }
    for link in release.network.links {
      let (from, to) = (nodes[link.from], nodes[link.to])
      let shape = LinkShape(link.type, from: from.kind, to: to.kind)
      var properties: [String: JSONValue] = [
        shape.source: value(from.entity.text), shape.target: value(to.entity.text),
        shape.role: value(link.type.words),
      ]
      if let first = link.first { properties["startDate"] = value("\(first)") }
      if let last = link.last { properties["endDate"] = value("\(last)") }
      var line = facts
      line["id"] = .text("\(from.entity.text).\(link.type.rawValue).\(to.entity.text)")
      line["type"] = .text(link.type.rawValue)
      line["standing"] = .text(link.standing.words)
      line["reports"] = .number(link.reports)
      line["schema"] = .text(shape.schema)
      line["properties"] = .object(properties)
      bytes += try JSONValue.object(line).line(of: format)
    }
    return bytes
  }

  /// How the model calls a link, its ends and what it is.
  private struct LinkShape {
    let schema: String
    let source: String
    let target: String
    let role: String

    init(_ type: LinkType, from: Entity.Kind, to: Entity.Kind) {
      (schema, source, target, role) =
        switch (type, from, to) {
        case (.associate, .nominal, .nominal): ("Associate", "person", "associate", "relationship")
        case (.family, .nominal, .nominal): ("Family", "person", "relative", "relationship")
        case (.director, .nominal, .organisation), (.director, .organisation, .organisation):
          ("Directorship", "director", "organization", "role")
        case (.employed, .nominal, .organisation): ("Employment", "employee", "employer", "role")
        default: ("UnknownLink", "subject", "object", "role")
        }
    }
  }

  private static func schema(of kind: Entity.Kind) -> String {
    switch kind {
    case .nominal: "Person"
    case .vehicle: "Vehicle"
    case .address, .area: "Address"
    case .phone, .email: "UserAccount"
    case .account: "BankAccount"
    case .organisation: "Organization"
    case .event: "Event"
    case .object: "Asset"
    }
  }

  private static func properties(of node: ReleasedNetwork.Node) -> JSONValue {
    let label = value(node.label)
    var properties = ["name": label]
    switch node.kind {
    case .vehicle: properties["registrationNumber"] = label
    case .address, .area: properties["full"] = label
    case .phone: (properties["phone"], properties["username"]) = (label, label)
    case .email: (properties["email"], properties["username"]) = (label, label)
    case .account: properties["accountNumber"] = label
    case .nominal, .organisation, .event, .object: break
    }
    if let place = node.coordinates, node.kind == .address || node.kind == .area {
      properties["latitude"] = value(Coordinates.degrees(place.latitude))
      properties["longitude"] = value(Coordinates.degrees(place.longitude))
    }
    return .object(properties)
  }

  private static func value(_ text: String) -> JSONValue {
    .list([.text(SafeText(text).oneLine(2_000).text)])
  }
}
