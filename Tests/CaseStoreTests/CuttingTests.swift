import Assessment
import Foundation
import Records
import Testing

@testable import CaseStore

@Suite("What a recipient is given") struct CuttingTests {
  /// Rows of two systems: what the one marked OFFICIAL-SENSITIVE says bears the word `secret`, what
  /// reports with conditions say bears `conditional`, and dates of birth bear `1977`.
  private static func world(_ seed: UInt64) -> [SourceFile] {
    var order = SeededOrder(state: seed)
    func row(_ number: Int, system: String, word: String) -> RowFacts {
      let person = Int.random(in: 0..<14, using: &order)
      let hasConditions = Int.random(in: 0..<4, using: &order) == 0
      let say = hasConditions ? "\(word)conditional" : word
      let day = Day(number: Int32(20_000 + number))
      return RowFacts(
        row: number + 1, content: Array("\(system)\(number)\(seed)".utf8),
        records: [
          SourceRecord(
            key: "\(system)/nominal/\(say)\(person)", kind: .nominal, system: system,
            features: [
              Feature(name: .name, raw: "\(say) n\(person)", value: "\(say) n\(person)"),
              Feature(name: .dateOfBirth, raw: "1977-01-0\(1 + person % 9)", value: nil),
            ]),
          SourceRecord(
            key: "\(system)/vehicle/\(say)\(number % 4)", kind: .vehicle, system: system,
            features: [Feature(name: .registration, raw: "QZ\(say)", value: nil)]),
        ],
        report: SourceReport(
          key: "\(system)/\(say)R\(number)", reference: "\(say)R\(number)", system: system,
          grading: Grading(
            source: .reliable, assessment: .a, handling: hasConditions ? .conditions : .permitted,
            original: "1A"),
          entered: day, crimeCode: nil),
        links: [
          RowFacts.Link(
            from: 0, to: 1, type: .driver,
            role: Int.random(in: 0..<12, using: &order) == 0 ? .potentialVictim : .suspect,
            interval: DayInterval(on: day), key: World.key(number, system == "OPEN" ? 0 : 1))
        ],
        subject: Subject(
          id: "\(word)OCG\(number % 3)", kind: .ocg, title: "\(word) title", status: "active",
          owner: nil, lastAssessed: nil, due: nil),
        member: 0, disruption: nil)
    }
    func file(_ system: String, _ word: String, _ marking: Marking) -> SourceFile {
      let plain = World.file(
        "\(word).csv", (0..<40).map { row($0, system: system, word: word) }, system: system)
      return SourceFile(
        name: plain.name, system: system, profile: "test", marking: marking,
        fileDigest: plain.fileDigest, mappingDigest: plain.mappingDigest, read: plain.read)
    }
    return [file("OPEN", "plain", .official), file("HIGH", "secret", .officialSensitive)]
  }

  private func request(_ profile: String?, to recipient: String = "Council") throws
    -> CaseSession.AssessmentRequest
  {
    var request = CaseSession.AssessmentRequest(
      period: try #require(Period("2024-Q4")), policyPath: try Self.policy.get(),
      recipient: recipient, title: "T", charts: 5, workers: 1)
    request.profile = try profile.map { try RecipientProfile.named($0) }
    request.agreement = profile == nil ? nil : "ISA-7"
    return request
  }

  /// A policy without replicates, which take long and show nothing here.
  private static let policy = Result {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("cutting.json5").path
    try Data("{ stability: { replicates: 0 } }".utf8).write(to: URL(fileURLWithPath: path))
    return path
  }

  /// Everything that a release holds, as text.
  private func text(_ release: Release) -> String {
    var text = ""
    dump(release, to: &text)
    return text
  }

  #if DEBUG
    private static let worlds: Range<UInt64> = 0..<2
  #else
    private static let worlds: Range<UInt64> = 0..<1_000
  #endif

