import GRDB
package import Linkage
package import Records

/// What an entity id, of this or an earlier linking, or a record's key stands for.
package struct EntityAccount: Sendable, Equatable, Codable {
  package struct Part: Sendable, Equatable, Codable {
    package let id: String
    package let kind: Entity.Kind
    /// Keys of its records, ascending.
    package let records: [String]
    /// The reasons of the joins that made it, as many as records less one.
    package let joins: [String]
  }

  /// One step of the way that records of an entity went.
  package struct Redirect: Sendable, Equatable, Codable {
    package let old: String
    package let new: String
    /// The number of the linking.
    package let run: Int
  }

  /// As it was asked for.
  package let name: String
  /// The entities that hold its records now: several where it was split.
  package let parts: [Part]
  /// Where records of the id went, and went on from there, in the order of the linkings.
  package let redirects: [Redirect]
}

extension CaseSession {
  /// Explains why two records, or two entities, are or are not one. Logged as consultation.
  ///
  /// - Parameter names: Record keys, or ids of entities of this or an earlier linking, which stand for
  ///   the first of their records.
  /// - Throws: `CaseError.unknownRecord`, `.sameRecord` where both names stand for one record.
  package func explain(
    _ names: (String, String), workers: Int = 0, progress: ProgressHandler? = nil
  ) throws -> PairExplanation {
    let outcome = try evidenceAndIDs(progress: progress)
    progress?(StageProgress(stage: "linking", done: 0, total: 0))
    let resolution = try resolution(of: outcome, workers: workers)
    let explanation = try explanation(of: names, in: resolution, outcome, workers: workers)
    let keys = [explanation.first, explanation.second]
    let redirects = try file.write { db in
      try AuditLog.append(
        .consultation, "explained \(keys[0]) and \(keys[1])", purpose: "linkage", to: db)
      return try [names.0, names.1].flatMap { try self.redirects(of: $0, in: db) }
    }
    let notes = redirects.map { "records of \($0.old) went to \($0.new) in run \($0.run)" }
    return explanation.preceded(by: notes)
  }

  /// Explains the pair that `names` stand for, without a trace in the log.
  func explanation(
    of names: (String, String), in resolution: Resolution, _ outcome: EvidenceReader.Outcome,
    workers: Int
  ) throws -> PairExplanation {
    let first = try record(called: names.0, in: resolution, outcome)
    let second = try record(called: names.1, in: resolution, outcome)
    if first == second { throw CaseError.sameRecord(key: outcome.evidence.records[first].key) }
    return Linker.explain(
      first, second, of: outcome.evidence, judgements: outcome.linking.judgements,
      ages: outcome.linking.ages, policy: outcome.linking.policy, workers: workers)
  }

  /// Returns what an entity is made of and why, and where an id that stands for other records now than
  /// once went. Logged as consultation.
  ///
  /// - Parameter name: The id of an entity of this or an earlier linking, or the key of a record.
  /// - Throws: `CaseError.unknownRecord`.
  package func account(
    of name: String, workers: Int = 0, progress: ProgressHandler? = nil
  ) throws -> EntityAccount {
    let outcome = try evidenceAndIDs(progress: progress)
    progress?(StageProgress(stage: "linking", done: 0, total: 0))
    let resolution = try resolution(of: outcome, workers: workers)
    let indices = try entities(called: name, in: resolution, outcome)
    var joins: [Int: [String]] = [:]
    for merge in resolution.merges {
      joins[resolution.entityOfRecord[merge.first], default: []].append(merge.reason)
    }
    let parts = indices.map { index in
      let entity = resolution.entities[index]
      return EntityAccount.Part(
        id: entity.id.text, kind: entity.kind,
        records: entity.records.map { outcome.evidence.records[$0].key }, joins: joins[index] ?? [])
    }
    let redirects = try file.write { db in
      try AuditLog.append(.consultation, "explained \(name)", purpose: "linkage", to: db)
      return try self.redirects(of: name, in: db)
    }
    return EntityAccount(name: name, parts: parts, redirects: redirects)
  }

  private func record(
    called name: String, in resolution: Resolution, _ outcome: EvidenceReader.Outcome
  ) throws -> Int {
    if let index = outcome.evidence.records.firstIndex(where: { $0.key == name }) { return index }
    let entity = try entities(called: name, in: resolution, outcome)[0]
    return resolution.entities[entity].records[0]
  }

  /// Returns the entities that `name` stands for, at least one: first what bears it or holds the record
  /// that it was made of, then where else records of it went.
  func entities(
    called name: String, in resolution: Resolution, _ outcome: EvidenceReader.Outcome
  ) throws -> [Int] {
    if let index = outcome.evidence.records.firstIndex(where: { $0.key == name }) {
      let entity = resolution.entityOfRecord[index]
      if entity >= 0 { return [entity] }
    }
    var found = resolution.entities(called: name, in: outcome.evidence) ?? []
    let way = try file.read { try redirects(of: name, in: $0) }
    for redirect in way {
      // What the records went on from holds others now, if any.
      if way.contains(where: { $0.old == redirect.new && $0.run > redirect.run }) { continue }
      let index = resolution.entities.firstIndex { $0.id.text == redirect.new }
      if let index, !found.contains(index) { found.append(index) }
    }
    guard found.isEmpty else { return found }
    _ = try file.read { try kind(ofRecord: name, in: $0) }
    throw CaseError.unknownRecord(key: name, similar: [])
  }

  /// Returns where the records of an entity id went, and went on from there.
  private func redirects(of name: String, in db: Database) throws -> [EntityAccount.Redirect] {
    try Row.fetchAll(
      db,
      sql: """
        WITH RECURSIVE way (run, oldID, newID) AS (
          SELECT run, oldID, newID FROM entityChange WHERE oldID = ?
          UNION
          SELECT later.run, later.oldID, later.newID FROM entityChange AS later
          JOIN way ON later.oldID = way.newID AND later.run > way.run)
        SELECT oldID, newID, run FROM way ORDER BY run, oldID, newID
        """, arguments: [name]
    ).map { EntityAccount.Redirect(old: $0[0], new: $0[1], run: $0[2]) }
  }
}
