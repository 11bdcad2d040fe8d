import Records
import Support
import Testing

@testable import Assessment

@Suite("Actions and disruptions")
struct PlanTests {
  @Test(
    "What reports say against a level is said, and a fall only when the whole window has been seen",
    arguments: [
      (level: Disruption.Level.major, before: 4, after: 4, isWhole: false, challenged: true),
      (level: .major, before: 4, after: 3, isWhole: false, challenged: true),
      (level: .major, before: 4, after: 2, isWhole: true, challenged: false),
      (level: .major, before: 1, after: 1, isWhole: true, challenged: true),
      (level: .moderate, before: 4, after: 3, isWhole: true, challenged: false),
      (level: .major, before: 0, after: 0, isWhole: true, challenged: false),
      (level: .moderate, before: 1, after: 2, isWhole: true, challenged: true),
      (level: .minor, before: 3, after: 0, isWhole: true, challenged: true),
      (level: .none, before: 3, after: 0, isWhole: false, challenged: false),
      (level: .none, before: 3, after: 2, isWhole: true, challenged: false),
      (level: .negative, before: 3, after: 2, isWhole: true, challenged: true),
      (level: .negative, before: 3, after: 2, isWhole: false, challenged: false),
      (level: .negative, before: 3, after: 5, isWhole: true, challenged: false),
    ])
  func challenges(
    level: Disruption.Level, before: Int, after: Int, isWhole: Bool, challenged: Bool
  ) throws {
    let window = DisruptionWindow(
      period: try #require(Period("2026-Q3")), policy: .standard)
    let found = window.challenge(level, before: before, after: after, isWhole: isWhole)
    #expect((found != nil) == challenged)
  }

  @Test("What fall a major disruption must show is the policy's", arguments: [0, 200, 500, 900])
  func fall(share: Int) throws {
    var policy = AssessmentPolicy.standard
    policy.majorFall = share
    let window = DisruptionWindow(period: try #require(Period("2026-Q3")), policy: policy)
    for after in 1...10 {
      let fell = 1000 - after * 100
      let found = window.challenge(.major, before: 10, after: after, isWhole: true)
      #expect((found != nil) == (fell < share), "10 before, \(after) after")
    }
  }

  @Test("Every disruption is shown with its judge and counts, and none that is yet to come")
  func accounts() throws {
    var builder = EvidenceBuilder()
    builder.group("A", count: 2, pairs: [])
    builder.subject("OCG-1", members: ["S/nominal/A0"], due: Day(iso: "2026-12-01"))
    for (text, level) in [
      ("2026-06-01", Disruption.Level.minor), ("2026-08-01", .major), ("2026-10-01", .major),
    ] {
      builder.disruption("OCG-1", on: try #require(Day(iso: text)), level)
    }
    for (number, text) in ["2026-07-31", "2026-08-01", "2026-08-02", "2026-09-30"].enumerated() {
      builder.report("S/R\(number)", "2B", entered: Day(iso: text))
      builder.link(
        "S/nominal/A0", "S/nominal/A1", .associate, role: .suspect,
        during: DayInterval(on: try #require(Day(iso: text))), report: "S/R\(number)")
    }
    let position = try #require(
      release(try assess(builder.evidence())).positions.first { $0.id == "OCG-1" })
    #expect(position.disruptions.map(\.level) == [.minor, .major])
    #expect(position.disruptions.map(\.judge) == ["T/DI Sample", "T/DI Sample"])
    // 90 days after 1 June end on 30 August; 60 of those after 1 August lie within the period.
    #expect(position.disruptions.map(\.before) == [0, 1])
    #expect(position.disruptions.map(\.after) == [3, 2])
    #expect(position.disruptions.map(\.daysAfter) == [90, 60])
    #expect(position.disruptions.map { $0.challenge != nil } == [false, true])
  }

  @Test("Actions open at the end of the period stand under their position, by the 4Ps")
  func actions() throws {
    func day(_ text: String) throws -> Day { try #require(Day(iso: text)) }
    func action(
      _ pillar: PlannedAction.Pillar, _ opened: String, due: String? = nil, closed: String? = nil,
      owner: String? = "DS Sample"
    ) throws -> PlannedAction {
      PlannedAction(
        subject: "OCG-1", pillar: pillar, words: "\(pillar.rawValue) from \(opened)", owner: owner,
        opened: try day(opened), due: try due.map { try day($0) },
        closed: try closed.map { try day($0) })
    }
    var builder = EvidenceBuilder()
    builder.person("S/nominal/1", "Ada Alpha")
    builder.subject("OCG-1", members: ["S/nominal/1"], due: Day(iso: "2026-12-01"))
    let assessment = try assess(
      builder.evidence(),
      decisions: AnalystDecisions(actions: [
        try action(.prepare, "2026-07-01", due: "2026-09-01"),
        try action(.pursue, "2026-08-01", due: "2026-11-01", owner: nil),
        try action(.pursue, "2026-05-01", closed: "2026-09-30"),
        try action(.protect, "2026-05-01", closed: "2026-10-01"),
        try action(.prevent, "2026-10-01"),
      ]))
    let result = release(assessment)
    let position = try #require(result.positions.first)
    #expect(position.actions.map(\.pillar) == [.pursue, .protect, .prepare])
    #expect(position.actions.map(\.daysOverdue) == [nil, nil, 30])
    #expect(
      result.findings.map { "\($0.kind.rawValue): \($0.detail.prefix(8))" } == [
        "action overdue: prepare:", "action without owner: pursue: ",
      ])
  }
}
