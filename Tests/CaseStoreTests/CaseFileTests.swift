import Foundation
import Records
import Testing

@testable import CaseStore

@Suite("The case file")
struct CaseFileTests {
  @Test("A new case, its log and its upgrade's backup belong to their owner alone")
  func permissions() throws {
    let scratch = try Scratch()
    let session = try CaseSession.create(at: scratch.path("case.ocg"))
    _ = try session.store([World.file("a.csv", [World.row(0)])])
    #expect(try mode("case.ocg", scratch) == 0o600)
    #expect(try mode("case.ocg-wal", scratch) == 0o600)
    #expect(try mode("case.ocg-shm", scratch) == 0o600)
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.url.path).count == 3)
  }

  @Test("Opening takes away the rights of others")
  func tightened() throws {
    let scratch = try Scratch()
    _ = try CaseSession.create(at: scratch.path("case.ocg"))
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o644], ofItemAtPath: scratch.path("case.ocg"))
    _ = try CaseSession.open(at: scratch.path("case.ocg"))
    #expect(try mode("case.ocg", scratch) == 0o600)
  }

  @Test("An existing file is never made into a case")
  func existing() throws {
    let scratch = try Scratch()
    let path = try scratch.write("kept", to: "case.ocg")
    #expect(throws: CaseError.alreadyExists(path: path)) { try CaseSession.create(at: path) }
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "kept")
    let nowhere = scratch.path("none/case.ocg")
    #expect(throws: CaseError.self) { try CaseSession.create(at: nowhere) }
  }

  @Test("What is not a case is refused and left as it is")
  func notACase() throws {
    let scratch = try Scratch()
    let text = try scratch.write(String(repeating: "not a case\n", count: 20), to: "notes.txt")
    let empty = try scratch.write("", to: "empty.ocg")
    for path in [text, empty, scratch.url.path] {
      #expect(throws: CaseError.notACase(path: path)) { try CaseSession.open(at: path) }
    }
    let missing = scratch.path("missing.ocg")
    #expect(throws: CaseError.notFound(path: missing)) { try CaseSession.open(at: missing) }

    let foreign = scratch.path("foreign.ocg")
    do {
      let session = try CaseSession.create(at: foreign)
      try session.file.execute("PRAGMA application_id = 7")
    }
    let before = try Data(contentsOf: URL(fileURLWithPath: foreign))
    #expect(throws: CaseError.notACase(path: foreign)) { try CaseSession.open(at: foreign) }
    #expect(try Data(contentsOf: URL(fileURLWithPath: foreign)) == before)
  }

  @Test("A newer format is refused")
  func newer() throws {
    let scratch = try Scratch()
    let path = scratch.path("case.ocg")
    do {
      let session = try CaseSession.create(at: path)
      try session.file.execute("PRAGMA user_version = 99")
    }
    #expect(throws: CaseError.newerVersion(path: path, version: 99, known: Schema.current.version))
    {
      try CaseSession.open(at: path)
    }
  }

  @Test("An older format is upgraded after a backup that still opens as the older one")
  func upgrade() throws {
    let scratch = try Scratch()
    let path = scratch.path("case.ocg")
    do {
      let session = try CaseSession.create(at: path)
      _ = try session.store([World.file("a.csv", [World.row(0)])])
    }
    let version = Schema.current.version
    let next = Schema(
      migrations: Schema.current.migrations + [
        Schema.Migration(name: "next", sql: "CREATE TABLE next (id INTEGER PRIMARY KEY);")
      ])
    do {
      let session = try CaseSession.open(at: path, schema: next, waiting: 1)
      #expect(try session.file.integer("PRAGMA user_version") == version + 1)
      #expect(try session.file.integer("SELECT count(*) FROM next") == 0)
      #expect(try session.summary().count("assertions") == 1)
    }
    let copy = "case.ocg.format-\(version).backup"
    #expect(try mode(copy, scratch) == 0o600)
    let backup = try CaseSession.open(at: scratch.path(copy))
    #expect(try backup.summary().count("assertions") == 1)
    #expect(throws: CaseError.newerVersion(path: path, version: version + 1, known: version)) {
      try CaseSession.open(at: path)
    }
  }

  @Test("A case of the first format is upgraded with its runs, and its entities are linked anew")
  func firstFormat() throws {
    let scratch = try Scratch()
    let path = scratch.path("case.ocg")
    let first = Schema(migrations: Array(Schema.current.migrations[..<1]))
    do {
      let file = try CaseFile.create(at: path, schema: first)
      try file.execute(
        """
        INSERT INTO run (kind, digest, parameters, engineVersion, resultDigest)
        VALUES ('link', '\(World.digest("a"))', '{}', '0', '\(World.digest("b"))')
        """)
    }
    let session = try CaseSession.open(at: path)
    _ = try session.store([World.file("a.csv", [World.row(0)])])
    #expect(try session.link().records == 2)
    #expect(try session.summary().count("runs") == 2)
    #expect(try mode("case.ocg.format-1.backup", scratch) == 0o600)
  }

  @Test("A damaged case is refused")
  func damaged() throws {
    let scratch = try Scratch()
    let path = scratch.path("case.ocg")
    do {
      let session = try CaseSession.create(at: path)
      _ = try session.store([World.file("a.csv", (0..<2_000).map { World.row($0) })])
    }
    var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    for place in stride(from: 4096 * 20, to: 4096 * 30, by: 1) { bytes[place] = 0xAA }
    try bytes.write(to: URL(fileURLWithPath: path))
    do {
      _ = try CaseSession.open(at: path)
      Issue.record("opened a damaged case")
    } catch {
      guard case .damaged = error else {
        Issue.record("\(error)")
        return
      }
    }
  }

  @Test("A read-only case is refused with a way out")
  func readOnly() throws {
    let scratch = try Scratch()
    let path = scratch.path("case.ocg")
    _ = try CaseSession.create(at: path)
    try FileManager.default.setAttributes([.posixPermissions: 0o400], ofItemAtPath: path)
    #expect(throws: CaseError.notPermitted(path: path, detail: "is read-only")) {
      try CaseSession.open(at: path)
    }
  }

  @Test("A second writer is told to wait, readers go on")
  func busy() throws {
    let scratch = try Scratch()
    let path = scratch.path("case.ocg")
    let first = try CaseSession.create(at: path)
    _ = try first.store([World.file("a.csv", [World.row(0)])])
    let second = try CaseSession.open(at: path, schema: .current, waiting: 0.05)
    try first.file.write { _ in
      let seen = try second.evidence().assertions.count
      #expect(seen == 1)
      #expect(throws: CaseError.busy(path: path)) {
        try second.store([World.file("b.csv", [World.row(1)])])
      }
    }
    _ = try second.store([World.file("b.csv", [World.row(1)])])
    #expect(try first.evidence().assertions.count == 2)
  }

  @Test("A commit is on the disk before it is reported")
  func durability() throws {
    let scratch = try Scratch()
    let session = try CaseSession.create(at: scratch.path("case.ocg"))
    let full = 2
    #expect(try session.file.integer("PRAGMA synchronous") == full)
    #expect(try session.file.integer("PRAGMA foreign_keys") == 1)
  }

  @Test("The case refuses what breaks its rules", arguments: brokenRules)
  func rules(sql: String) throws {
    let scratch = try Scratch()
    let session = try CaseSession.create(at: scratch.path("case.ocg"))
    _ = try session.store([World.file("a.csv", [World.row(0)])])
    do {
      try session.file.execute(sql)
      Issue.record("accepted: \(sql)")
    } catch let error as CaseError {
      guard case .ruleBroken = error else {
        Issue.record("\(error)")
        return
      }
    }
  }

  static let brokenRules = [
    "INSERT INTO record (key, system, source) VALUES ('SYS/nominal/0', 'SYS', 1)",
    "INSERT INTO record (key, system, source) VALUES ('new', 'SYS', 99)",
    "INSERT INTO record (key, system, source) VALUES ('', 'SYS', 1)",
    "INSERT INTO feature VALUES (99, 'name', 'A', 1, 'A')",
    "INSERT INTO feature VALUES (1, 'name', 'Name 0', 1, 'A')",
    "INSERT INTO assertion VALUES (9, 1, 1, 99, 'user', NULL, NULL, NULL, NULL, 1, 1)",
    "INSERT INTO assertion VALUES (9, 1, 1, 2, 'user', NULL, NULL, NULL, 99, 1, 1)",
    "INSERT INTO assertion VALUES (9, 1, 1, 2, 'user', NULL, NULL, NULL, NULL, 1, 0)",
    "INSERT INTO assertion VALUES (9, 'x', 1, 2, 'user', NULL, NULL, NULL, NULL, 1, 1)",
    "UPDATE report SET handling = 'X'",
    "UPDATE report SET gradeText = NULL",
    "UPDATE subject SET kind = 'other'",
    "UPDATE disruption SET level = 'huge'",
    "UPDATE source SET rowsStored = 5",
    "UPDATE source SET receipt = 'not json'",
    "UPDATE source SET marking = 'SECRET'",
    "DELETE FROM source",
    "DELETE FROM record",
    "INSERT INTO merge (firstRecord, secondRecord, reason) VALUES (1, 1, 'same')",
    "INSERT INTO merge (firstRecord, secondRecord, reason) VALUES (1, 99, 'same')",
    "INSERT INTO possibleMatch VALUES (1, 1, 2, 1000, 1, 'certain')",
    "INSERT INTO decision VALUES (1, 'link', '{}', 'decide', '{}', 'A', 'r', 't')",
    "INSERT INTO decision VALUES (1, 'link', '[]', 'maybe', '{}', 'A', 'r', 't')",
    "INSERT INTO decision VALUES (1, 'link', '[]', 'decide', '{}', 'A', '', 't')",
    "INSERT INTO decision VALUES (1, 'link', '[]', 'decide', '[]', 'A', 'r', 't')",
    "UPDATE log SET person = 'nobody'",
    "DELETE FROM log",
    """
    INSERT OR REPLACE INTO log
    SELECT 1, time, 'nobody', operation, content, erased, previous, hash FROM log
    """,
    "UPDATE logContent SET detail = 'nothing happened'",
    "DELETE FROM logContent",
    """
    INSERT OR REPLACE INTO logContent (entry, salt, detail) SELECT entry, salt, 'x' FROM logContent
    """,
  ]

  private func mode(_ name: String, _ scratch: Scratch) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: scratch.path(name))[.posixPermissions]
      as? Int
  }
}
