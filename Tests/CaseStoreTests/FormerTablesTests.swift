import Foundation
import GRDB
import Linkage
import Testing

@testable import CaseStore

@Suite("A case of the third format") struct FormerTablesTests {
  /// A case with two entries in its log and three decisions, one replaced and one withdrawn.
  private func make(_ path: String, broken: Bool = false) throws {
    let third = Schema(migrations: Array(Schema.current.migrations[..<3]))
    let file = try CaseFile.create(at: path, schema: third)
    let digest = World.digest("a")
    try file.execute(
      """
      INSERT INTO source VALUES (1, 'S', 'a', '\(digest)', '\(digest)', 'test', '\(digest)',
        'OFFICIAL', '{}', 0, 0, 0);
      INSERT INTO record (id, key, kind, system, source) VALUES (1, 'S/nominal/1', 'nominal', 'S', 1),
        (2, 'S/nominal/2', 'nominal', 'S', 1), (3, 'S/nominal/3', 'nominal', 'S', 1);
      INSERT INTO judgement (firstKey, secondKey, verdict, analyst, reason, time, withdrawnBy,
        withdrawnReason, withdrawnTime) VALUES
        ('S/nominal/1', 'S/nominal/2', 'same', 'A', 'r1', 't1', 'B', 'replaced: r2', 't2'),
        ('S/nominal/1', 'S/nominal/2', 'different', 'B', 'r2', 't2', NULL, NULL, NULL),
        ('S/nominal/1', 'S/nominal/3', 'same', 'A', 'r3', 't3', 'C', 'wrong', 't4');
      """)
    var previous = [UInt8](repeating: 0, count: 32)
    for number in 1...2 {
      let fields = ["t\(number)", "person", "collection", "imported \(number)"]
      var hash = FieldDigest()
      hash.add(previous)
      hash.add(number)
      for field in fields { hash.add(field) }
      hash.add(optional: nil)
      hash.add(optional: "purpose")
      try file.write { db in
        try db.execute(
          sql: "INSERT INTO log VALUES (?, ?, ?, ?, ?, NULL, 'purpose', ?, ?)",
          arguments: [
            number, fields[0], fields[1], fields[2], broken ? "forged" : fields[3], Data(previous),
            Data(hash.bytes),
          ])
      }
      previous = hash.bytes
    }
  }

  @Test("Keeps its log, its decisions and their history, and is whole")
  func upgrade() throws {
    let scratch = try Scratch()
    let path = scratch.path("case.ocg")
    try make(path)
    let session = try CaseSession.open(at: path)
    let log = try session.log()
    #expect(log.prefix(2).map(\.detail) == ["imported 1", "imported 2"])
    #expect(log.prefix(2).map(\.time) == ["t1", "t2"])
    #expect(log.prefix(2).map(\.purpose) == ["purpose", "purpose"])
    #expect(log[2].detail?.contains("former chain was whole") == true)
    #expect(try session.audit().faults == [])
    let stored = try session.judgements()
    #expect(stored.map(\.judgement.verdict) == [.same, .different, .same])
    #expect(stored.map(\.judgement.time) == ["t1", "t2", "t3"])
    #expect(stored.map { $0.withdrawn?.reason } == ["replaced: r2", nil, "wrong"])
    #expect(stored.map { $0.withdrawn?.analyst } == ["B", nil, "C"])
    #expect(try session.undo(("S/nominal/1", "S/nominal/2"), analyst: "A")?.verdict == .same)
  }

  @Test("Says so where its log was changed before")
  func broken() throws {
    let scratch = try Scratch()
    let path = scratch.path("case.ocg")
    try make(path, broken: true)
    let log = try CaseSession.open(at: path).log()
    #expect(log[2].detail?.contains("former chain was broken") == true)
  }
}
