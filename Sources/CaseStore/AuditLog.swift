import Foundation
import GRDB

/// One entry of the log of operations that Data Protection Act 2018, section 62, asks for.
package struct LogEntry: Sendable, Equatable, Codable {
  /// The section's six kinds of operation.
  package enum Operation: String, Sendable, CaseIterable, Codable {
    case collection, alteration, consultation, disclosure, combination, erasure
  }

  /// From 1, without gaps.
  package let number: Int
  /// Universal time, such as `2026-07-01T09:30:00Z`. Only decisions hold a time of day as well.
  package let time: String
  /// The account that the program ran under.
  package let person: String
  package let operation: Operation
  /// What was done to what, in words; nil where a disposal erased them.
  package let detail: String?
  /// To whom something was disclosed.
  package let recipient: String?
  package let purpose: String?
}

/// The log as a chain: each entry's hash covers its content and the hash of the entry before, so
/// that a change to any byte of any entry breaks the chain from there on.
///
/// The words of an entry stand beside it, and the chain holds a salted digest of them. A disposal can
/// therefore erase the words that name a person, and the chain still proves that there was an entry,
/// whose, when, and which later entry erased it.
enum AuditLog {
  /// What an entry says beside who, when and what kind.
  struct Words: Equatable {
    var detail: String
    var recipient: String?
    var purpose: String?
    var seal: Seal?
    /// The total of the imported rows after the entry, where it changed them.
    var evidence: String?

    /// - Parameter salt: Keeps the words from being guessed from their digest.
    func digest(salt: [UInt8]) -> [UInt8] {
      var digest = FieldDigest()
      digest.add(salt)
      digest.add(detail)
      digest.add(optional: recipient)
      digest.add(optional: purpose)
      digest.add(optional: seal?.table.rawValue)
      digest.add(Int(seal?.row ?? 0))
      digest.add(optional: seal?.digest)
      digest.add(optional: evidence)
      return digest.bytes
    }
  }

  /// An entry as it is stored.
  struct Link {
    let number: Int
    let time: String
    let person: String
    let operation: String
    /// Nil where they were erased; otherwise with their salt.
    let words: (Words, salt: [UInt8])?
    let content: [UInt8]
    /// Numbers of the entries whose words this one erased.
    let erased: String?
    let previous: [UInt8]
    let hash: [UInt8]

    var expectedHash: [UInt8] {
      AuditLog.hash(
        number: number, time: time, person: person, operation: operation, content: content,
        erased: erased, after: previous)
    }
  }

  static let beginning = [UInt8](repeating: 0, count: 32)

  /// Adds an entry for the present user at the present time, in the transaction of `db`.
  ///
  /// - Parameters:
  ///   - seal: The row that the entry tells of.
  ///   - evidence: The total of the imported rows, where the act changed them.
  ///   - erasing: Entries whose words the act erased, ascending.
  static func append(
    _ operation: LogEntry.Operation, _ detail: String, recipient: String? = nil,
    purpose: String? = nil, seal: Seal? = nil, evidence: EvidenceTotal? = nil,
    erasing: [Int] = [], to db: Database
  ) throws {
    let words = Words(
      detail: detail, recipient: recipient, purpose: purpose, seal: seal,
      evidence: evidence?.hexadecimal)
    try append(
      operation, words, time: now(), person: person(),
      erased: erasing.isEmpty ? nil : erasing.map(String.init).joined(separator: ","), to: db)
  }

  static func append(
    _ operation: LogEntry.Operation, _ words: Words, time: String, person: String,
    erased: String? = nil, to db: Database
  ) throws {
    let last = try Row.fetchOne(db, sql: "SELECT id, hash FROM log ORDER BY id DESC LIMIT 1")
    let previous = last.map { [UInt8]($0[1] as Data) } ?? beginning
    let before: Int = last?[0] ?? 0
    guard (0..<mostEntries).contains(before) else {
      throw CaseError.damaged(path: "log entry \(before)", detail: "the number is out of range")
    }
    let number = before + 1
    let salt = newSalt()
    let content = words.digest(salt: salt)
    let hash = hash(
      number: number, time: time, person: person, operation: operation.rawValue,
      content: content, erased: erased, after: previous)
    try db.execute(
      sql: """
        INSERT INTO log (id, time, person, operation, content, erased, previous, hash)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        number, time, person, operation.rawValue, Data(content), erased, Data(previous),
        Data(hash),
      ])
    try db.execute(
      sql: """
        INSERT INTO logContent (entry, salt, detail, recipient, purpose, sealedTable, sealedRow,
          sealedDigest, evidence)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        number, Data(salt), words.detail, words.recipient, words.purpose,
        words.seal?.table.rawValue, words.seal?.row, words.seal?.digest, words.evidence,
      ])
  }

  /// More than any case comes to.
  private static let mostEntries = 1 << 40

  /// Returns all entries, oldest first.
  static func entries(in db: Database) throws -> [LogEntry] {
    try links(in: db).map { link in
      guard let operation = LogEntry.Operation(rawValue: link.operation) else {
        throw CaseError.damaged(path: "log entry \(link.number)", detail: "unknown operation")
      }
      return LogEntry(
        number: link.number, time: link.time, person: link.person, operation: operation,
        detail: link.words?.0.detail, recipient: link.words?.0.recipient,
        purpose: link.words?.0.purpose)
    }
  }

  static func links(in db: Database) throws -> [Link] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT id, time, person, operation, content, erased, previous, hash, salt, detail,
          recipient, purpose, sealedTable, sealedRow, sealedDigest, evidence
        FROM log LEFT JOIN logContent ON entry = id ORDER BY id
        """)
    return rows.map { row in
      let words = (row[8] as Data?).map { salt in
        let seal = (row[12] as String?).flatMap(Seal.Table.init).map {
          Seal(table: $0, row: row[13] ?? 0, digest: row[14])
        }
        return (
          Words(
            detail: row[9], recipient: row[10], purpose: row[11], seal: seal, evidence: row[15]),
          salt: [UInt8](salt)
        )
      }
      return Link(
        number: row[0], time: row[1], person: row[2], operation: row[3], words: words,
        content: [UInt8](row[4] as Data), erased: row[5], previous: [UInt8](row[6] as Data),
        hash: [UInt8](row[7] as Data))
    }
  }

  private static func hash(
    number: Int, time: String, person: String, operation: String, content: [UInt8],
    erased: String?, after previous: [UInt8]
  ) -> [UInt8] {
    var digest = FieldDigest()
    digest.add(previous)
    digest.add(number)
    digest.add(time)
    digest.add(person)
    digest.add(operation)
    digest.add(content)
    digest.add(optional: erased)
    return digest.bytes
  }

  /// Returns the present time as entries hold it.
  static func now() -> String { Date().ISO8601Format() }

  static func person() -> String {
    let environment = ProcessInfo.processInfo.environment
    let name = environment["USER"] ?? environment["LOGNAME"] ?? ""
    return name.isEmpty ? "uid \(getuid())" : name
  }

  private static func newSalt() -> [UInt8] {
    var generator = SystemRandomNumberGenerator()
    return (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
  }
}
