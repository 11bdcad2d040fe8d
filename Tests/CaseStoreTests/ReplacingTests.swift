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
}
