import GRDB
import Linkage
import Records

/// Who is removed, and what names them and what goes with them.
struct DisposalSubject {
  let recordIDs: [Int64]
  /// Keys of the records and ids of entities that they gave.
  let ids: DisposedNames
  /// These, and names and numbers that identify the person.
  let names: DisposedNames
  /// The names of the person as the sources have them.
  let mention: PersonMention
  /// Everything that a row says of the person, as it came.
  let texts: Set<String>
  /// Keys, names and numbers of what stays.
  private let others: [String]
  private let allIDs: [String]
  private let allNames: [String]

  /// - Parameters:
  ///   - recordIDs: The numbers of the entity's records.
  ///   - others: Keys and numbers of what stays.
  init(_ entity: Entity, recordIDs: [Int64], others: [String], in db: Database) throws {
    let records = try SourceRecord.stored(recordIDs, in: db)
    let ids = DisposalSubject.ids(of: records) + [entity.id.text]
    let features = records.flatMap(\.features)
    let texts = features.map(\.raw) + records.map { DisposalSubject.localID(of: $0.key) }
    self.init(
      recordIDs: recordIDs, ids: ids, names: ids + DisposalSubject.identifying(features),
      mention: PersonMention(
        features.filter { $0.name == .name || $0.name == .alias }.map(\.raw)),
      texts: Set(texts).subtracting([""]), others: others)
  }

  private init(
    recordIDs: [Int64], ids: [String], names: [String], mention: PersonMention, texts: Set<String>,
    others: [String]
  ) {
    self.recordIDs = recordIDs
    self.mention = mention
    self.texts = texts
    self.others = others
    (allIDs, allNames) = (ids, names)
    self.ids = DisposedNames(ids, staying: others)
    self.names = DisposedNames(names, staying: others)
  }

  /// Whether a text that is kept has something in it that names the person.
  func isNamed(in text: String?) -> Bool {
    names.occur(in: text) || text.map(mention.occurs) ?? false
  }

  /// Returns the same with what goes with the person: phones, mail addresses and accounts of nobody else.
  func with(things numbers: [Int64], in db: Database) throws -> DisposalSubject {
    let things = try SourceRecord.stored(numbers, in: db)
    let ids = DisposalSubject.ids(of: things)
    let gone = Set(ids)
    return DisposalSubject(
      recordIDs: recordIDs, ids: allIDs + ids,
      names: allNames + ids + DisposalSubject.identifying(things.flatMap(\.features)),
      mention: mention, texts: texts, others: others.filter { !gone.contains($0) })
  }

  /// Returns the keys of all records but those of `entity`, and the numbers that they bear.
  static func names(of evidence: Evidence, but entity: Entity) -> [String] {
    let gone = Set(entity.records)
    return evidence.records.indices.lazy.filter { !gone.contains($0) }.flatMap { index in
      [evidence.records[index].key] + identifying(evidence.records[index].features)
    }
  }

  /// Each record on its own: any of them may have given an entity its id.
  private static func ids(of records: [SourceRecord]) -> [String] {
    let alone = Resolution(
      evidence: Evidence(records: records), ages: [], merges: [], possibleMatches: [])
    return records.map(\.key).sorted() + alone.entities.map(\.id.text)
  }

  private static func localID(of key: String) -> String {
    key.split(separator: "/").last.map(String.init) ?? ""
  }

  private static let identifyingFeatures: Set<Feature.Name> = [
    .name, .alias, .nationalInsuranceNumber, .pncID, .travelDocument, .phoneNumber, .emailAddress,
    .bankAccount,
  ]

  /// Texts of up to three bytes stand in too much else.
  private static func identifying(_ features: [Feature]) -> [String] {
    features.filter { identifyingFeatures.contains($0.name) }
      .flatMap { [$0.raw, $0.value ?? ""] }.filter { $0.utf8.count > 3 }
  }
}

extension SourceRecord {
  /// Reads records by number with all that any file says of them, also one that counts no longer.
  fileprivate static func stored(_ numbers: [Int64], in db: Database) throws -> [SourceRecord] {
    try numbers.compactMap { number in
      let head = try Row.fetchOne(
        db,
        sql: """
          SELECT key, system, (SELECT min(kind) FROM description WHERE record = record.id)
          FROM record WHERE id = ?
          """, arguments: [number])
      guard let head else { return nil }
      let rows = try Row.fetchAll(
        db, sql: "SELECT name, raw, value FROM anyFeature WHERE record = ?", arguments: [number])
      return SourceRecord(
        key: head[0], kind: (head[2] as String?).flatMap(Entity.Kind.init), system: head[1],
        features: rows.compactMap { row in
          Feature.Name(rawValue: row[0]).map { Feature(name: $0, raw: row[1], value: row[2]) }
        })
    }.sorted { $0.key < $1.key }
  }
}
