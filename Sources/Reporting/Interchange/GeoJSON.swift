public import Assessment
import Records

/// The released places on a map.
public enum GeoJSON {
  /// GeoJSON that QGIS and web maps open: a point for each entity whose records state where it is, with
  /// id, label, kind, the number of entities it is linked to and the first and last day of its links; and a
  /// line for each link between two such entities, with the facts of the link. Marking, handling, period
  /// and run digest are members of the collection, as is the number of entities without a place.
  ///
  /// Nothing is placed by guess: an address of which only a force area or a postcode is known is counted
  /// and not drawn. Equal releases give equal bytes.
  ///
  /// > Source: H. Butler et al., "The GeoJSON Format", RFC 7946, 2016,
  /// > [10.17487/RFC7946](https://doi.org/10.17487/RFC7946).
  ///
  /// - Throws: `ReportingError.notWritten` where the encoder refuses a value, which no release can hold.
  public static func write(_ release: Release) throws(ReportingError) -> [UInt8] {
    let network = release.network
    var near = [[Int]](repeating: [], count: network.nodes.count)
    for (index, link) in network.links.enumerated() {
      near[link.from].append(index)
      near[link.to].append(index)
    }
    var features: [JSONValue] = []
    for (index, node) in network.nodes.enumerated() {
      guard let place = node.coordinates else { continue }
      features.append(
        feature("Point", position(place), properties(of: index, near[index], in: network)))
    }
    let unplaced = network.nodes.count - features.count
    for link in network.links {
      let ends = [link.from, link.to].map { network.nodes[$0] }
      let places = ends.compactMap(\.coordinates)
      guard places.count == 2 else { continue }
      var properties = JSONValue.facts(link.facts)
      properties["from"] = .text(ends[0].entity.text)
      properties["to"] = .text(ends[1].entity.text)
      properties["reports"] = .number(link.reports)
      features.append(feature("LineString", .list(places.map(position)), properties))
    }
    var collection = JSONValue.facts(release.header.facts)
    collection["type"] = .text("FeatureCollection")
    collection["entitiesWithoutPlace"] = .number(unplaced)
    collection["features"] = .list(features)
    return try JSONValue.object(collection).line(of: "GeoJSON")
  }

  private static func properties(
    of index: Int, _ near: [Int], in network: ReleasedNetwork
  ) -> [String: JSONValue] {
    let node = network.nodes[index]
    let links = near.map { network.links[$0] }
    let others = Set(links.map { $0.from == index ? $0.to : $0.from })
    var properties: [String: JSONValue] = [
      "id": .text(node.entity.text), "label": .text(node.label),
      "kind": .text(node.kind.rawValue),
      "linked": .number(others.count),
    ]
    if let first = links.compactMap(\.first).min() { properties["first"] = .text("\(first)") }
    if let last = links.compactMap(\.last).max() { properties["last"] = .text("\(last)") }
    return properties
  }

  /// Longitude first, as the format has it.
  private static func position(_ place: Coordinates) -> JSONValue {
    .list([.degrees(place.longitude), .degrees(place.latitude)])
  }

  private static func feature(
    _ shape: String, _ coordinates: JSONValue, _ properties: [String: JSONValue]
  ) -> JSONValue {
    .object([
      "type": .text("Feature"),
      "geometry": .object(["type": .text(shape), "coordinates": coordinates]),
      "properties": .object(properties),
    ])
  }
}
