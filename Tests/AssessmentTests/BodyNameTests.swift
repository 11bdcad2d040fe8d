import Records
import Support
import Testing

@testable import Assessment

@Suite("Alias table of bodies") struct BodyNameTests {
  private let table = [
    "Cambridgeshire Constabulary": ["Cambs", "Cambridgeshire Police"],
    "Joint Intelligence Cell": ["Joint Intelligence Centre", "JIC"],
  ]

  @Test(
    "An alias, alone or between commas, is taken for the name; nothing else is changed",
    arguments: [
      ("Cambs", "Cambridgeshire Constabulary"), ("CAMBS.", "Cambridgeshire Constabulary"),
      ("cambridgeshire  police", "Cambridgeshire Constabulary"),
      ("Detective Inspector, Cambs", "Detective Inspector, Cambridgeshire Constabulary"),
      ("JIC,DI Test", "Joint Intelligence Cell,DI Test"),
      ("Joint Intelligence Centre", "Joint Intelligence Cell"),
      ("Cambs North", "Cambs North"), ("DI Sample", "DI Sample"), ("", ""), (",", ","),
    ])
  func named(text: String, expected: String) {
    #expect(BodyNames(table).named(text) == expected)
    #expect(BodyNames(nil).named(text) == text)
  }

  @Test("A table in which an alias stands for two bodies, or for nothing, is refused by name")
  func refused() throws {
    func load(_ text: String) throws -> String {
      let file = try TemporaryPolicy(text)
      do {
        return "\(try AssessmentPolicy.load(file.path).bodies ?? [:])"
      } catch {
        return "\(error)"
      }
    }
    #expect(try load("{ bodies: { A: ['x'], B: ['X.'] } }").contains("stands for A and for B"))
    #expect(try load("{ bodies: { A: ['--'] } }").contains("has no letter or digit"))
    #expect(try load("{ bodies: { 'Force One': ['One'] } }").contains("Force One"))
    #expect(try load("{ bodies: { A: 'x' } }").contains("correct the policy file"))
    #expect(!AssessmentPolicy.standard.canonicalText.contains("bodies"))
  }

  private func evidence(owner: String, judge: String) -> Evidence {
    var builder = EvidenceBuilder()
    builder.group("A", count: 3, pairs: [(0, 1), (1, 2), (0, 2)], entered: Day(iso: "2026-08-01"))
    builder.subject("ML-1", members: (0..<3).map { "S/nominal/A\($0)" }, owner: owner)
    var evidence = builder.evidence()
    if let day = Day(iso: "2026-08-02") {
      evidence.disruptions = [
        Disruption(subject: "ML-1", day: day, level: .minor, judge: judge, note: "")
      ]
    }
    return evidence
  }

  @Test("Owners and judges of one body agree whatever they are called, and the unknown are listed")
  func applied() throws {
    var policy = AssessmentPolicy.standard
    policy.stability.replicates = 0
    policy.bodies = table
    let opened = try #require(Day(iso: "2026-08-03"))
    let statements = AnalystStatements(
      judgements: [],
      figures: [.init(figure: "arrests", source: "Trade press", value: 9, parts: nil)])
    let actions = [
      PlannedAction(
        subject: "ML-1", pillar: .protect, words: "Visit", owner: "Cambs", opened: opened)
    ]
    let assessment = try assess(
      evidence(owner: "DI Sample, Cambridgeshire police", judge: "Nobody Known"), policy: policy,
      decisions: AnalystDecisions(actions: actions), statements: statements)
    let position = try #require(assessment.positions.first)
    #expect(position.owner == "DI Sample, Cambridgeshire Constabulary")
    #expect(position.actions.map(\.owner) == ["Cambridgeshire Constabulary"])
    #expect(
      release(assessment).unknownBodies == [
        Release.UnknownBody(
          field: "judge of a disruption", text: "Nobody Known", entries: ["ML-1"]),
        Release.UnknownBody(field: "source of a figure", text: "Trade press", entries: []),
      ])
    policy.bodies = nil
    let plain = try assess(evidence(owner: "Cambs", judge: "Nobody Known"), policy: policy)
    #expect(plain.positions.first?.owner == "Cambs" && release(plain).unknownBodies.isEmpty)
  }

  @Test("An entry that the shield keeps off the list is in no list of unknown bodies")
  func shielded() throws {
    var builder = EvidenceBuilder()
    builder.group("A", count: 3, pairs: [(0, 1), (1, 2), (0, 2)], entered: Day(iso: "2026-08-01"))
    builder.person("S/nominal/victim", "Vera Shielded")
    builder.link("S/nominal/victim", "S/nominal/A0", .associate, role: .potentialVictim)
    builder.subject(
      "ML-9", members: ["S/nominal/victim"], kind: .priorityIndividual, owner: "Unknown Body")
    var policy = AssessmentPolicy.standard
    policy.stability.replicates = 0
    policy.bodies = table
    #expect(release(try assess(builder.evidence(), policy: policy)).unknownBodies.isEmpty)
  }
}
