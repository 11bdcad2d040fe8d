import GRDB
import Linkage
import Records

/// What a disposal removed. It holds no name: this is what remains of the person.
package struct DisposalSummary: Sendable, Equatable, Codable {
  package let records: Int
  package let assertions: Int
  package let reports: Int
  /// Acts of the journal, and runs whose parameters named the person.
  package let decisions: Int
  package let runs: Int
  /// Entries of the log whose words were erased, ascending.
  package let logEntries: [Int]
  /// Copies of the case that were made earlier, as the log has them: they still hold the person.
  package let copies: [String]
  /// Files of releases that were removed, and those that could not be, with the reason.
  package let products: [String]
  package let remainingProducts: [String]
}

extension CaseSession {
  /// Removes a person from the case: records, what rows say about them, decisions, and the words of the
  /// log and of receipts that name them; then the file is written anew without what was deleted.
  ///
  /// What stays is proof without content: the entries of the log, whose chain still holds, and one more
  /// that says what was removed. Reports that spoke of nobody else go, and so do phones, mail addresses
  /// and accounts that no row links to anybody else. Files that releases were written to, and that are
  /// still as they were written, are removed whether or not the person is in them: a drawing cannot be
  /// searched for a name, and every list without the person is another list.
  ///
  /// - Parameters:
  ///   - name: The id of the person as products show it, or the key of one of the records.
  ///   - reason: For the log; it must not name the person.
  /// - Throws: `CaseError.unknownRecord`, `.notAPerson`, `.ruleBroken` where the reason names the
  ///   person, `.residue` where a name could still be found in the file afterwards.
  package func dispose(
    of name: String, person: String, reason: String, progress: ProgressHandler? = nil
  ) throws -> DisposalSummary {
    let outcome = try evidenceAndIDs(progress: progress)
    let resolution = try resolution(of: outcome)
    let subject = try DisposalSubject(
      try entity(called: name, in: resolution, outcome), outcome)
    if subject.names.occur(in: reason) {
      throw CaseError.ruleBroken(path: file.path, detail: "the reason names the person")
    }
    progress?(StageProgress(stage: "removing", done: 0, total: 0))
    // First, so that a disposal that is stopped half-way can be given again.
    let products = try file.read { try WrittenProducts($0) }.remove()
    let summary = try file.write { db in
      try db.execute(sql: "PRAGMA secure_delete = ON")
      return try Removal(db, subject, path: file.path, products: products)
        .run(person: person, reason: reason)
    }
    progress?(StageProgress(stage: "writing the file anew", done: 0, total: 0))
    try file.finishErasing()
    let residue = try file.contentFiles.map { try subject.ids.count(inFile: $0) }.max() ?? 0
    if residue > 0 { throw CaseError.residue(path: file.path, count: residue) }
    return summary
  }

  private func entity(
    called name: String, in resolution: Resolution, _ outcome: EvidenceReader.Outcome
  ) throws -> Entity {
    let found = try entities(called: name, in: resolution, outcome).map { resolution.entities[$0] }
    let entity = found.first { $0.id.text == name } ?? found[0]
    if found.count > 1 && entity.id.text != name {
      throw CaseError.unknownRecord(key: name, similar: found.map(\.id.text))
    }
    guard entity.kind == .nominal else {
      throw CaseError.notAPerson(key: name, kind: entity.kind.rawValue)
    }
    return entity
  }
}

/// Who is removed, and what names them.
struct DisposalSubject {
  let recordIDs: [Int64]
  /// Keys of the records and ids of entities that they gave.
  let ids: DisposedNames
  /// These, and names and numbers that identify the person.
  let names: DisposedNames
  /// The names of the person as the sources have them.
  let personalNames: [String]
  /// Everything that a row says of the person, as it came.
  let texts: Set<String>

  init(_ entity: Entity, _ outcome: EvidenceReader.Outcome) throws {
    let records = entity.records.map { outcome.evidence.records[$0] }
    recordIDs = entity.records.map { outcome.recordIDs[$0] }
    let gone = Set(records.map(\.key))
    // Each record on its own: any of them may have given an entity its id.
    let alone = Resolution(
      evidence: Evidence(records: records), ages: [], merges: [], possibleMatches: [])
    let ids = gone.sorted() + alone.entities.map(\.id.text) + [entity.id.text]
    let others = outcome.evidence.records.lazy.map(\.key).filter { key in !gone.contains(key) }
    let staying = others.filter { key in gone.contains { key.hasPrefix($0) } }
    let identifying: Set<Feature.Name> = [
      .name, .alias, .nationalInsuranceNumber, .pncID, .travelDocument,
    ]
    let features = records.flatMap(\.features)
    let said = features.filter { identifying.contains($0.name) }
      .flatMap { [$0.raw, $0.value ?? ""] }.filter { $0.utf8.count > 3 }
    self.ids = DisposedNames(ids, staying: Array(staying))
    names = DisposedNames(ids + said, staying: Array(staying))
    personalNames = features.filter { $0.name == .name || $0.name == .alias }.map(\.raw)
    let localIDs = records.compactMap { $0.key.split(separator: "/").last.map(String.init) }
    texts = Set(features.map(\.raw) + localIDs).subtracting([""])
  }
}
