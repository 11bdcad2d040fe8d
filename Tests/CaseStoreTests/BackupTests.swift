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

  @Test("Never touches a file that is there")
  func existing() throws {
    let scratch = try Scratch()
    let session = try AuditTests.session(scratch)
    let path = try scratch.write("kept", to: "copy.ocg")
    #expect(throws: CaseError.alreadyExists(path: path)) { try session.backUp(to: path) }
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "kept")
    #expect(throws: CaseError.self) { try session.backUp(to: scratch.path("none/copy.ocg")) }
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
