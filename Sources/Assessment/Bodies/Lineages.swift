import Linkage
import Records

/// Where each entity stands in several record systems: what linkage brought together and what each system
/// says of it, with copies of one report counted once.
struct Lineages {
  /// What one system holds of one entity.
  struct Lineage: Equatable {
    let system: String
    /// Indices into `Evidence.records`, ascending.
    let records: [Int]
    /// Indices into `Evidence.reports` that speak of the entity, ascending.
    let reports: [Int]
    /// How many of `reports` are copies of a report that is counted elsewhere.
    let copies: Int
    /// References of the agreements under which the rows came, ascending; empty where none is recorded.
    let agreements: [String]
  }

  struct Merged: Equatable {
    /// Index into `Network.entities`.
    let entity: Int
    /// By system; two or more.
    let lineages: [Lineage]
    /// Reports with copies counted once.
    let reports: Int
  }

  let network: Network

  /// The open entities among `entities` that stand in two systems or more, in order.
  ///
  /// - Complexity: O(assertions + records).
  func merged(_ mayShow: (Int) -> Bool) -> [Merged] {
    let evidence = network.evidence
    let several = network.entities.indices.filter { entity in
      guard Lineages.kinds.contains(network.entities[entity].kind) else { return false }
      let systems = known(entity).map { evidence.records[$0].system }
      return systems.contains { $0 != systems[0] } && mayShow(entity)
    }
    var place = [Int](repeating: -1, count: network.entities.count)
    for (index, entity) in several.enumerated() { place[entity] = index }
    var said = [[String: Said]](repeating: [:], count: several.count)
    for statement in evidence.assertions {
      let source = evidence.sources[statement.source]
      for record in Set([statement.from, statement.to]) {
        let entity = network.resolution.entityOfRecord[record]
        guard entity >= 0, place[entity] >= 0 else { continue }
        var item = said[place[entity]][source.system] ?? Said()
        if let report = statement.report { item.reports.insert(report) }
        if let agreement = source.agreement { item.agreements.insert(agreement) }
        said[place[entity]][source.system] = item
      }
    }
    return zip(several, said).map { merged($0, $1) }
  }

  private static let kinds: Set<Entity.Kind> = [
    .nominal, .vehicle, .address, .phone, .email, .account, .organisation, .object,
  ]

  private struct Said {
    var reports: Set<Int> = []
    var agreements: Set<String> = []
  }

  /// The records of `entity` that a row known in the period describes.
  private func known(_ entity: Int) -> [Int] {
    network.entities[entity].records.filter { network.evidence.records[$0].kind != nil }
  }

  private func merged(_ entity: Int, _ said: [String: Said]) -> Merged {
    let bySystem = Dictionary(grouping: known(entity)) { network.evidence.records[$0].system }
    let origin = network.origins.origin
    let lineages = bySystem.sorted { $0.key < $1.key }.map { system, records in
      let item = said[system] ?? Said()
      return Lineage(
        system: system, records: records, reports: item.reports.sorted(),
        copies: item.reports.count { origin[$0] != $0 }, agreements: item.agreements.sorted())
    }
    return Merged(
      entity: entity, lineages: lineages,
      reports: Set(said.values.flatMap(\.reports).map { origin[$0] }).count)
  }
}

extension BodyTableMaker {
  private static let noAgreement = "none recorded"

  func lineages() -> Table {
    let merged = Lineages(network: network).merged(labels.mayShow)
    let sorted = merged.sorted { a, b in
      if a.lineages.count != b.lineages.count { return a.lineages.count > b.lineages.count }
      return network.entities[a.entity].id < network.entities[b.entity].id
    }
    let copies = merged.reduce(0) { $0 + $1.lineages.reduce(0) { $0 + $1.copies } }
    return Table(
      kind: .lineages,
      columns: [
        "entity", "kind", "label", "systems", "independent reports", "system", "source records",
        "reports", "reports that are copies", "agreement",
      ], rows: sorted.flatMap(rows),
      notes: [
        "\(merged.count) entities that may be shown stand in two record systems or more, with "
          + "\(merged.reduce(0) { $0 + $1.lineages.count }) lineages. Reports of a lineage that are "
          + "copies of others (\(copies) in all) are counted once among the independent reports."
      ])
  }

  private func rows(of merged: Lineages.Merged) -> [[Table.Cell]] {
    let entity = network.entities[merged.entity]
    return merged.lineages.map { lineage in
      [
        .text(entity.id.text), .text(entity.kind.rawValue),
        .text(labels.label(of: merged.entity)), .number(merged.lineages.count),
        .number(merged.reports), .text(lineage.system),
        .text(evidence.keys(of: lineage.records).joined(separator: "; ")),
        .text(
          lineage.reports.map { labels.open(evidence.reports[$0].reference) }
            .joined(separator: "; ")),
        .number(lineage.copies),
        .text(
          lineage.agreements.isEmpty
            ? Self.noAgreement : lineage.agreements.joined(separator: "; ")),
      ]
    }
  }

  /// One row for each feed: what one mapping reads from one system under one agreement.
  func feeds() -> Table {
    struct Feed: Hashable {
      let system: String
      let profile: String
      let agreement: String
    }
    var rows: [Feed: (files: Int, read: Int, stored: Int, reports: Set<Int>)] = [:]
    let feeds = evidence.sources.map {
      Feed(system: $0.system, profile: $0.profile, agreement: $0.agreement ?? Self.noAgreement)
    }
    for (feed, source) in zip(feeds, evidence.sources) {
      let (files, read, stored, reports) = rows[feed] ?? (0, 0, 0, [])
      rows[feed] = (files + 1, read + source.rowsRead, stored + source.rowsStored, reports)
    }
    for statement in evidence.assertions {
      if let report = statement.report { rows[feeds[statement.source]]?.reports.insert(report) }
    }
    let origin = network.origins.origin
    let sorted = rows.sorted {
      ($0.key.system, $0.key.profile, $0.key.agreement)
        < ($1.key.system, $1.key.profile, $1.key.agreement)
    }
    return Table(
      kind: .feeds,
      columns: [
        "system", "profile", "agreement", "files", "rows read", "rows stored", "reports",
        "copies of reports elsewhere",
      ],
      rows: sorted.map { feed, count in
        [
          .text(feed.system), .text(feed.profile), .text(feed.agreement), .number(count.files),
          .number(count.read), .number(count.stored), .number(count.reports.count),
          .number(count.reports.count { origin[$0] != $0 }),
        ]
      },
      notes: [
        "\(sorted.count { $0.key.agreement == Self.noAgreement }) of \(sorted.count) feeds came "
          + "without the reference of an agreement in their mapping."
      ])
  }
}
