import Foundation
import Records
import Testing

@testable import CaseStore

@Suite("The log of operations")
struct AuditLogTests {
  @Test("Each import is one entry with person, time and file")
  func entries() throws {
    let scratch = try Scratch()
    let session = try CaseSession.create(at: scratch.path("case.ocg"))
    #expect(try session.log().isEmpty)
    #expect(try session.verifyLog())
    try write(3, to: session)
    let log = try session.log()
    #expect(log.map(\.number) == [1, 2, 3])
    #expect(log.allSatisfy { $0.operation == .collection && !$0.person.isEmpty })
    #expect(log.allSatisfy { $0.time.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/) != nil })
    #expect(log[1].detail?.contains("file-1.csv") == true)
    #expect(try session.verifyLog())
  }

  @Test(
    "A change to any column of any entry is found",
    arguments: [
      "time = '2020-01-01T00:00:00Z'", "person = person || 'x'", "operation = 'erasure'",
      "content = randomblob(32)", "operation = 'erasure', erased = '1'",
      "previous = zeroblob(32)", "hash = randomblob(32)", "id = id + 10",
      "detail = replace(detail, '1', '2')", "recipient = ''", "purpose = 'none'",
      "salt = randomblob(32)", "sealedRow = sealedRow + 1", "sealedDigest = hex(randomblob(32))",
      "evidence = hex(randomblob(32))",
    ], [1, 2, 3])
  func tampering(change: String, entry: Int) throws {
    // The first entry has nothing before it, so its `previous` is zero already.
    guard !(change.hasPrefix("previous") && entry == 1) else { return }
    let scratch = try Scratch()
    let session = try CaseSession.create(at: scratch.path("case.ocg"))
    try write(3, to: session)
    try session.file.execute(
      "PRAGMA foreign_keys = OFF; DROP TRIGGER logIsNotChanged; DROP TRIGGER logContentIsNotChanged"
    )
    #expect(try session.verifyLog())
    let columns = ["detail", "recipient", "purpose", "salt", "sealed", "evidence"]
    let isWords = columns.contains { change.hasPrefix($0) }
    try session.file.execute(
      "UPDATE \(isWords ? "logContent" : "log") SET \(change) "
        + "WHERE \(isWords ? "entry" : "id") = \(entry)")
    #expect(try !session.verifyLog())
  }

  @Test(
    "A missing entry is found, the last one included, and so are missing words",
    arguments: [1, 2, 3], ["log", "logContent"])
  func missing(entry: Int, table: String) throws {
    let scratch = try Scratch()
    let session = try CaseSession.create(at: scratch.path("case.ocg"))
    try write(3, to: session)
    try session.file.execute("PRAGMA foreign_keys = OFF; DROP TRIGGER \(table)IsNotErased")
    try session.file.execute(
      "DELETE FROM \(table) WHERE \(table == "log" ? "id" : "entry") = \(entry)")
    #expect(try !session.verifyLog())
  }

  @Test("A byte flipped in the file itself is found")
  func flippedBytes() throws {
    let scratch = try Scratch()
    let path = scratch.path("case.ocg")
    do { try write(3, to: try CaseSession.create(at: path)) }
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    let text = Array("imported file-".utf8)
    let places = bytes.indices.dropLast(text.count).filter { bytes[$0] == text[0] }
      .filter { Array(bytes[$0..<($0 + text.count)]) == text }
    #expect(places.count == 3)
    for place in places {
      for step in [0, 9, 14, 40, 90] {
        var flipped = bytes
        flipped[place + step] ^= 1
        let copy = scratch.path("flipped-\(place)-\(step).ocg")
        try Data(flipped).write(to: URL(fileURLWithPath: copy))
        #expect(try !CaseSession.open(at: copy).verifyLog())
      }
    }
  }

  private func write(_ count: Int, to session: CaseSession) throws {
    for number in 0..<count {
      _ = try session.store([World.file("file-\(number).csv", [World.row(number, file: number)])])
    }
  }
}
