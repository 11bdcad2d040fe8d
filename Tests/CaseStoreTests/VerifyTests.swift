import Assessment
import Foundation
import Linkage
import Records
import Testing

@testable import CaseStore

@Suite("A past run") struct VerifyTests {
  /// Without replicates, which take long and show nothing here.
  private func request(_ scratch: Scratch) throws -> CaseSession.AssessmentRequest {
    let policy = try scratch.write("{ stability: { replicates: 0 } }", to: "policy.json5")
    return CaseSession.AssessmentRequest(
      period: try #require(Period("2024-Q4")), policyPath: policy, recipient: "R", title: "T",
      charts: 2, workers: 1)
  }

  /// Runs 1 to 5: linking, assessment, chart, comparison, explanation.
  private func session(_ scratch: Scratch) throws -> CaseSession {
    let session = try World.session(
      scratch, [World.file("a.csv", (0..<40).map { World.row($0) })])
    let list = try session.assess(try request(scratch), purpose: .assessment)
    let first = try #require(list.positions.first).id
    _ = try session.assess(try request(scratch), purpose: .chart(.association(position: first)))
    _ = try session.assess(
      try request(scratch), purpose: .comparison(try #require(Period("2024-Q3")), policyPath: nil))
    _ = try session.assess(try request(scratch), purpose: .explanation(first))
    return session
  }

  @Test("Comes to the same again, also after later files, decisions and linkings")
  func same() throws {
    let scratch = try Scratch()
    let session = try session(scratch)
    for number in 1...5 {
      let found = try session.verify(run: number)
      #expect(found.isVerified, "run \(number): \(found.reasons)")
    }
    _ = try session.store([World.file("b.csv", (0..<20).map { World.row($0, file: 1) })])
    _ = try session.decide(
      ("SYS/nominal/1", "SYS/nominal/2"), .same, analyst: "A", reason: "r")
    _ = try session.assess(try request(scratch), purpose: .assessment)
    for number in 1...7 {
      let found = try session.verify(run: number)
      #expect(found.isVerified, "run \(number): \(found.reasons)")
    }
    #expect(try session.verify(run: nil).run == 7)
    #expect(try session.log().last?.purpose == "verification")
  }

  @Test("Is made again with the charts, codes and decisions that it had, and so is the worklist")
  func products() throws {
    let scratch = try Scratch()
    let session = try session(scratch)
    var request = try request(scratch)
    request.codesPath = try scratch.write("code\n106\n", to: "codes.csv")
    request.decisionsPath = try scratch.write(
      """
      { groups: [{ verdict: "accept", groups: [["SYS/nominal/1", "SYS/nominal/2"]], analyst: "A",
          reason: "r", time: "2024-10-01T09:30:00Z" }] }
      """, to: "decisions.json5")
    let list = try session.assess(request, purpose: .assessment)
    let position = try #require(list.positions.first).id
    let people = try #require(list.positions.first?.members.map(\.entity.text))
    let keys = ("SYS/nominal/1", "SYS/nominal/2")
    let questions: [ChartQuestion] = [
      .overview, .ranks, .score(position: position), .ego(entity: people[0]),
      .path(entities: Array(people.prefix(2))), .match(first: keys.0, second: keys.1),
      .timeline(position: position), .movement(position: position), .removal(position: position),
    ]
    for question in questions {
      _ = try session.assess(request, purpose: .chart(question))
      let found = try session.verify(run: nil)
      #expect(found.isVerified, "\(question): \(found.reasons)")
    }
    _ = try session.safeguarding(request)
    // The files are gone by then, and the journal has decisions of its own.
    try FileManager.default.removeItem(atPath: try #require(request.decisionsPath))
    _ = try session.decide(.reject, groups: [[keys.0, keys.1]], person: "A", reason: "r")
    for number in 6...(try session.summary().count("runs")) {
      let found = try session.verify(run: number)
      #expect(found.isVerified, "run \(number): \(found.reasons)")
    }
  }

  @Test("Of which rows were changed from outside, does not come to the same, and says so")
  func changed() throws {
    let scratch = try Scratch()
    let session = try session(scratch)
    try session.file.execute(
      "UPDATE assertion SET role = 'potentialVictim' WHERE id % 2 = 0")
    let found = try session.verify(run: 2)
    #expect(found.hasSameInputs)
    #expect(!found.hasSameResult)
    #expect(found.reasons == ["the stored rows were changed from outside; see `ocg check`"])
  }

  @Test("Says which of its inputs are not what they were")
  func inputs() throws {
    let scratch = try Scratch()
    let session = try session(scratch)
    try session.file.execute("UPDATE source SET marking = 'OFFICIAL-SENSITIVE'")
    let found = try session.verify(run: 2)
    #expect(!found.hasSameInputs)
    #expect(found.reasons == ["the imported files are not what they were"])
  }

  @Test("Of another version or format is made again, and a difference is put down to it")
  func versions() throws {
    let scratch = try Scratch()
    let session = try session(scratch)
    try session.file.execute("UPDATE run SET engineVersion = '0.0.9' WHERE id = 2")
    let found = try session.verify(run: 2)
    #expect(found.hasSameResult)
    #expect(found.reasons == ["it was made by version 0.0.9 and this is 0.1.0"])
    try session.file.execute("UPDATE run SET lastSource = NULL, inputs = NULL WHERE id = 3")
    #expect(try session.verify(run: 3).isVerified)
    _ = try session.store([World.file("b.csv", (0..<20).map { World.row($0, file: 1) })])
    #expect(try session.verify(run: 3).reasons.first?.contains("earlier format") == true)
  }

  @Test("That does not exist is refused")
  func unknown() throws {
    let scratch = try Scratch()
    let session = try session(scratch)
    #expect(throws: CaseError.unknownRun(number: 9, last: 5)) { try session.verify(run: 9) }
    let empty = try CaseSession.create(at: scratch.path("empty.ocg"))
    #expect(throws: CaseError.unknownRun(number: 0, last: 0)) { try empty.verify(run: nil) }
  }
}
