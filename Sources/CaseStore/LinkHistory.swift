import GRDB
import Linkage
import Records

/// What linking follows from beside the records: decisions, the policy, and which linkings came before.
struct LinkInputs {
  var judgements: [Judgement]
  /// The run of the last linking when the records were read; 0 for none.
  let lastLinking: Int64
  /// For each record how many linkings that brought new records came before the first with this one;
  /// empty where none did for any.
  let ages: [Int32]
  /// For each record whether it is described and no linking has put it into an entity yet.
  let isNew: [Bool]
  let policy: LinkPolicy
  /// Everything that a linking follows from, digested part by part.
  let parts: RunInputs
  /// Decisions in force that linking does not follow from but an assessment does.
  let laterDecisions: [Decision]
  /// The last source and the last act of the journal that were there.
  let lastSource: Int64
  let lastDecision: Int64
  private let fields: RunDigest.LinkFields

  /// Of everything that a linking follows from.
  var digest: String { digest(engineVersion: CaseSession.engineVersion) }

  /// - Parameters:
  ///   - firstLinked: For each record the run that first put it into an entity. Being referred to makes
  ///     no entity: a record is as old as its description.
  ///   - decisions: Those in force.
  init(
    _ db: Database, records: [SourceRecord], firstLinked: [Int64?], moment: CaseMoment,
    decisions: [Decision], policy: LinkPolicy = .standard
  ) throws {
    func last(_ table: String, upTo limit: Int64) throws -> Int64 {
      let last = try Int64.fetchOne(
        db, sql: "SELECT max(id) FROM \(table) WHERE id <= ?", arguments: [limit])
      return last ?? 0
    }
    lastSource = try last("source", upTo: moment.lastSource)
    lastDecision = try last("decision", upTo: moment.lastDecision)
    judgements = try decisions.filter { $0.kind == .link }.map { try Judgement($0) }
    laterDecisions = decisions.filter { $0.kind != .link && $0.kind != .shield }
    self.policy = policy
    let runs = Set(firstLinked.compactMap { $0 }).sorted()
    let age = Dictionary(uniqueKeysWithValues: runs.enumerated().map { ($1, Int32($0)) })
    lastLinking = try LinkInputs.lastLinking(in: db)
    isNew = zip(records, firstLinked).map { $0.kind != nil && $1 == nil }
    let ages = zip(records, firstLinked).map { record, run in
      record.kind == nil ? 0 : run.flatMap { age[$0] } ?? Int32(runs.count)
    }
    self.ages = ages.contains { $0 > 0 } ? ages : []
    fields = RunDigest.LinkFields(
      sources: try RunDigest.sources(of: db, at: moment), judgements: judgements,
      shielded: decisions.filter { $0.kind == .shield }, policy: policy,
      laterRecords: zip(records, ages).filter { $1 > 0 }.map { "\($1) \($0.key)" },
      disposals: try AuditLog.disposals(in: db).map(\.evidence))
    parts = RunInputs(fields, laterDecisions: laterDecisions)
  }

  func digest(engineVersion: String) -> String {
    RunDigest.link(fields, engineVersion: engineVersion)
  }
}

extension LinkInputs {
  /// Returns the run of the last linking of a case; 0 for none.
  static func lastLinking(in db: Database) throws -> Int64 {
    try Int64.fetchOne(db, sql: "SELECT max(id) FROM run WHERE kind = 'link'") ?? 0
  }
}

/// The last linking of a case, as far as it is stored.
struct StoredLinking {
  let digest: String
  let resultDigest: String
  let parameters: LinkParameters?
  let merges: [Merge]
  let possibleMatches: [PossibleMatch]

  /// Returns nil where the case was never linked, or a stored join is of a record that is gone.
  init?(_ db: Database, recordIDs: [Int64]) throws {
    let row = try Row.fetchOne(
      db,
      sql: """
        SELECT digest, resultDigest, parameters FROM run WHERE kind = 'link' ORDER BY id DESC LIMIT 1
        """)
    guard let row else { return nil }
    digest = row[0]
    resultDigest = row[1]
    parameters = CanonicalJSON.value(of: row[2])
    let index = Dictionary(uniqueKeysWithValues: recordIDs.enumerated().map { ($1, $0) })
    var merges: [Merge] = []
    let rows = try Row.fetchCursor(
      db, sql: "SELECT firstRecord, secondRecord, rule, reason FROM merge ORDER BY id")
    while let row = try rows.next() {
      guard let first = index[row[0]], let second = index[row[1]] else { return nil }
      merges.append(Merge(first: first, second: second, rule: row[2], reason: row[3]))
    }
    self.merges = merges
    var possible: [PossibleMatch] = []
    let waiting = try Row.fetchCursor(
      db,
      sql: """
        SELECT firstRecord, secondRecord, thousandths, gain, reason FROM possibleMatch ORDER BY id
        """)
    while let row = try waiting.next() {
      guard let first = index[row[0]], let second = index[row[1]] else { return nil }
      possible.append(
        PossibleMatch(
          first: first, second: second, thousandths: row[2], gain: row[3], reason: row[4]))
    }
    possibleMatches = possible
  }
}
