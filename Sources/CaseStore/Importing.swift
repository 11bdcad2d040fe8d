import Foundation
import GRDB
import Records

/// A file to import, and how its rows come out of it.
struct SourceFile {
  /// The file's own name, without folders.
  let name: String
  let system: String
  let profile: String
  let marking: Marking
  /// Hexadecimal digests of the file's bytes and of the mapping's.
  let fileDigest: String
  let mappingDigest: String
  /// Hands over each decoded row and returns the account of all.
  let read: ((RowFacts) throws -> Void) throws -> IngestReceipt
}

/// The rows of a file turned out to be those of an earlier one.
private struct RepeatedContent: Error {}

extension CaseSession {
  /// Stores `files` in one transaction: all of them, or nothing.
  ///
  /// - Parameter replacing: The name of the earlier file that the one of `files` corrects.
  /// - Returns: One receipt for each file, in the order given.
  func store(_ files: [SourceFile], replacing: String? = nil) throws -> [ImportReceipt] {
    // A fixed order, so that of two files with the same rows always the same one is kept.
    let order = files.indices.sorted {
      (files[$0].name, files[$0].fileDigest, $0) < (files[$1].name, files[$1].fileDigest, $1)
    }
    let receipts: [ImportReceipt]
    do {
      receipts = try store(files, in: order, replacing: replacing, foreseeing: false)
    } catch is RepeatedContent {
      receipts = try store(files, in: order, replacing: replacing, foreseeing: true)
    }
    file.checkpoint()
    return receipts
  }

  /// Stores `files` in the given order.
  ///
  /// Whether a file says the same as an earlier one is known after its last row, and then its rows stand
  /// among those of others. A savepoint could take them back, but SQLite keeps in memory every page
  /// that is changed after one, and walks through all of them at almost every row: an import of
  /// millions of rows would not end. So the transaction ends, and another one reads such files first.
  ///
  /// - Parameter foreseeing: Whether to read what a file says before any of it is stored.
  /// - Throws: `RepeatedContent`, unless `foreseeing`.
  private func store(
    _ files: [SourceFile], in order: [Int], replacing: String?, foreseeing: Bool
  ) throws -> [ImportReceipt] {
    try file.write { db in
      var receipts: [Int: ImportReceipt] = [:]
      var total = try EvidenceTotal.logged(in: db)
      let old = try replacing.map { try predecessor(called: $0, of: files, in: db) }
      for index in order {
        let file = files[index]
        let earlier = try earlier(file, byContent: foreseeing, in: db)
        if let earlier, !earlier.isReadAnew(by: file, correcting: old) {
          receipts[index] = try earlier.account(for: file, correcting: old, path: self.file.path)
          if let old { try replace(old, by: earlier.id, of: file, wasThere: true, in: db) }
        } else {
          let new: Int64
          (new, receipts[index]) = try store(file, correcting: old, total: &total, in: db)
          if let old { try replace(old, by: new, of: file, wasThere: false, in: db) }
        }
        receipts[index]?.replaces = old?.name
      }
      return files.indices.compactMap { receipts[$0] }
    }
  }

  /// Returns the file of this name and of the system of `files` that counts now.
  private func predecessor(
    called name: String, of files: [SourceFile], in db: Database
  ) throws -> StoredSource {
    let system = files.first?.system ?? ""
    let known = try StoredSource.all(
      where: "system = ? AND replacedBy IS NULL ORDER BY name, id", [system], in: db)
    guard files.count == 1, let found = known.last(where: { $0.name == name }) else {
      throw CaseError.unknownSource(name: name, system: system, known: known.map(\.name))
    }
    return found
  }

