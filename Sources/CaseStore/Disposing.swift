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
  /// Whether the file is still to be written anew without what was deleted, since another program reads
  /// it: opening the case does so once no other program has it open.
  package var isUnfinished = false
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
  /// - Throws: `CaseError.unknownRecord`, `.notAPerson`, `.reasonNamesPerson`, `.residue`
  ///   where a name could still be found in the file afterwards.
  package func dispose(
    of name: String, person: String, reason: String, progress: ProgressHandler? = nil
  ) throws -> DisposalSummary {
    let outcome = try evidenceAndIDs(progress: progress)
    let resolution = try resolution(of: outcome)
    let entity = try entity(called: name, in: resolution, outcome)
    let subject = try file.read { db in
      try DisposalSubject(
        entity, recordIDs: entity.records.map { outcome.recordIDs[$0] },
        others: DisposalSubject.names(of: outcome.evidence, but: entity), in: db)
    }
    if subject.isNamed(in: reason) {
      throw CaseError.reasonNamesPerson(key: name)
    }
    progress?(StageProgress(stage: "removing", done: 0, total: 0))
    // First, so that a disposal that is stopped half-way can be given again.
    let products = try file.read { try WrittenProducts($0) }.remove()
    let upgrades = CaseFile.upgradeBackups(of: file.path)
    var (summary, ids) = try file.write { db in
      try db.execute(sql: "PRAGMA secure_delete = ON")
      var removal = Removal(db, subject, path: file.path, products: products)
      return try removal.run(person: person, reason: reason, upgrades: upgrades)
    }
    progress?(StageProgress(stage: "writing the file anew", done: 0, total: 0))
    do {
      try file.finishErasing()
    } catch CaseError.busy {
      // The person is removed: whoever reads still has the state before, which goes when that ends.
      summary.isUnfinished = true
      return summary
    }
    let residue = try file.contentFiles.map { try ids.count(inFile: $0) }.max() ?? 0
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
