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
      let replaced = try replacing.map { try predecessor(called: $0, of: files, in: db) }
      for index in order {
        if let earlier = try earlierReceipt(of: files[index], byContent: foreseeing, in: db) {
          receipts[index] = earlier
        } else {
          receipts[index] = try store(files[index], total: &total, in: db)
        }
      }
      if let replacing, let replaced, receipts[0]?.alreadyImported == false {
        try replace(replaced, called: replacing, by: files[0], in: db)
        receipts[0]?.replaces = replacing
      }
      return files.indices.compactMap { receipts[$0] }
    }
  }

  /// Returns the file of this name and of the system of `files` that counts now.
  private func predecessor(
    called name: String, of files: [SourceFile], in db: Database
  ) throws -> Int64 {
    let system = files.first?.system ?? ""
    let known = try Row.fetchAll(
      db,
      sql: "SELECT id, name FROM source WHERE system = ? AND replacedBy IS NULL ORDER BY name, id",
      arguments: [system])
    guard files.count == 1, let found = known.last(where: { $0[1] == name }) else {
      throw CaseError.unknownSource(name: name, system: system, known: known.map { $0[1] })
    }
    return found[0]
  }

  /// Takes the rows of `old` out of account: those of the file stored last count in their place.
  private func replace(
    _ old: Int64, called name: String, by new: SourceFile, in db: Database
  ) throws {
    try db.execute(
      sql: "UPDATE source SET replacedBy = (SELECT max(id) FROM source) WHERE id = ?",
      arguments: [old])
    try AuditLog.append(
      .alteration,
      "\(new.name) counts in place of \(name) of \(new.system); both are kept",
      seal: try Seal(.source, old, in: db), to: db)
  }

  /// Returns the receipt of an earlier file of the same bytes, or, where asked, of the same rows.
  private func earlierReceipt(
    of sourceFile: SourceFile, byContent: Bool, in db: Database
  ) throws -> ImportReceipt? {
    if let earlier = try receipt(of: "fileDigest", sourceFile.fileDigest, sourceFile, in: db) {
      return earlier
    }
    guard byContent else { return nil }
    var digest = RowSetDigest()
    let account = try sourceFile.read { digest.add(row: $0.content) }
    guard account.rowsStored > 0 else { return nil }
    return try receipt(of: "contentDigest", digest.finish(), sourceFile, in: db)
  }

  private func store(
    _ sourceFile: SourceFile, total: inout EvidenceTotal, in db: Database
  ) throws -> ImportReceipt {
    let source = try insert(sourceFile, in: db)
    let writer = try EvidenceWriter(db, source: source, total: total, capacity: cacheCapacity)
    var digest = RowSetDigest()
    let account = try sourceFile.read { row in
      digest.add(row: row.content)
      try writer.store(row)
    }
    try writer.finish()
    let content = digest.finish()
    if account.rowsStored > 0,
      try receipt(of: "contentDigest", content, sourceFile, in: db) != nil
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
    return own
  }

  /// Returns the receipt of the first import of a file of the same system with the same digest.
  private func receipt(
    of column: String, _ digest: String, _ sourceFile: SourceFile, in db: Database
  ) throws -> ImportReceipt? {
    let row = try Row.fetchOne(
      db,
      sql: """
        SELECT receipt, (SELECT name FROM source AS later WHERE later.id = source.replacedBy)
        FROM source WHERE \(column) = ? AND system = ?
        """, arguments: [digest, sourceFile.system])
    guard let row else { return nil }
    var receipt = try ImportReceipt(stored: row[0], path: file.path)
    receipt.alreadyImported = true
    receipt.replacedBy = row[1]
    return receipt
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
