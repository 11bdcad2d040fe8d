import Records
import Testing

@testable import CaseStore

@Suite("A corrected file") struct ReplacingTests {
  private static var other: SourceFile {
    World.file("other.csv", (0..<25).map { World.row($0, file: 2) })
  }

  /// Rows as they should have been: five are gone, and the rest are told by another file number.
  private static var corrected: SourceFile {
    World.file("corrected.csv", (5..<30).map { World.row($0, file: 1) })
  }

  private func session(_ scratch: Scratch, name: String = "case") throws -> CaseSession {
    try World.session(
      scratch, [World.file("wrong.csv", (0..<30).map { World.row($0) }), Self.other], name: name)
  }

  @Test("Leaves what the case would hold had the wrong one never been imported")
  func replaced() throws {
    let scratch = try Scratch()
    let session = try session(scratch)
    let receipts = try session.store([Self.corrected], replacing: "wrong.csv")
    #expect(receipts[0].replaces == "wrong.csv")
    let plain = try World.session(scratch, [Self.other, Self.corrected], name: "plain")
    #expect(content(try session.evidence()) == content(try plain.evidence()))
    #expect(
      try session.evidenceAndIDs(progress: nil).linking.digest
        == plain.evidenceAndIDs(progress: nil).linking.digest)
    for what in ["records", "features", "reports", "assertions", "subjects", "disruptions"] {
      #expect(try session.summary().count(what) == plain.summary().count(what), "\(what)")
    }
  }

  @Test("Takes the place of the wrong one, and both are kept and logged")
  func kept() throws {
    let scratch = try Scratch()
    let session = try session(scratch)
    _ = try session.store([Self.corrected], replacing: "wrong.csv")
    let sources = try session.summary().sources
    #expect(sources.map(\.name) == ["corrected.csv", "other.csv", "wrong.csv"])
    #expect(sources.map(\.replacedBy) == [nil, nil, "corrected.csv"])
    #expect(try session.log().last?.detail?.contains("in place of wrong.csv") == true)
    #expect(try session.audit().faults == [])
    let again = try session.store([World.file("wrong.csv", (0..<30).map { World.row($0) })])
    #expect(again[0].alreadyImported)
    #expect(again[0].replacedBy == "corrected.csv")
    #expect(try session.evidence().sources.map(\.name) == ["corrected.csv", "other.csv"])
  }

  @Test("Does not change what an earlier run comes to")
  func earlierRuns() throws {
    let scratch = try Scratch()
    let session = try session(scratch)
    _ = try session.link()
    _ = try session.store([Self.corrected], replacing: "wrong.csv")
    _ = try session.link()
    for run in 1...2 {
      let found = try session.verify(run: run)
      #expect(found.isVerified, "run \(run): \(found.reasons)")
    }
  }

  @Test("Is refused where it would take the place of nothing, and nothing is stored")
  func refused() throws {
    let scratch = try Scratch()
    let session = try session(scratch)
    let known = CaseError.unknownSource(
      name: "none.csv", system: "SYS", known: ["other.csv", "wrong.csv"])
    #expect(throws: known) { try session.store([Self.corrected], replacing: "none.csv") }
    #expect(throws: CaseError.self) {
      try session.store([Self.corrected, Self.other], replacing: "wrong.csv")
    }
    #expect(try session.summary().sources.count == 2)
  }

  @Test(
    "Takes the place of the wrong one where it was imported beside it before, for later runs alone")
  func importedBefore() throws {
    let scratch = try Scratch()
    let session = try session(scratch)
    _ = try session.link()
    _ = try session.store([Self.corrected])
    _ = try session.link()
    let receipts = try session.store([Self.corrected], replacing: "wrong.csv")
    #expect(receipts[0].alreadyImported && receipts[0].replaces == "wrong.csv")
    let plain = try World.session(scratch, [Self.other, Self.corrected], name: "plain")
    #expect(content(try session.evidence()) == content(try plain.evidence()))
    _ = try session.link()
    for run in 1...3 {
      let found = try session.verify(run: run)
      #expect(found.isVerified, "run \(run): \(found.reasons)")
    }
    #expect(try session.audit().faults == [])
    try session.file.execute("UPDATE source SET replacedAfterRun = 0 WHERE name = 'wrong.csv'")
    #expect(try session.audit().faults.count == 1)
  }

  /// The same bytes by a mapping of other bytes.
  private static func remapped(
    _ file: SourceFile, _ marking: Marking = .official, rows: [RowFacts]? = nil
  ) -> SourceFile {
    let read = rows.map { World.file(file.name, $0).read } ?? file.read
    return SourceFile(
      name: file.name, system: file.system, profile: file.profile, marking: marking,
      fileDigest: file.fileDigest, mappingDigest: World.digest("corrected"), read: read)
  }

  @Test("May be the same file, read by a corrected mapping")
  func corrected() throws {
    let scratch = try Scratch()
    let session = try session(scratch)
    _ = try session.link()
    let wrong = World.file("wrong.csv", (0..<30).map { World.row($0) })
    let noted = try session.store([Self.remapped(wrong)])
    #expect(noted[0].alreadyImported)
    #expect(noted[0].note?.contains("another mapping") == true)

    // The same rows say something else by the other mapping.
    let rows = (0..<30).map { number in
      var row = World.row(number, file: 3)
      row.content = World.row(number).content
      return row
    }
    let receipts = try session.store([Self.remapped(wrong, rows: rows)], replacing: "wrong.csv")
    #expect(!receipts[0].alreadyImported && receipts[0].rowsStored == 30)
    let plain = try World.session(
      scratch, [Self.other, Self.remapped(wrong, rows: rows)], name: "plain")
    #expect(content(try session.evidence()) == content(try plain.evidence()))
    _ = try session.link()
    for run in 1...2 { #expect(try session.verify(run: run).isVerified) }
    #expect(try session.audit().faults == [])
    let again = try session.store([Self.remapped(wrong, rows: rows)])
    #expect(again[0].alreadyImported && again[0].replacedBy == nil && again[0].note != nil)
  }

  @Test("A file given again with a higher marking is refused until it takes its own place")
  func marking() throws {
    let scratch = try Scratch()
    let session = try session(scratch)
    let marked = Self.remapped(
      World.file("wrong.csv", (0..<30).map { World.row($0) }), .officialSensitive)
    #expect(
      throws: CaseError.otherMapping(
        file: "wrong.csv", name: "wrong.csv", marking: "OFFICIAL", wanted: "OFFICIAL-SENSITIVE")
    ) { try session.store([marked]) }
    #expect(try session.evidence().sources.map(\.marking) == [.official, .official])
    _ = try session.store([marked], replacing: "wrong.csv")
    #expect(
      try session.evidence().sources.map(\.marking).sorted() == [.official, .officialSensitive])
  }

  @Test("Is refused where it is the wrong one itself, or counts no longer, or was read otherwise")
  func pointless() throws {
    let scratch = try Scratch()
    let session = try session(scratch)
    let wrong = World.file("wrong.csv", (0..<30).map { World.row($0) })
    #expect(throws: CaseError.nothingToReplace(file: "wrong.csv", problem: "is that file")) {
      try session.store([wrong], replacing: "wrong.csv")
    }
    let otherwise = CaseError.otherMapping(
      file: "other.csv", name: "other.csv", marking: "OFFICIAL", wanted: "OFFICIAL")
    #expect(throws: otherwise) {
      try session.store([Self.remapped(Self.other)], replacing: "wrong.csv")
    }
    _ = try session.store([Self.corrected], replacing: "wrong.csv")
    let replaced = CaseError.nothingToReplace(
      file: "wrong.csv", problem: "was itself replaced by corrected.csv")
    #expect(throws: replaced) { try session.store([wrong], replacing: "other.csv") }
    #expect(try session.evidence().sources.map(\.name) == ["corrected.csv", "other.csv"])
  }
}
