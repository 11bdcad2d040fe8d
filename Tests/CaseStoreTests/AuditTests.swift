import Foundation
import GRDB
import Linkage
import Records
import Testing

@testable import CaseStore

@Suite("An audit") struct AuditTests {
  /// A case with two files, a decision and two runs.
  static func session(_ scratch: Scratch, name: String = "case") throws -> CaseSession {
    let session = try World.session(
      scratch,
      [
        World.file("a.csv", (0..<30).map { World.row($0) }),
        World.file("b.csv", (0..<30).map { World.row($0, file: 1) }),
      ], name: name)
    _ = try session.link()
    _ = try session.decide(
      ("SYS/nominal/1", "SYS/nominal/2"), .same, analyst: "DC Sample", reason: "r")
    _ = try session.link()
    return session
  }

  @Test("Finds nothing in a case that only the program wrote to")
  func whole() throws {
    let scratch = try Scratch()
    let session = try Self.session(scratch)
    let report = try session.audit()
    #expect(report.faults == [])
    #expect(try session.check().faults == [])
    #expect(report.entries == 5)
    #expect(report.head?.count == 64)
    let again = try CaseSession.open(at: scratch.path("case.ocg")).audit()
    #expect(again == report)
  }

  /// Changes that keep every rule of the tables, and what the first fault names.
  static let forgeries = [
    ("UPDATE description SET kind = 'address' WHERE record = 2", "imported rows"),
    ("UPDATE record SET system = 'T' WHERE id = 2", "imported rows"),
    ("UPDATE feature SET value = 'OTHER' WHERE record = 1 AND name = 'name'", "imported rows"),
    ("DELETE FROM feature WHERE record = 1", "imported rows"),
    ("UPDATE report SET handling = 'P' WHERE handling = 'C'", "imported rows"),
    ("UPDATE assertion SET endDay = endDay + 1 WHERE id = 7", "imported rows"),
    ("UPDATE assertion SET row = row + 1 WHERE id = 7", "imported rows"),
    ("DELETE FROM assertion WHERE id = 60", "imported rows"),
    (
      "INSERT INTO assertion SELECT 999, key, fromRecord, toRecord, type, role, startDay, endDay, "
        + "report, source, row FROM assertion WHERE id = 1", "imported rows"
    ),
    ("UPDATE subject SET title = 'x'", "imported rows"),
    ("UPDATE disruption SET judge = 'x' WHERE row = 1", "imported rows"),
    ("DELETE FROM subjectMember WHERE subject = 'OCG-1'", "imported rows"),
    ("UPDATE source SET marking = 'OFFICIAL-SENSITIVE' WHERE id = 1", "source 1"),
    (
      "UPDATE source SET receipt = json_set(receipt, '$.account.file', 'x') WHERE id = 2",
      "source 2"
    ),
    ("UPDATE run SET resultDigest = digest WHERE id = 1", "run 1"),
    ("DELETE FROM run WHERE id = 2", "run 2"),
    (
      "INSERT INTO run (kind, digest, parameters, engineVersion, resultDigest) "
        + "SELECT kind, digest, parameters, engineVersion, resultDigest FROM run LIMIT 1", "run 3"
    ),
    ("UPDATE record SET firstLinked = NULL WHERE id = 2", "rows of the linking"),
    ("UPDATE record SET firstLinked = 2 WHERE id = 2", "rows of the linking"),
    ("UPDATE merge SET reason = 'x' WHERE id = 1", "rows of the linking"),
    ("DELETE FROM merge WHERE id = 1", "rows of the linking"),
    (
      "INSERT INTO possibleMatch (firstRecord, secondRecord, gain, reason) VALUES (1, 2, 0, 'x')",
      "rows of the linking"
    ),
    ("INSERT INTO entityChange VALUES (2, 'N-OLD', 'N-NEW')", "rows of the linking"),
    ("DROP TRIGGER decisionIsNotChanged; UPDATE decision SET person = 'x'", "decision 1"),
    ("DROP TRIGGER decisionIsNotErased; DELETE FROM decision", "decision 1"),
  ]

