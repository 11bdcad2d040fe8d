import Foundation
import Records
import Testing

@testable import CaseStore

@Suite("Importing")
struct ImportTests {
  private struct Stop: Error {}

  @Test("The same bytes, or the same rows in another order, are recognised and not stored again")
  func again() throws {
    let scratch = try Scratch()
    let session = try CaseSession.create(at: scratch.path("case.ocg"))
    let rows = (0..<20).map { World.row($0) }
    let first = try session.store([World.file("a.csv", rows)])
    #expect(!first[0].alreadyImported)
    let before = content(try session.evidence())

    let copy = World.file("a.csv", rows)
    let sorted = World.file("sorted.csv", rows.reversed(), bytes: "other bytes")
    for file in [copy, sorted] {
      let receipts = try session.store([file])
      #expect(receipts[0].alreadyImported)
      #expect(receipts[0].rowsStored == 20)
      #expect(content(try session.evidence()) == before)
    }
    #expect(try session.log().count == 1)
    let other = try session.store([World.file("a.csv", rows, system: "OTHER")])
    #expect(!other[0].alreadyImported, "another system may say the same")
  }

  @Test("Of several files those whose rows are known are not stored, and the others as if alone")
  func someAgain() throws {
    let rows = (0..<20).map { World.row($0) }
    let more = (20..<30).map { World.row($0, file: 1) }
    let scratch = try Scratch()
    let session = try CaseSession.create(at: scratch.path("case.ocg"))
    _ = try session.store([World.file("a.csv", rows)])
    // The second has the rows of a file of the case, the third those of a file beside it.
    let receipts = try session.store([
      World.file("b.csv", more),
      World.file("c.csv", rows.reversed(), bytes: "c"),
      World.file("d.csv", more.reversed(), bytes: "d"),
    ])
    #expect(receipts.map(\.alreadyImported) == [false, true, true])
    #expect(receipts.map(\.file) == ["b.csv", "a.csv", "b.csv"])
    #expect(receipts.map(\.rowsStored) == [10, 20, 10])

    let alone = try CaseSession.create(at: scratch.path("alone.ocg"))
    _ = try alone.store([World.file("a.csv", rows)])
    _ = try alone.store([World.file("b.csv", more)])
    #expect(content(try session.evidence()) == content(try alone.evidence()))
    #expect(try session.summary().sources.map(\.name) == ["a.csv", "b.csv"])
    #expect(try session.log().map(\.detail) == alone.log().map(\.detail))
  }

  @Test("Receipts come back in the order of the files")
  func receipts() throws {
    let scratch = try Scratch()
    let session = try CaseSession.create(at: scratch.path("case.ocg"))
    let names = ["c.csv", "a.csv", "b.csv"]
    let receipts = try session.store(
      names.enumerated().map { World.file($0.element, [World.row(0, file: $0.offset)]) })
    #expect(receipts.map(\.file) == names)
    #expect(receipts.map(\.assertions) == [1, 1, 1])
    #expect(try session.summary().sources.map(\.name) == names.sorted())
  }

  @Test("An error in the last file takes back the first as well")
  func rollback() throws {
    let scratch = try Scratch()
    let session = try CaseSession.create(at: scratch.path("case.ocg"))
    _ = try session.store([World.file("a.csv", [World.row(0)])])
    let before = content(try session.evidence())
    let log = try session.log()
    let bad = SourceFile(
      name: "z.csv", system: "SYS", profile: "test", marking: .official,
      fileDigest: World.digest("bad"), mappingDigest: World.digest("mapping")
    ) { store in
      for number in 0..<50 { try store(World.row(number, file: 3)) }
      throw Stop()
    }
    #expect(throws: Stop.self) {
      try session.store([World.file("b.csv", [World.row(1, file: 2)]), bad])
    }
    #expect(content(try session.evidence()) == before)
    #expect(try session.log() == log)
    #expect(try session.verifyLog())
  }

  @Test("A program killed in the middle of an import leaves the case as it was")
  func killed() throws {
    let scratch = try Scratch()
    let path = scratch.path("case.ocg")
    let session = try CaseSession.create(at: path)
    _ = try session.store([World.file("a.csv", [World.row(0)])])
    let before = content(try session.evidence())
    // With next to no cache, half-done work is written out at once, as in a large import.
    try session.file.execute("PRAGMA cache_size = 5")
    let rows = (0..<3_000).map { World.row($0, file: 1) }
    var unfinished = 0
    let file = SourceFile(
      name: "b.csv", system: "SYS", profile: "test", marking: .official,
      fileDigest: World.digest("b"), mappingDigest: World.digest("mapping")
    ) { store in
      for (number, row) in rows.enumerated() {
        try store(row)
        guard number % 500 == 499 else { continue }
        // What a kill at this moment would leave on the disk.
        let copy = scratch.path("killed-\(number).ocg")
        for part in ["", "-wal"] {
          try FileManager.default.copyItem(atPath: path + part, toPath: copy + part)
        }
        let log = try Data(contentsOf: URL(fileURLWithPath: copy + "-wal"))
        if log.count > 1 << 16 { unfinished += 1 }
        let survivor = try CaseSession.open(at: copy)
        #expect(content(try survivor.evidence()) == before)
        #expect(try survivor.verifyLog())
      }
      var receipt = IngestReceipt(file: "b.csv", profile: "test", system: "SYS")
      receipt.rowsRead = rows.count
      receipt.rowsStored = rows.count
      return receipt
    }
    _ = try session.store([file])
    #expect(unfinished > 0, "unfinished work must have reached the disk, or nothing was tested")
    #expect(try session.evidence().assertions.count == 3_001)
  }

  @Test("A full disk is one line, and the case is as it was")
  func full() throws {
    let scratch = try Scratch()
    let path = scratch.path("case.ocg")
    let session = try CaseSession.create(at: path)
    _ = try session.store([World.file("a.csv", [World.row(0)])])
    let before = content(try session.evidence())
    let pages = try session.file.integer("PRAGMA page_count")
    try session.file.execute("PRAGMA max_page_count = \(pages + 4)")
    #expect(throws: CaseError.diskFull(path: path)) {
      try session.store([World.file("b.csv", (0..<5_000).map { World.row($0, file: 1) })])
    }
    #expect(content(try session.evidence()) == before)
    try session.file.execute("PRAGMA max_page_count = 1000000")
    _ = try session.store([World.file("b.csv", (0..<5_000).map { World.row($0, file: 1) })])
    #expect(try session.evidence().assertions.count == 5_001)
  }

  @Test("Every message is one line with a place, a problem and a next step")
  func messages() {
    let errors: [CaseError] = [
      .notFound(path: "p"), .alreadyExists(path: "p"), .notACase(path: "p"),
      .newerVersion(path: "p", version: 2, known: 1), .damaged(path: "p", detail: "d"),
      .notPermitted(path: "p", detail: "d"), .busy(path: "p"), .diskFull(path: "p"),
      .inputOutput(path: "p", detail: "d"), .ruleBroken(path: "p", detail: "d"),
      .unreadable(file: "p", detail: "d"), .changedWhileRead(file: "p"), .empty(path: "p"),
    ]
    for error in errors {
      let text = error.description
      #expect(text.hasPrefix("p: "), "\(text)")
      #expect(text.contains("; "), "\(text)")
      #expect(!text.contains("\n"))
    }
  }
}
