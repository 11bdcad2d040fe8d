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
  /// Universal time, such as `2026-07-01T09:30:00Z`. Only judgements hold a time of day as well.
  package let time: String
  /// The account that the program ran under.
  package let person: String
  package let operation: Operation
  /// What was done to what, in words.
  package let detail: String
  /// To whom something was disclosed.
  package let recipient: String?
  package let purpose: String?
}

/// The log as a chain: each entry's hash covers its content and the hash of the entry before, so
/// that a change to any byte of any entry breaks the chain from there on.
enum AuditLog {
  private static let beginning = [UInt8](repeating: 0, count: 32)

  /// Adds an entry for the present user at the present time, in the transaction of `db`.
  static func append(
    _ operation: LogEntry.Operation, _ detail: String, recipient: String? = nil,
    purpose: String? = nil, to db: Database
  ) throws {
    let last = try Row.fetchOne(db, sql: "SELECT id, hash FROM log ORDER BY id DESC LIMIT 1")
    let previous = last.map { [UInt8]($0[1] as Data) } ?? beginning
    let entry = LogEntry(
      number: (last?[0] ?? 0) + 1, time: now(), person: person(),
      operation: operation, detail: detail, recipient: recipient, purpose: purpose)
    try db.execute(
      sql: """
        INSERT INTO log (id, time, person, operation, detail, recipient, purpose, previous, hash)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        entry.number, entry.time, entry.person, entry.operation.rawValue, entry.detail,
        entry.recipient, entry.purpose, Data(previous), Data(hash(entry, after: previous)),
      ])
  }

  /// Returns all entries, oldest first.
  static func entries(in db: Database) throws -> [LogEntry] {
    try chain(in: db).map(\.entry)
  }

  /// Whether the entries are complete from the first to the last one ever written, in order, and
  /// each is as it was written.
  static func verify(in db: Database) throws -> Bool {
    guard let links = try? chain(in: db) else { return false }
    var previous = beginning
    for (index, link) in links.enumerated() {
      guard link.entry.number == index + 1, link.previous == previous,
        link.hash == hash(link.entry, after: previous)
      else { return false }
      previous = link.hash
    }
    let written = try Int.fetchOne(db, sql: "SELECT seq FROM sqlite_sequence WHERE name = 'log'")
    return links.count == written ?? 0
  }

  private static func chain(
    in db: Database
  ) throws -> [(entry: LogEntry, previous: [UInt8], hash: [UInt8])] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT id, time, person, operation, detail, recipient, purpose, previous, hash
        FROM log ORDER BY id
        """)
    return try rows.map { row in
      guard let operation = LogEntry.Operation(rawValue: row[3]) else {
        throw CaseError.damaged(path: "log entry \(row[0] as Int)", detail: "unknown operation")
      }
      let entry = LogEntry(
        number: row[0], time: row[1], person: row[2], operation: operation, detail: row[4],
        recipient: row[5], purpose: row[6])
      return (entry, [UInt8](row[7] as Data), [UInt8](row[8] as Data))
    }
  }

  private static func hash(_ entry: LogEntry, after previous: [UInt8]) -> [UInt8] {
    var digest = FieldDigest()
    digest.add(previous)
    digest.add(entry.number)
    digest.add(entry.time)
    digest.add(entry.person)
    digest.add(entry.operation.rawValue)
    digest.add(entry.detail)
    digest.add(optional: entry.recipient)
    digest.add(optional: entry.purpose)
    return digest.bytes
  }

  /// Returns the present time as entries hold it.
  static func now() -> String { Date().ISO8601Format() }

  private static func person() -> String {
    let environment = ProcessInfo.processInfo.environment
    let name = environment["USER"] ?? environment["LOGNAME"] ?? ""
    return name.isEmpty ? "uid \(getuid())" : name
  }
}
