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

extension CaseSession {
  /// Stores `files` in one transaction: all of them, or nothing.
  ///
  /// - Returns: One receipt for each file, in the order given.
  func store(_ files: [SourceFile]) throws -> [ImportReceipt] {
    // A fixed order, so that of two files with the same rows always the same one is kept.
    let order = files.indices.sorted {
      (files[$0].name, files[$0].fileDigest, $0) < (files[$1].name, files[$1].fileDigest, $1)
    }
    let receipts = try file.write { db in
      var receipts: [Int: ImportReceipt] = [:]
      for index in order {
        receipts[index] = try store(files[index], in: db)
      }
      return files.indices.compactMap { receipts[$0] }
    }
    file.checkpoint()
    return receipts
  }

  private func store(_ sourceFile: SourceFile, in db: Database) throws -> ImportReceipt {
    if let earlier = try receipt(of: "fileDigest", sourceFile.fileDigest, sourceFile, in: db) {
      return earlier
    }
    var receipt: ImportReceipt?
    try db.inSavepoint {
      let source = try insert(sourceFile, in: db)
      let writer = try EvidenceWriter(db, source: source, capacity: cacheCapacity)
      var digest = RowSetDigest()
      let account = try sourceFile.read { row in
        digest.add(row: row.content)
        try writer.store(row)
      }
      let content = digest.finish()
      if account.rowsStored > 0,
        let earlier = try self.receipt(of: "contentDigest", content, sourceFile, in: db)
      {
        receipt = earlier
        return .rollback
      }
      var own = ImportReceipt(account: account)
      own.account.assertions = writer.assertions
      own.kindConflicts = writer.conflicts
      own.kindConflictExample = writer.conflictExample
      try complete(source, with: own, contentDigest: content, in: db)
      receipt = own
      return .commit
    }
    guard let receipt else {
      throw CaseError.inputOutput(path: file.path, detail: "no receipt")
    }
    if !receipt.alreadyImported {
      try AuditLog.append(
        .collection,
        "imported \(sourceFile.name) of \(sourceFile.system) (SHA-256 \(sourceFile.fileDigest)): "
          + "\(receipt.rowsStored) of \(receipt.rowsRead) rows",
        to: db)
    }
    return receipt
  }

  /// Returns the receipt of the first import of a file of the same system with the same digest.
  private func receipt(
    of column: String, _ digest: String, _ sourceFile: SourceFile, in db: Database
  ) throws -> ImportReceipt? {
    let text = try String.fetchOne(
      db, sql: "SELECT receipt FROM source WHERE \(column) = ? AND system = ?",
      arguments: [digest, sourceFile.system])
    guard let text else { return nil }
    var receipt = try ImportReceipt(stored: text, path: file.path)
    receipt.alreadyImported = true
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
        contentDigest, try receipt.json(), receipt.rowsRead, receipt.rowsStored,
        receipt.rowsRejected, source,
      ])
  }
}
