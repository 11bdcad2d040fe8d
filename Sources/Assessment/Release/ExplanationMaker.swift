import Linkage
import Records

/// Walks one position back to the rows it rests on. Rows that name somebody under the victim shield are
/// counted and not shown.
struct ExplanationMaker {
  let reading: Reading
  let labels: ReleasedLabels
  let rule: LinkStrength

  private var network: Network { reading.network }

  func explanation(of item: ScoredCandidate) -> Explanation {
    let members = Set(item.facts.members)
    let things = Set(item.facts.assets)
    var bySupport: [Support: [Assertion]] = [:]
    var seen = Set<Int32>()
    for entity in (item.facts.members + item.facts.assets) {
      for index in network.incident(to: entity) where seen.insert(index).inserted {
        let link = network.links[Int(index)]
        let isMember = members.contains(link.from) || members.contains(link.to)
        let isInside =
          (members.contains(link.from) || things.contains(link.from))
          && (members.contains(link.to) || things.contains(link.to))
        guard link.type.layer != .reference else { continue }
        for statement in network.statements(of: link) {
          if isMember, let key = network.intelligence(of: statement) {
            bySupport[key, default: []].append(statement)
          } else if isInside {
            bySupport[network.support(of: statement), default: []].append(statement)
          }
        }
      }
    }
    let supports = bySupport.keys.sorted()
    return Explanation(
      position: item.id,
      intelligence: items(supports.filter { item.facts.support[$0] != nil }, bySupport, item.facts),
      registers: items(supports.filter { item.facts.support[$0] == nil }, bySupport, item.facts),
      merges: merges(of: item.facts.members))
  }

  /// Heaviest first, ties by source; sources that are called alike in the order of `supports`.
  private func items(
    _ supports: [Support], _ statements: [Support: [Assertion]], _ facts: CandidateFacts
  ) -> [Explanation.Item] {
    let items = supports.map { item($0, statements[$0] ?? [], worth: facts.support[$0]) }
    return items.enumerated().sorted { a, b in
      let (x, y) = (a.element, b.element)
      if x.worth != y.worth { return x.worth ?? 0 > y.worth ?? 0 }
      return x.source != y.source ? x.source < y.source : a.offset < b.offset
    }.map(\.element)
  }

  private func item(
    _ support: Support, _ statements: [Assertion], worth: CandidateFacts.Intelligence?
  ) -> Explanation.Item {
    let rows = statements.compactMap(row).sorted { a, b in
      (a.file, a.row, a.words) < (b.file, b.row, b.words)
    }
    return Explanation.Item(
      source: source(support), worth: worth.map { $0.worth(rule.policy, fresh: rule.fresh) },
      copies: copies(of: support), rows: rows,
      withheld: ShieldedCount(statements.count - rows.count))
  }

  private func source(_ support: Support) -> String {
    let evidence = network.evidence
    switch support {
    case .report(let index):
      let report = evidence.reports[index]
      let grade = report.grading.map { "graded \($0.text)" } ?? "without a grade"
      let entered = report.entered.map { ", entered \($0.words)" } ?? ""
      return "report \(report.reference) of \(report.system), \(grade)\(entered)"
    case .register(let index):
      let files = network.origins.register.count { $0 == index }
      return "register \(evidence.sources[index].name) of \(evidence.sources[index].system)"
        + (files > 1 ? ", one of \(files) files" : "")
    case .crimeRecord(let event):
      let keys = evidence.keys(of: network.entities[event].records)
      return "crime record "
        + (keys.isEmpty ? network.entities[event].id.text : keys.joined(separator: ", "))
    }
  }

  private func copies(of support: Support) -> [String] {
    guard case .report(let index) = support else { return [] }
    return network.origins.origin.indices
      .filter { network.origins.isCopy[$0] && network.origins.origin[$0] == index }
      .map { "\(network.evidence.reports[$0].reference) of \(network.evidence.reports[$0].system)" }
      .sorted()
  }

  /// What a statement says; nil where an end of it may not be shown.
  private func row(_ statement: Assertion) -> Explanation.Row? {
    let from = network.resolution.entityOfRecord[statement.from]
    let to = network.resolution.entityOfRecord[statement.to]
    guard labels.mayShow(from), labels.mayShow(to) else { return nil }
    let role = statement.role.map { " (\($0.rawValue))" } ?? ""
    let when = ExplanationMaker.words(statement.interval)
    return Explanation.Row(
      file: network.evidence.sources[statement.source].name, row: statement.row,
      words: "\(labels.label(of: from))\(role): \(statement.type.words) \(labels.label(of: to))"
        + when)
  }

  private static func words(_ interval: DayInterval) -> String {
    switch (interval.start, interval.end) {
    case (nil, nil): ""
    case (let start?, let end?) where end - start == 1: ", \(start.words)"
    case (let start?, let end?): ", \(start.words) to \(end.adding(days: -1).words)"
    case (let start?, nil): ", from \(start.words)"
    case (nil, let end?): ", until \(end.adding(days: -1).words)"
    }
  }

  private func merges(of members: [Int]) -> [String] {
    members.compactMap { entity in
      let found = network.entities[entity]
      guard found.records.count > 1 else { return nil }
      let reasons = network.resolution.merges.filter { merge in
        found.records.contains(merge.first) && found.records.contains(merge.second)
      }.map(\.reason)
      let distinct = Set(reasons).sorted().joined(separator: "; ")
      let keys = network.evidence.keys(of: found.records)
      let what =
        keys.isEmpty ? "\(found.records.count) records" : keys.joined(separator: ", ")
      return "\(found.label) (\(found.id)): \(what), taken for one person: "
        + (distinct.isEmpty ? "reason not kept" : distinct)
    }
  }
}
