import GRDB
import Records

/// A file that the case holds.
struct StoredSource {
  let id: Int64
  let name: String
  let marking: Marking
  let mappingDigest: String
  /// The name of the file that counts in its place.
  let replacedBy: String?
  private let receipt: String

  /// - Parameter condition: After `WHERE`; may order.
  static func all(
    where condition: String, _ arguments: StatementArguments, in db: Database
  ) throws -> [StoredSource] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT id, name, marking, mappingDigest,
          (SELECT name FROM source AS later WHERE later.id = source.replacedBy), receipt
        FROM source WHERE \(condition)
        """, arguments: arguments
    ).map { row in
      StoredSource(
        id: row[0], name: row[1], marking: Marking(rawValue: row[2]) ?? .officialSensitive,
        mappingDigest: row[3], replacedBy: row[4], receipt: row[5])
    }
  }

  /// Returns the file of the same system that has this digest; of several one that counts, and the latest.
  static func first(
    with column: String, _ digest: String, like file: SourceFile, in db: Database
  ) throws -> StoredSource? {
    try all(
      where: "\(column) = ? AND system = ? ORDER BY replacedBy IS NOT NULL, id DESC LIMIT 1",
      [digest, file.system], in: db
    ).first
  }

  /// Whether `file`, which is the same, is to be stored all the same: it corrects this by another mapping,
  /// or what it says by this mapping counts no longer.
  func isReadAnew(by file: SourceFile, correcting old: StoredSource?) -> Bool {
    guard let old, mappingDigest != file.mappingDigest else { return false }
    return old.id == id || replacedBy != nil
  }

  /// Returns the account of its import for a file that is the same and is not stored again.
  ///
  /// - Parameter old: What the file is to take the place of.
  /// - Throws: `CaseError.nothingToReplace` where it cannot, `.otherMapping` where this was read by
  ///   another mapping and the file must not be left as it is.
  func account(
    for file: SourceFile, correcting old: StoredSource?, path: String
  ) throws -> ImportReceipt {
    let isOther = mappingDigest != file.mappingDigest
    if let old {
      if old.id == id { throw CaseError.nothingToReplace(file: file.name, problem: "is that file") }
      if let replacedBy {
        throw CaseError.nothingToReplace(
          file: file.name, problem: "was itself replaced by \(replacedBy)")
      }
    }
    if isOther, replacedBy == nil, old != nil || file.marking > marking {
      throw CaseError.otherMapping(
        file: file.name, name: name, marking: marking.rawValue, wanted: file.marking.rawValue)
    }
    var receipt = try ImportReceipt(stored: receipt, path: path)
    receipt.alreadyImported = true
    receipt.replacedBy = replacedBy
    receipt.isOfOtherMapping = isOther ? true : nil
    return receipt
  }
}
