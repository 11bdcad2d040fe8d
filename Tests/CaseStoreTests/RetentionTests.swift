import Foundation
import Records
import Testing

@testable import CaseStore

@Suite("Retention") struct RetentionTests {
  private func session(_ scratch: Scratch) throws -> CaseSession {
    func row(_ number: Int, role: Role?, _ day: String?) throws -> RowFacts {
      let interval = try day.map { DayInterval(on: try #require(Day(iso: $0))) } ?? .unknown
      return RowFacts(
        row: number, content: [UInt8(number)],
        records: [
          SourceRecord(key: "S/nominal/\(number)", kind: .nominal, system: "S"),
          SourceRecord(key: "S/vehicle/\(number)", kind: .vehicle, system: "S"),
        ], report: nil,
        links: [
          RowFacts.Link(
            from: 0, to: 1, type: .driver, role: role, interval: interval, key: UInt64(number))
        ], subject: nil, member: nil, disruption: nil)
    }
    return try World.session(
      scratch,
      [
        World.file(
          "a.csv",
          [
            try row(1, role: .suspect, "2020-03-31"), try row(2, role: nil, "2020-03-31"),
            try row(3, role: .potentialVictim, "2020-04-01"), try row(4, role: nil, nil),
          ], system: "S")
      ])
  }

  private func due(_ session: CaseSession, _ day: String) throws -> [String] {
    try session.retentionDue(on: try #require(Day(iso: day))).map {
      "\($0.records[0]) \($0.due ?? "not dated")"
    }
  }

  @Test("A review is due so many months after the last day on record, by role")
  func schedule() throws {
    let scratch = try Scratch()
    let session = try session(scratch)
    #expect(try due(session, "2026-03-30") == ["S/nominal/4 not dated"])
    #expect(
      try due(session, "2026-04-01") == [
        "S/nominal/4 not dated", "S/nominal/2 2026-03-31", "S/nominal/3 2026-04-01",
      ])
    #expect(try due(session, "2030-03-31").last == "S/nominal/1 2030-03-31")
    #expect(try session.log().last?.operation == .consultation)
  }

  @Test("A decision to keep puts the review off until its day")
  func kept() throws {
    let scratch = try Scratch()
    let session = try session(scratch)
    let until = KeptUntil(until: try #require(Day(iso: "2027-01-01")))
    _ = try session.decide(
      .retention, on: ["S/nominal/2"], until, person: "DI Test", reason: "live operation")
    #expect(try !due(session, "2026-12-31").contains { $0.hasPrefix("S/nominal/2") })
    #expect(try due(session, "2027-01-01").contains("S/nominal/2 2027-01-01"))
  }

  @Test("A schedule is data: read from a file, and refused where it makes no sense")
  func file() throws {
    let scratch = try Scratch()
    let text = """
      { name: "force", version: 2, otherwiseMonths: 12, rules: [
        { name: "convicted", roles: ["convicted"], reviewAfterMonths: 1200 }] }
      """
    let schedule = try RetentionSchedule.load(scratch.write(text, to: "schedule.json5"))
    #expect(schedule.rule(for: [.convicted, .witness]).months == 1200)
    #expect(schedule.rule(for: [.suspect]).months == 12)
    for bad in [
      "{}", text.replacing("12,", with: "0,"), text.replacing("convicted\"]", with: "x\"]"),
    ] {
      let path = try scratch.write(bad, to: "bad.json5")
      #expect(throws: CaseError.self) { try RetentionSchedule.load(path) }
    }
    #expect(throws: CaseError.self) { try RetentionSchedule.load(scratch.path("none.json5")) }
    let example = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("datasets/codelists/retention-example.json5").path
    #expect(try RetentionSchedule.load(example) == .example)
  }
}
