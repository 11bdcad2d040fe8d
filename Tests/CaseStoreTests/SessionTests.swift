import Assessment
import Foundation
import Records
import Testing

@testable import CaseStore

@Suite("A session")
struct SessionTests {
  private static let mapping = """
    { profile: "test", version: 1, system: "TEST-INTEL", force: "E23000023",
      files: [{
        match: "intel*.csv", dateFormats: ["dd/MM/yyyy"],
        report: { reference: "LOG", grade: "GRADE", entered: "DATE" },
        entities: {
          nominal: { kind: "nominal", id: "ID",
                     features: { name: { columns: ["SURNAME", "FORENAME"], join: ", " } } },
          vehicle: { kind: "vehicle", id: "LOG", features: { registration: "VRM" } },
        },
        links: [{ from: "nominal", to: "vehicle", type: "driver", on: "DATE" }],
      }] }
    """

  private static let header = "LOG,GRADE,DATE,ID,SURNAME,FORENAME,VRM\n"

  /// Every third row names the same vehicle under another id.
  private static func rows(_ count: Int) -> [String] {
    (0..<count).map { number in
      "L\(number),2CP,\(number % 27 + 1)/07/2026,\(number % 7),Test\(number % 7),Ann,"
        + "QZ1\(number % 3)ABC\n"
    }
  }

  private func session(_ scratch: Scratch, _ rows: [String], name: String) throws -> CaseSession {
    let session = try CaseSession.create(at: scratch.path("\(name).ocg"))
    let folder = scratch.url.appendingPathComponent(name)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let file = try scratch.write(Self.header + rows.joined(), to: "\(name)/intel.csv")
    let mapping = try scratch.write(Self.mapping, to: "mapping.json5")
    _ = try session.importFiles([file], mapping: mapping)
    return session
  }

  private func request(_ period: String = "2026-Q3", workers: Int = 1) throws
    -> CaseSession.AssessmentRequest
  {
    CaseSession.AssessmentRequest(
      period: try #require(Period(period)), policyPath: nil, recipient: "ERSOU", title: "Review",
      charts: 2, workers: workers)
  }

  @Test("An imported file is known by its name, its bytes and its rows, not by its folder")
  func importing() throws {
    let scratch = try Scratch()
    let rows = Self.rows(30) + ["L99,2CP,31/02/2026,1,Test1,Ann,QZ10ABC\n"]
    let session = try session(scratch, rows, name: "one")
    let evidence = try session.evidence()
    #expect(evidence.sources.map(\.name) == ["intel.csv"])
    #expect(evidence.sources[0].rowsRead == 31)
    #expect(evidence.sources[0].rowsRejected == 1)
    #expect(evidence.sources[0].rejections.map(\.count) == [1])
    #expect(evidence.assertions.count == 30)

    let moved = try scratch.write(Self.header + rows.joined(), to: "intel-moved.csv")
    let mapping = scratch.path("mapping.json5")
    var stages: Set<String> = []
    let receipts = try session.importFiles([moved], mapping: mapping) { stages.insert($0.stage) }
    #expect(receipts[0].alreadyImported)
    #expect(receipts[0].rejections.count == 1)
    let more = try scratch.write(Self.header + Self.rows(3).joined(), to: "intel-more.csv")
    _ = try session.importFiles([more], mapping: mapping) { stages.insert($0.stage) }
    #expect(stages == ["importing intel-more.csv"])
  }

  @Test("A missing file or a folder stops the import before anything is stored")
  func unreadable() throws {
    let scratch = try Scratch()
    let session = try CaseSession.create(at: scratch.path("case.ocg"))
    let mapping = try scratch.write(Self.mapping, to: "mapping.json5")
    let good = try scratch.write(Self.header + Self.rows(3).joined(), to: "intel.csv")
    for bad in [scratch.path("intel-none.csv"), scratch.url.path] {
      #expect(throws: CaseError.self) { try session.importFiles([good, bad], mapping: mapping) }
      #expect(try session.evidence().records.isEmpty)
    }
    #expect(throws: CaseError.empty(path: scratch.path("case.ocg"))) { try session.link() }
  }