  @Test("Holds nothing above its marking, under unmet conditions or outside its fields")
  func nothingElse() throws {
    let scratch = try Scratch()
    for seed in Self.worlds {
      let session = try World.session(scratch, Self.world(seed), name: "case\(seed)")
      let whole = text(try session.assess(try request(nil), purpose: .assessment))
      try #require(whole.contains("secret") && whole.contains("conditional"))
      let release = try session.assess(try request("partner-council"), purpose: .assessment)
      let given = text(release)
      for word in ["secret", "conditional", "1977-01", "HIGH", "QZplain"] {
        try #require(!given.contains(word), "world \(seed): \(word)")
      }
      try #require(given.contains("plain"))
      try #require(release.header.marking == .official)
      let none = text(try session.assess(try request("charity"), purpose: .assessment))
      try #require(!none.contains("plain n"), "world \(seed): a name")
      let entry = try #require(try session.log().last)
      try #require(entry.operation == .disclosure && entry.recipient == "Council")
      try #require(entry.purpose == "assessment as charity under ISA-7")
    }
  }

  @Test(
    "Keeps under the shield who is shielded only by what was cut", arguments: 0..<2 as Range<UInt64>
  )
  func shield(seed: UInt64) throws {
    let scratch = try Scratch()
    let session = try World.session(scratch, Self.world(seed))
    // One person of the open system, called a victim by a report with conditions alone.
    let name = "plain n1"
    let victim = RowFacts(
      row: 1, content: [1],
      records: [
        SourceRecord(
          key: "HIGH/nominal/v", kind: .nominal, system: "HIGH",
          features: [Feature(name: .name, raw: name, value: name)]),
        SourceRecord(key: "HIGH/address/v", kind: .address, system: "HIGH"),
      ],
      report: SourceReport(
        key: "HIGH/v", reference: "v", system: "HIGH",
        grading: Grading(
          source: .reliable, assessment: .a, handling: .conditions, original: "1AC"),
        entered: Day(number: 20_010), crimeCode: nil),
      links: [
        RowFacts.Link(
          from: 0, to: 1, type: .resident, role: .potentialVictim, interval: .unknown, key: 9)
      ])
    let file = World.file("v.csv", [victim], system: "HIGH")
    _ = try session.store([
      SourceFile(
        name: "v.csv", system: "HIGH", profile: "test", marking: .officialSensitive,
        fileDigest: file.fileDigest, mappingDigest: file.mappingDigest, read: file.read)
    ])
    for profile in ["partner-council", "charity", "force"] {
      let release = try session.assess(try request(profile), purpose: .assessment)
      let members = release.positions.flatMap(\.members).flatMap(\.records)
      #expect(!members.contains("OPEN/nominal/plain1"), "\(profile)")
      let entities = release.positions.flatMap(\.members).map(\.entity.text)
      let shielded = try #require(try session.entityID(of: "OPEN/nominal/plain1"))
      #expect(!entities.contains(shielded), "\(profile)")
      #expect(!text(release).contains("\"\(name)\""), "\(profile)")
    }
  }

  @Test("Is under conditions what somebody recorded as met for that recipient, and no other")
  func conditions() throws {
    let scratch = try Scratch()
    let session = try World.session(scratch, Self.world(1))
    let reports = try session.evidence().reports.filter {
      $0.grading?.handling == .conditions && $0.system == "OPEN"
    }
    for report in reports {
      _ = try session.decide(
        .release, on: [report.key], ConditionsMet(recipient: "Council"), person: "DI Test",
        reason: "originator agreed")
    }
    let council = text(try session.assess(try request("partner-council"), purpose: .assessment))
    #expect(council.contains("conditional"))
    let other = try request("partner-council", to: "Another")
    #expect(!text(try session.assess(other, purpose: .assessment)).contains("conditional"))
    #expect(throws: CaseError.unknownReport(key: "none")) {
      try session.decide(
        .release, on: ["none"], ConditionsMet(recipient: "C"), person: "A", reason: "r")
    }
  }

  @Test("Needs an agreement where the profile says so, and its run verifies")
  func agreement() throws {
    let scratch = try Scratch()
    let session = try World.session(scratch, Self.world(2))
    var bare = try request("charity")
    bare.agreement = nil
    #expect(throws: CaseError.noAgreement(profile: "charity")) {
      try session.assess(bare, purpose: .assessment)
    }
    _ = try session.assess(try request("partner-council"), purpose: .assessment)
    #expect(try session.verify(run: nil).isVerified)
    _ = try session.assess(
      try request("partner-council"),
      purpose: .comparison(try #require(Period("2024-Q3")), policyPath: nil))
    #expect(try session.verify(run: nil).isVerified)
    #expect(throws: CaseError.self) { try RecipientProfile.named("nobody") }
  }
}