  /// Takes the rows of `old` out of account: those of the file with the number `new` count in their place.
  ///
  /// - Parameter wasThere: Whether earlier runs may have had both: then `old` counts for these still.
  private func replace(
    _ old: StoredSource, by new: Int64, of file: SourceFile, wasThere: Bool, in db: Database
  ) throws {
    let lastRun =
      wasThere ? try Int64.fetchOne(db, sql: "SELECT coalesce(max(id), 0) FROM run") : nil
    try db.execute(
      sql: "UPDATE source SET replacedBy = ?, replacedAfterRun = ? WHERE id = ?",
      arguments: [new, lastRun, old.id])
    try AuditLog.append(
      .alteration,
      "\(file.name) counts in place of \(old.name) of \(file.system); both are kept",
      seal: try Seal(.source, old.id, in: db), to: db)
  }

  /// Returns the earlier file of the same bytes, or, where asked, of the same rows.
  private func earlier(
    _ sourceFile: SourceFile, byContent: Bool, in db: Database
  ) throws -> StoredSource? {
    let same = try StoredSource.first(
      with: "fileDigest", sourceFile.fileDigest, like: sourceFile, in: db)
    guard same == nil, byContent else { return same }
    var digest = RowSetDigest()
    let account = try sourceFile.read { digest.add(row: $0.content) }
    guard account.rowsStored > 0 else { return nil }
    return try StoredSource.first(
      with: "contentDigest", digest.finish(), like: sourceFile, in: db)
  }

  private func store(
    _ sourceFile: SourceFile, correcting old: StoredSource?, total: inout EvidenceTotal,
    in db: Database
  ) throws -> (id: Int64, receipt: ImportReceipt) {
    let source = try insert(sourceFile, in: db)
    let writer = try EvidenceWriter(db, source: source, total: total, capacity: cacheCapacity)
    var digest = RowSetDigest()
    let account = try sourceFile.read { row in
      digest.add(row: row.content)
      try writer.store(row)
    }
    try writer.finish(in: db)
    let content = digest.finish()
    if account.rowsStored > 0,
      let same = try StoredSource.first(
        with: "contentDigest", content, like: sourceFile, in: db),
      !same.isReadAnew(by: sourceFile, correcting: old)
    {
      throw RepeatedContent()
    }
    var own = ImportReceipt(account: account)
    own.account.assertions = writer.assertions
    own.kindConflicts = writer.conflicts
    own.kindConflictExample = writer.conflictExample
    try complete(source, with: own, contentDigest: content, in: db)
    try AuditLog.append(
      .collection,
      "imported \(sourceFile.name) of \(sourceFile.system) (SHA-256 \(sourceFile.fileDigest)): "
        + "\(own.rowsStored) of \(own.rowsRead) rows",
      seal: try Seal(.source, source, in: db), evidence: writer.total, to: db)
    total = writer.total
    return (source, own)
  }

  /// Makes room for a source whose account is not known before its last row.
  private func insert(_ sourceFile: SourceFile, in db: Database) throws -> Int64 {
    try db.execute(
      sql: """
        INSERT INTO source (system, name, fileDigest, contentDigest, profile, mappingDigest,
          marking, receipt, rowsRead, rowsStored, rowsRejected)
        VALUES (?, ?, ?, ?, ?, ?, ?, '{}', 0, 0, 0)
        """,
      arguments: [
        sourceFile.system, sourceFile.name, sourceFile.fileDigest,
        String(repeating: "0", count: 64), sourceFile.profile, sourceFile.mappingDigest,
        sourceFile.marking.rawValue,
      ])
    return db.lastInsertedRowID
  }

  private func complete(
    _ source: Int64, with receipt: ImportReceipt, contentDigest: String, in db: Database
  ) throws {
    try db.execute(
      sql: """
        UPDATE source SET contentDigest = ?, receipt = ?, rowsRead = ?, rowsStored = ?,
          rowsRejected = ?
        WHERE id = ?
        """,
      arguments: [
        contentDigest, try CanonicalJSON.text(receipt), receipt.rowsRead, receipt.rowsStored,
        receipt.rowsRejected, source,
      ])
  }
}
