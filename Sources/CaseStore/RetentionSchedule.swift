import Foundation
import Linkage
package import Records

/// How long records of people are kept before somebody must look at them again: data that a force signs
/// off, not part of the program.
///
/// The periods that ship are an example and labelled so; the national ones are in no public source.
package struct RetentionSchedule: Sendable, Equatable, Codable {
  /// A period for people whom any row gives one of the roles.
  package struct Rule: Sendable, Equatable, Codable {
    package let name: String
    package let roles: [Role]
    package let reviewAfterMonths: Int
  }

  package let name: String
  package let version: Int
  /// Of several rules that apply the longest period counts.
  package let rules: [Rule]
  /// For people in none of the roles.
  package let otherwiseMonths: Int

  /// The example that ships with the engine.
  package static let example = RetentionSchedule(
    name: "example schedule (not an official one)", version: 1,
    rules: [
      Rule(name: "suspect or convicted", roles: [.suspect, .convicted], reviewAfterMonths: 120),
      Rule(
        name: "victim or potential victim", roles: [.victim, .potentialVictim],
        reviewAfterMonths: 72),
    ], otherwiseMonths: 72)

  /// Reads a schedule from JSON5.
  ///
  /// - Throws: `CaseError.badSchedule` naming the file and the problem.
  package static func load(_ path: String) throws(CaseError) -> RetentionSchedule {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw .badSchedule(file: path, problem: "the file cannot be read")
    }
    let schedule: RetentionSchedule
    do {
      schedule = try JSON5Document.decode(from: data)
    } catch {
      throw .badSchedule(file: path, problem: String(describing: error).firstLine)
    }
    let months = schedule.rules.map { ($0.name, $0.reviewAfterMonths) }
    for (name, count) in months + [("otherwiseMonths", schedule.otherwiseMonths)]
    where !(1...1200).contains(count) {
      throw .badSchedule(
        file: path, problem: "\(name) is \(count) months, but must lie between 1 and 1,200")
    }
    return schedule
  }

  /// Returns which rule counts for somebody with `roles`, and its period.
  func rule(for roles: Set<Role>) -> (name: String, months: Int) {
    let applying = rules.filter { !roles.isDisjoint(with: $0.roles) }
    let longest = applying.max { a, b in
      (a.reviewAfterMonths, b.name) < (b.reviewAfterMonths, a.name)
    }
    return longest.map { ($0.name, $0.reviewAfterMonths) } ?? ("otherwise", otherwiseMonths)
  }
}

/// A person whose records must be looked at: to be kept for a reason, or disposed of.
package struct RetentionItem: Sendable, Equatable, Codable {
  /// The id of the person, and the keys of the records, ascending. No name is shown.
  package let id: String
  package let records: [String]
  package let rule: String
  /// The last day of which any row about the person speaks, as `yyyy-MM-dd`; nil where none is dated.
  package let last: String?
  /// When the review is or was due; nil where nothing is dated, which is always due.
  package let due: String?
}

/// That records of a person are kept until a day, decided by a human.
package struct KeptUntil: Sendable, Equatable, Codable {
  /// As `yyyy-MM-dd`.
  package let until: String

  package init(until: Day) { self.until = until.description }
}

extension DecisionKind {
  /// That the records of a person are kept beyond their review: the subject is the key of one of them.
  package static let retention = DecisionKind(rawValue: "retention")
}

extension CaseSession {
  /// Returns the people whose review is due on `day`, first the longest due; those of whom nothing is
  /// dated come first of all. Logged as consultation.
  package func retentionDue(
    on day: Day, schedule: RetentionSchedule = .example, progress: ProgressHandler? = nil
  ) throws -> [RetentionItem] {
    let outcome = try evidenceAndIDs(progress: progress)
    let resolution = try resolution(of: outcome)
    let facts = RetentionFacts(outcome, resolution)
    let items = resolution.entities.indices.filter { resolution.entities[$0].kind == .nominal }
      .map { facts.item(of: resolution.entities[$0], at: $0, schedule: schedule) }
      .filter { $0.due.map { $0 <= day.description } ?? true }
      .sorted { ($0.due ?? "", $0.id) < ($1.due ?? "", $1.id) }
    try file.write { db in
      try AuditLog.append(
        .consultation, "listed \(items.count) people whose review is due on \(day)",
        purpose: "review, retention and disposal", to: db)
    }
    return items
  }
}

/// What the schedule is held against.
private struct RetentionFacts {
  private let records: [SourceRecord]
  /// By entity.
  private var last: [Day?]
  private var roles: [Set<Role>]
  private var kept: [String: String] = [:]

  init(_ outcome: EvidenceReader.Outcome, _ resolution: Resolution) {
    let evidence = outcome.evidence
    records = evidence.records
    last = Array(repeating: nil, count: resolution.entities.count)
    roles = Array(repeating: [], count: resolution.entities.count)
    for assertion in evidence.assertions {
      let days = [
        assertion.interval.start, assertion.interval.end?.adding(days: -1),
        assertion.report.flatMap { evidence.reports[$0].entered },
      ].compactMap { $0 }
      for record in [assertion.from, assertion.to] {
        let entity = resolution.entityOfRecord[record]
        guard entity >= 0 else { continue }
        last[entity] = (days + [last[entity]].compactMap { $0 }).max()
        if record == assertion.from, let role = assertion.role { roles[entity].insert(role) }
      }
    }
    for decision in outcome.linking.laterDecisions where decision.kind == .retention {
      let payload: KeptUntil? = CanonicalJSON.value(of: decision.payload)
      for key in decision.subject { kept[key] = payload?.until }
    }
  }

  func item(of entity: Entity, at index: Int, schedule: RetentionSchedule) -> RetentionItem {
    let keys = entity.records.map { records[$0].key }
    let (rule, months) = schedule.rule(for: roles[index])
    let due = last[index].map { $0.adding(months: months).description }
    let until = keys.compactMap { kept[$0] }.max()
    return RetentionItem(
      id: entity.id.text, records: keys, rule: until == nil ? rule : "kept by decision",
      last: last[index].map(\.description), due: until ?? due)
  }
}
