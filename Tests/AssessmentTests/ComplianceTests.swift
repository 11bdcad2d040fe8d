import Foundation
import Linkage
import Records
import Support
import Testing

@testable import Assessment

@Suite("Checks of codes and referrals, and the safeguarding worklist")
struct ComplianceTests {
  @Test("Reports without a code, or with one not on the list, are found and no others")
  func codes() throws {
    var builder = EvidenceBuilder()
    builder.person("S/nominal/1", "Ada Alpha")
    builder.subject("OCG-1", members: ["S/nominal/1"])
    let before = Day(iso: "2026-08-01")
    builder.report("A/R1", "2B", entered: before, reference: "R1", code: "MSHT-01")
    builder.report("A/R2", "2B", entered: before, reference: "R2")
    builder.report("A/R3", "2B", entered: before, reference: "R3", code: "msht-01")
    builder.report("B/R4", "2B", entered: before, reference: "R4")
    builder.report("A/R5", "2B", entered: Day(iso: "2026-10-01"), reference: "R5")
    let list = CrimeCodeList(name: "codes.csv", codes: ["OIC-01", "MSHT-01"])
    let check = try #require(release(try assess(builder.evidence(), codes: list)).codes)
    #expect(check.faults.map(\.reference) == ["R2", "R3"])
    #expect(check.faults.map(\.code) == [nil, "msht-01"])
    #expect(check.checked == 3)
    #expect(check.systemsWithoutCodes == ["B"])
    #expect(release(try assess(builder.evidence())).codes == nil)
  }

  @Test("A list of codes without a column code, or with a row that has none, is refused by name")
  func codeFiles() throws {
    func message(_ text: String) throws -> String {
      let file = try TemporaryPolicy(text)
      do {
        return try CrimeCodeList.load(file.path).codes.joined(separator: " ")
      } catch {
        return "\(error)"
      }
    }
    #expect(try message("code,meaning\nB-2,x\nA-1,y\nB-2,z\n") == "A-1 B-2")
    #expect(try message("meaning,kode\nx,y\n").contains("no column code among meaning, kode"))
    #expect(try message("code,meaning\nA-1,x\n,y\n").contains("row 2, column code"))
    #expect(try message("code\n").contains("it lists no code"))
  }

  /// Referrals `V/event/R0` ... of whom `crimes` and `submissions` have what must follow.
  private func referrals(_ count: Int, crimes: [Int], submissions: [Int]) -> EvidenceBuilder {
    var builder = EvidenceBuilder()
    builder.group("A", count: 3, pairs: [(0, 1), (1, 2), (0, 2)])
    for number in 0..<count {
      builder.person("V/nominal/\(number)", "Worker\(number) Referred\(number)")
      builder.record("V/event/R\(number)", .event, [.title: "R\(number)", .day: "2026-08-01"])
      builder.link(
        "V/nominal/\(number)", "V/event/R\(number)", .involved, role: .potentialVictim)
      if crimes.contains(number) {
        builder.record("V/crime/C\(number)", .event, [.title: "C\(number)"])
        builder.link("V/crime/C\(number)", "V/event/R\(number)", .involved)
        builder.link(
          "V/nominal/\(number)", "V/crime/C\(number)", .involved, role: .potentialVictim)
      }
      if submissions.contains(number) {
        builder.record("V/object/I\(number)", .object, [.title: "I\(number)"])
        builder.link("V/object/I\(number)", "V/event/R\(number)", .involved)
      }
    }
    return builder
  }

  @Test(
    "Referrals without a crime record or a submission are counted, and named on the worklist alone")
  func lacking() throws {
    let builder = referrals(9, crimes: [0, 1, 2, 3, 4, 5, 6, 7], submissions: [0, 1, 2, 3, 8])
    let assessment = try assess(builder.evidence())
    let check = try #require(release(assessment).referrals)
    #expect(check.checked.exact == 9)
    #expect(check.withoutCrimeRecord == "fewer than 3")
    #expect(check.withoutSubmission == "4")
    let worklist = safeguarding(assessment)
    func named(_ kind: Release.Safeguarding.Prompt.Kind) -> [String] {
      worklist.people.filter { $0.prompts.contains { $0.kind == kind } }.flatMap(\.records)
    }
    #expect(named(.noCrimeRecord) == ["V/nominal/8"])
    #expect(named(.noSubmission) == (4...7).map { "V/nominal/\($0)" })
    #expect(worklist.people.map(\.label).sorted() == worklist.people.map(\.label))
    #expect(!"\(release(assessment))".contains("Referred"))
  }

  @Test("A register that ties crime records to no referral is not blamed for it")
  func notKept() throws {
    let check = try #require(
      release(try assess(referrals(4, crimes: [], submissions: [0, 1, 2]).evidence())).referrals)
    #expect(check.withoutCrimeRecord == nil)
    #expect(check.withoutSubmission == "some but not all of the 4")
    let none = try assess(referrals(4, crimes: [], submissions: []).evidence())
    #expect(release(none).referrals == nil)
  }

  @Test("The worklist holds everybody under the shield and nobody else", arguments: 0..<40)
  func whole(seed: Int) throws {
    let random = RandomEvidence(seed: UInt64(seed))
    let assessment = try assess(random.evidence)
    let resolution = Linker.resolve(random.evidence)
    let listed = Set(safeguarding(assessment).people.map(\.entity))
    let shielded = resolution.entities.indices.filter { assessment.shield.isShielded[$0] }
    #expect(listed == Set(shielded.map { resolution.entities[$0].id }))
    for key in random.shieldedKeys {
      let record = try #require(random.evidence.records.firstIndex { $0.key == key })
      #expect(listed.contains(resolution.entities[resolution.entityOfRecord[record]].id))
    }
  }

  @Test("Whoever is also a suspect, lives crowded or is paid with others is told so")
  func prompts() throws {
    var builder = EvidenceBuilder()
    builder.record("S/address/1", .address, [.uprn: "999000000001", .licensedMaximum: "2"])
    builder.record("S/account/1", .account, [.bankAccount: "000000 12345678"])
    builder.report("S/R1", "2B", entered: Day(iso: "2026-08-01"))
    for number in 0..<4 {
      builder.person("S/nominal/\(number)", "Worker\(number) Sample")
      builder.link(
        "S/nominal/\(number)", "S/address/1", .resident, role: number == 0 ? .victim : nil,
        during: DayInterval(start: Day(iso: "2026-07-01"), end: nil))
      builder.link("S/nominal/\(number)", "S/account/1", .paid)
    }
    builder.link(
      "S/nominal/0", "S/nominal/1", .associate, role: .suspect, report: "S/R1")
    let worklist = safeguarding(try assess(builder.evidence()))
    let person = try #require(worklist.people.first)
    #expect(worklist.people.count == 1)
    #expect(person.ground == .named)
    #expect(person.prompts.map(\.kind) == [.alsoSuspect, .crowded, .payTaken])
  }

  private func safeguarding(_ assessment: Assessment) -> Release.Safeguarding {
    assessment.safeguarding(
      title: "Safeguarding worklist", recipient: "test", engineVersion: "0", runDigest: "00")
  }
}
