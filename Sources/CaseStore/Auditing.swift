import GRDB

/// What an audit of the log, or of the whole case, found.
package struct AuditReport: Sendable, Equatable, Codable {
  package let entries: Int
  /// Numbers of the entries whose words were erased by a disposal, ascending.
  package let erased: [Int]
  /// The last hash of the chain, in digits; nil for an empty log. Noted elsewhere, it proves later that
  /// no entry up to now was changed or removed.
  package let head: String?
  /// What is not as it was written, place first; empty where all is whole.
  package let faults: [String]
  /// What a reader should know and what is no fault, such as a clock that was set back.
  package let notes: [String]
}

extension CaseSession {
  /// Checks that every entry of the log is as it was written and none is missing, that every imported
  /// file, decision and run is as its entry says, and that the imported rows are those that were logged.
  ///
  /// - Complexity: Reads every imported row.
  package func audit() throws -> AuditReport {
    try file.read { db in try report(AuditLog.faults(in: db) + rowFaults(in: db), in: db) }
  }

  /// Checks what `audit` does, and that the file agrees with itself: structure, indexes, rules,
  /// references, receipts that add up, and permissions.
  package func check() throws -> AuditReport {
    let structure = try file.read { db in
      let integrity = try String.fetchAll(db, sql: "PRAGMA integrity_check(20)")
      let references = try Row.fetchAll(db, sql: "PRAGMA foreign_key_check")
      let receipts = try String.fetchAll(
        db, sql: "SELECT name FROM source WHERE rowsRead <> rowsStored + rowsRejected")
      return integrity.filter { $0 != "ok" }.map { "file: \($0.firstLine)" }
        + references.map { "table \($0[0] as String): a row refers to nothing" }
        + receipts.map { "\($0): rows read are not rows stored and rejected" }
    }
    let rights = file.openToOthers.map { "\($0): others than its owner may open it" }
    let audit = try audit()
    return AuditReport(
      entries: audit.entries, erased: audit.erased, head: audit.head,
      faults: structure + rights + audit.faults, notes: audit.notes)
  }

  private func report(_ faults: [String], in db: Database) throws -> AuditReport {
    let links = try AuditLog.links(in: db)
    let notes = zip(links, links.dropFirst()).filter { $0.time > $1.time }.map {
      "entry \($1.number): the clock stood earlier than at the entry before"
    }
    return AuditReport(
      entries: links.count, erased: links.filter { $0.words == nil }.map(\.number),
      head: links.last?.hash.hexadecimal, faults: faults, notes: notes)
  }

  /// Compares what the log says of rows with the rows.
  private func rowFaults(in db: Database) throws -> [String] {
    var faults: [String] = []
    let sealed = try AuditLog.seals(in: db)
    for table in Seal.Table.allCases {
      var expected = sealed[table] ?? [:]
      for seal in try Seal.all(table, in: db) {
        guard let logged = expected.removeValue(forKey: seal.row) else {
          faults.append("\(table.rawValue) \(seal.row): is in no entry of the log")
          continue
        }
        if logged.digest != seal.digest {
          faults.append("\(table.rawValue) \(seal.row): is not as entry \(logged.entry) says")
        }
      }
      faults += expected.filter { $0.value.digest != nil }.sorted { $0.key < $1.key }.map {
        "\(table.rawValue) \($0.key): is gone, and entry \($0.value.entry) tells of it"
      }
    }
    // Where runs are not those of the log, no run tells what the linking stored.
    if !faults.contains(where: { $0.hasPrefix("run ") }), let fault = try LinkedRows.fault(in: db) {
      faults.append(fault)
    }
    if try EvidenceTotal.counted(in: db) != EvidenceTotal.logged(in: db) {
      faults.append("imported rows: are not those that were logged")
    }
    return faults
  }
}

extension AuditLog {
  /// Returns what is not as it was written, from the first entry on; empty where the log is whole.
  ///
  /// Words that are missing are no fault where a later entry of the chain says that it erased them.
  static func faults(in db: Database) throws -> [String] {
    let links = try links(in: db)
    var faults: [String] = []
    var previous = beginning
    for (index, link) in links.enumerated() {
      let place = "log entry \(link.number)"
      if link.number != index + 1 { faults.append("\(place): \(index + 1) was expected") }
      if link.previous != previous { faults.append("\(place): does not follow the one before") }
      if link.hash != link.expectedHash { faults.append("\(place): was changed") }
      if let (words, salt) = link.words, words.digest(salt: salt) != link.content {
        faults.append("\(place): its words were changed")
      }
      previous = link.hash
    }
    faults += erasureFaults(links)
    let written = try Int.fetchOne(db, sql: "SELECT seq FROM sqlite_sequence WHERE name = 'log'")
    if links.count != written ?? 0 {
      faults.append("log: \(links.count) entries are there and \(written ?? 0) were written")
    }
    return faults
  }

  /// The last seal of each row by table: what it says, and in which entry.
  static func seals(in db: Database) throws -> [Seal.Table: [Int64: (digest: String?, entry: Int)]]
  {
    var found: [Seal.Table: [Int64: (digest: String?, entry: Int)]] = [:]
    for link in try links(in: db) {
      guard let seal = link.words?.0.seal else { continue }
      found[seal.table, default: [:]][seal.row] = (seal.digest, link.number)
    }
    return found
  }

  /// Returns the entries of disposals, with the total of the rows that each left.
  static func disposals(in db: Database) throws -> [(entry: Int, evidence: String)] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT id, evidence FROM log JOIN logContent ON entry = id
        WHERE operation = 'erasure' AND evidence IS NOT NULL ORDER BY id
        """
    ).map { ($0[0], $0[1]) }
  }

  /// Holds the words that are missing against those that entries say they erased.
  private static func erasureFaults(_ links: [Link]) -> [String] {
    var faults: [String] = []
    var erased: Set<Int> = []
    for link in links {
      for text in (link.erased ?? "").split(separator: ",") {
        guard let number = Int(text), number < link.number else {
          faults.append("log entry \(link.number): says that it erased \(text)")
          continue
        }
        erased.insert(number)
      }
    }
    let missing = Set(links.filter { $0.words == nil }.map(\.number))
    faults += missing.subtracting(erased).sorted().map { "log entry \($0): its words are missing" }
    faults += erased.subtracting(missing).sorted().map {
      "log entry \($0): its words are there, and a later entry erased them"
    }
    return faults
  }
}
