import Foundation
import GRDB
import Testing

@testable import CaseStore

@Suite("A backup") struct BackupTests {
  @Test("Is a whole case of its own that only its owner may open")
  func copy() throws {
    let scratch = try Scratch()
    let session = try AuditTests.session(scratch)
    let head = try session.audit().head
    let summary = try session.backUp(to: scratch.path("copy.ocg"))
    #expect(summary.head == head)
    #expect(summary.bytes > 0)
    let mode = try FileManager.default.attributesOfItem(atPath: scratch.path("copy.ocg"))
    #expect(mode[.posixPermissions] as? Int == 0o600)
    let copy = try CaseSession.open(at: scratch.path("copy.ocg"))
    #expect(try copy.check().faults == [])
    #expect(content(try copy.evidence()) == content(try session.evidence()))
    #expect(try copy.judgements() == session.judgements())
    #expect(try session.log().last?.purpose == "backup")
    let files = try FileManager.default.contentsOfDirectory(atPath: scratch.url.path)
    #expect(files.filter { $0.contains("unchecked") || $0.contains(".new") } == [])
  }

  @Test("Made again after one was stopped, takes nothing that the first left behind")
  func leftBehind() throws {
    let scratch = try Scratch()
    let session = try AuditTests.session(scratch)
    // A copy under check with a write-ahead log of its own, as a kill leaves it.
    try session.file.copy(to: scratch.path("stopped.ocg"))
    let stopped = try DatabaseQueue(path: scratch.path("stopped.ocg"))
    try stopped.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA journal_mode = WAL")
      try db.execute(sql: "UPDATE record SET key = key || ' changed'")
    }
    for (ending, name) in [("", ""), ("-wal", "-wal"), ("-wal", ".new-wal"), ("-wal", "-journal")] {
      try FileManager.default.copyItem(
        atPath: scratch.path("stopped.ocg\(ending)"),
        toPath: scratch.path("copy.ocg.unchecked\(name)"))
    }
    _ = try session.backUp(to: scratch.path("copy.ocg"))
    let copy = try CaseSession.open(at: scratch.path("copy.ocg"))
    #expect(try copy.check().faults == [])
    #expect(content(try copy.evidence()) == content(try session.evidence()))
    let files = try FileManager.default.contentsOfDirectory(atPath: scratch.url.path)
    #expect(files.filter { $0.contains("unchecked") } == [])
  }

  @Test("Never touches a file that is there")
  func existing() throws {
    let scratch = try Scratch()
    let session = try AuditTests.session(scratch)
    let path = try scratch.write("kept", to: "copy.ocg")
    #expect(throws: CaseError.alreadyExists(path: path)) { try session.backUp(to: path) }
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "kept")
    #expect(throws: CaseError.self) { try session.backUp(to: scratch.path("none/copy.ocg")) }
    // The log of a case that is gone would be read as that of the copy, or of a new case.
    let log = try scratch.write("left", to: "gone.ocg-wal")
    #expect(throws: CaseError.alreadyExists(path: log)) {
      try session.backUp(to: scratch.path("gone.ocg"))
    }
    #expect(throws: CaseError.alreadyExists(path: log)) {
      try CaseSession.create(at: scratch.path("gone.ocg"))
    }
  }

  @Test("Taken while another program imports holds what was there before, or nothing is left of it")
  func whileImporting() throws {
    let scratch = try Scratch()
    let writer = try AuditTests.session(scratch)
    let before = content(try writer.evidence())
    let other = try CaseSession.open(
      at: scratch.path("case.ocg"), schema: .current, waiting: 0.05)
    try writer.file.write { db in
      try db.execute(sql: "DELETE FROM possibleMatch")
      #expect(throws: CaseError.busy(path: scratch.path("case.ocg"))) {
        try other.backUp(to: scratch.path("copy.ocg"))
      }
      try other.file.copy(to: scratch.path("raw.ocg"))
    }
    #expect(!FileManager.default.fileExists(atPath: scratch.path("copy.ocg")))
    let raw = try CaseSession.open(at: scratch.path("raw.ocg"))
    #expect(try raw.check().faults == [])
    #expect(content(try raw.evidence()) == before)
    _ = try other.backUp(to: scratch.path("copy.ocg"))
    #expect(FileManager.default.fileExists(atPath: scratch.path("copy.ocg")))
  }
}