  @Test("Digests agree with other implementations of SHA-256")
  func digests() throws {
    let scratch = try Scratch()
    let file = try scratch.write("abc", to: "abc.txt")
    let identity = try FileIdentity(file: file)
    #expect(
      identity.digest == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(identity.isCurrent(file: file))
    _ = try scratch.write("abcd", to: "abc.txt")
    #expect(!identity.isCurrent(file: file), "the file has grown")

    // Computed with Python's hashlib and its integers.
    for order in [["abc", "def", "abc"], ["def", "abc", "abc"]] {
      var digest = RowSetDigest()
      for text in order { digest.add(row: Array(text.utf8)) }
      #expect(
        digest.finish() == "732c68a8ef817722cdc117c339e7856b8015af965abc4acc70fe3982b1bcf095")
    }
  }

  @Test("Linking stores every merge with its reason, once")
  func linking() throws {
    let scratch = try Scratch()
    let session = try session(scratch, Self.rows(30), name: "one")
    let summary = try session.link()
    #expect(summary.records == 37)
    // 30 vehicle records bear three marks.
    #expect(summary.entities == 10)
    #expect(summary.merges == [.init(reason: "same vehicle registration", count: 27)])
    #expect(summary.unresolvedReferences == 0)
    _ = try session.link()
    #expect(try session.summary().count("merges") == 27)
    #expect(try session.summary().count("runs") == 1)
    #expect(try session.log().map(\.operation) == [.collection, .combination])
  }

  @Test("A run is known by what went in, whatever the order of rows, folder or workers")
  func runDigest() throws {
    let scratch = try Scratch()
    let rows = Self.rows(60)
    let first = try session(scratch, rows, name: "one")
    let second = try session(scratch, rows.reversed(), name: "two")
    let a = try first.assess(try request(), purpose: .assessment)
    let b = try second.assess(try request(workers: 2), purpose: .assessment)
    #expect(a.header.runDigest == b.header.runDigest)
    #expect(a.positions == b.positions)
    let later = try first.assess(try request("2026-Q4"), purpose: .assessment)
    #expect(later.header.runDigest != a.header.runDigest)
    let fewer = try session(scratch, rows.dropLast(), name: "three")
    let c = try fewer.assess(try request(), purpose: .assessment)
    #expect(c.header.runDigest != a.header.runDigest)
    #expect(try first.lastPeriod() == Period("2026-Q4"))
    #expect(try fewer.lastPeriod() == Period("2026-Q3"))
  }

  @Test("Comparisons with two periods, or under two earlier policies, are two runs")
  func comparisonDigest() throws {
    let scratch = try Scratch()
    let session = try session(scratch, Self.rows(30), name: "one")
    let policy = try scratch.write("{ hubLimit: 30 }", to: "policy.json5")
    let earlier: [(String, String?)] = [("2026-Q1", nil), ("2026-Q2", nil), ("2026-Q2", policy)]
    let digests = try earlier.map { from, path in
      try session.assess(
        try request(), purpose: .comparison(try #require(Period(from)), policyPath: path)
      ).header.runDigest
    }
    #expect(Set(digests).count == 3)
  }

  @Test("A release is logged as consultation and disclosure, with recipient and purpose")
  func disclosure() throws {
    let scratch = try Scratch()
    let session = try session(scratch, Self.rows(30), name: "one")
    #expect(try session.lastPeriod() == nil)
    let release = try session.assess(try request(), purpose: .export("graphml"))
    let log = try session.log()
    #expect(
      log.map(\.operation) == [.collection, .combination, .consultation, .disclosure])
    #expect(log[3].recipient == "ERSOU")
    #expect(log[3].purpose == "export graphml")
    #expect(log[3].detail?.contains(release.header.runDigest) == true)
    _ = try session.assess(
      try request(), purpose: .chart(.association(position: "no such position")))
    #expect(try session.log().last?.operation == .consultation, "nothing was given out")
    #expect(try session.verifyLog())
  }
}