  @Test("Finds a change to any imported row, file, decision or run", arguments: forgeries.indices)
  func forged(number: Int) throws {
    let (sql, place) = Self.forgeries[number]
    let scratch = try Scratch()
    let session = try Self.session(scratch)
    try session.file.execute("PRAGMA foreign_keys = OFF; \(sql)")
    let faults = try session.audit().faults
    #expect(faults.count == 1, "\(sql): \(faults)")
    #expect(faults.first?.hasPrefix(place) == true, "\(sql): \(faults)")
    #expect(try session.verifyLog(), "the log itself is as it was")
  }

  @Test("Linking again refuses to write over rows that another hand changed")
  func coveredUp() throws {
    let scratch = try Scratch()
    let session = try Self.session(scratch)
    try session.file.execute("UPDATE record SET firstLinked = 2 WHERE id = 2")
    _ = try session.store([World.file("c.csv", [World.row(31)])])
    #expect(throws: CaseError.self) { try session.link() }
    #expect(try session.audit().faults.count == 1)
  }

  @Test("The total kept row by row is the total of all rows", arguments: 0..<6 as Range<UInt64>)
  func total(seed: UInt64) throws {
    let scratch = try Scratch()
    var order = SeededOrder(state: seed)
    let session = try CaseSession.create(at: scratch.path("case.ocg"))
    session.cacheCapacity = Int.random(in: 1..<8, using: &order)
    for file in 0..<4 {
      let rows = (0..<40).shuffled(using: &order).map { World.row($0, file: file) }
      _ = try session.store([World.file("\(file).csv", rows)])
      try session.file.read { db in
        let (counted, logged) = (
          try EvidenceTotal.counted(in: db), try EvidenceTotal.logged(in: db)
        )
        #expect(counted == logged)
      }
    }
    // A file that turns out to be there already changes nothing.
    _ = try session.store([
      World.file("0.csv", (0..<40).map { World.row($0, file: 0) }, bytes: "other bytes")
    ])
    #expect(try session.audit().faults == [])
  }

  @Test("A total is a sum from which each row can be taken again")
  func sum() throws {
    var total = EvidenceTotal()
    let rows = (0..<50).map { number in
      [number.databaseValue, "text \(number)".databaseValue, .null]
    }
    for row in rows { total.add(.feature, row) }
    let all = total.hexadecimal
    #expect(EvidenceTotal(hexadecimal: all) == total)
    for row in rows.reversed() { total.remove(.feature, row) }
    #expect(total == EvidenceTotal())
    var order = SeededOrder(state: 3)
    for row in rows.shuffled(using: &order) { total.add(.feature, row) }
    #expect(total.hexadecimal == all)
    total.remove(.record, rows[0])
    total.add(.feature, rows[0])
    #expect(total.hexadecimal != all, "a row of one table is not one of another")
  }

  @Test("Says that the clock was set back, which is no fault")
  func clock() throws {
    let scratch = try Scratch()
    let session = try CaseSession.create(at: scratch.path("case.ocg"))
    try session.file.write { db in
      for time in ["2026-07-02T10:00:00Z", "2026-07-01T10:00:00Z"] {
        try AuditLog.append(
          .consultation, AuditLog.Words(detail: "looked"), time: time, person: "a", to: db)
      }
    }
    let report = try session.check()
    #expect(report.faults == [])
    #expect(report.notes == ["entry 2: the clock stood earlier than at the entry before"])
  }

  @Test("A check finds permissions that were opened behind its back")
  func permissions() throws {
    let scratch = try Scratch()
    let session = try CaseSession.create(at: scratch.path("case.ocg"))
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o640], ofItemAtPath: scratch.path("case.ocg"))
    #expect(try session.check().faults.count == 1)
  }
}
