import GRDB
import Linkage

/// What linking follows from beside the records: decisions, the policy, and which linkings came before.
struct LinkInputs {
  let judgements: [Judgement]
  /// For each record how many linkings came before it; empty where none did for any.
  let ages: [Int32]
  let policy: LinkPolicy
  /// Of everything that a linking follows from.
  let digest: String

  /// - Parameter recordIDs: The number of each record of the evidence. Numbers rise in the order of
  ///   import.
  init(
    _ db: Database, keys: [String], recordIDs: [Int64], sources: String,
    policy: LinkPolicy = .standard
  ) throws {
    judgements = try Judgement.all(in: db)
    self.policy = policy
    let limits = try LinkInputs.limits(in: db)
    ages =
      recordIDs.contains { id in limits.contains { id > $0 } }
      ? recordIDs.map { id in Int32(limits.count { id > $0 }) } : []
    digest = RunDigest.link(
      sources: sources, judgements: judgements, policy: policy,
      laterRecords: zip(keys, ages).filter { $0.1 > 0 }.map { "\($0.1) \($0.0)" })
  }

  /// Returns the number of the last record at each linking that had records the one before had not.
  private static func limits(in db: Database) throws -> [Int64] {
    try Int64.fetchAll(
      db,
      sql: """
        SELECT DISTINCT json_extract(parameters, '$.lastRecord') AS last FROM run
        WHERE kind = 'link' AND last IS NOT NULL ORDER BY last
        """)
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
    parameters = LinkParameters(json: row[2])
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
