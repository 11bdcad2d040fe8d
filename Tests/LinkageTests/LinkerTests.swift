import Linkage
import Records
import Support
import Testing

@Suite("Linker")
struct LinkerTests {
  private func entity(_ key: String, _ evidence: Evidence, _ resolution: Resolution) -> Int {
    evidence.records.firstIndex { $0.key == key }.map { resolution.entityOfRecord[$0] } ?? -1
  }

  @Test("Joins nominals of two systems that bear the same National Insurance number, and says so")
  func nationalInsurance() throws {
    var builder = EvidenceBuilder()
    builder.record(
      "A/nominal/1", .nominal, [.name: "SAMPLE, Ada", .nationalInsuranceNumber: "QQ123456A"])
    builder.record(
      "B/nominal/9", .nominal, [.name: "A Sampel", .nationalInsuranceNumber: "QQ123456A"])
    builder.record("B/nominal/10", .nominal, [.name: "A Sampel"])
    let evidence = builder.evidence()
    let resolution = Linker.resolve(evidence)
    #expect(resolution.entities.count == 2)
    #expect(
      entity("A/nominal/1", evidence, resolution) == entity("B/nominal/9", evidence, resolution))
    let merge = try #require(resolution.merges.first)
    #expect(merge.reason == "same National Insurance number qq123456a")
    #expect(resolution.merges.count == 1)
  }

  @Test("Joins equal name and date of birth whatever the order of the name's parts")
  func nameAndBirth() {
    var builder = EvidenceBuilder()
    builder.person("A/nominal/1", "NOWAK, Adam", born: "1984-03-09")
    builder.person("B/nominal/2", "Adam Nowak", born: "1984-03-09")
    builder.person("C/nominal/3", "Adam Nowak", born: "1984-09-03")
    let evidence = builder.evidence()
    let resolution = Linker.resolve(evidence)
    #expect(resolution.entities.count == 2)
    #expect(
      entity("A/nominal/1", evidence, resolution) == entity("B/nominal/2", evidence, resolution))
  }

  @Test("A record of very many names and dates is compared by some of them, and that is said")
  func hostileRecord() {
    var builder = EvidenceBuilder()
    func feature(_ name: Feature.Name, _ text: String) -> Feature {
      Feature(name: name, raw: text, value: text)
    }
    let names = (0..<300).map { feature(.name, "ada sample\(100 + $0)") }
    let births = (0..<300).map { feature(.dateOfBirth, "19\(50 + $0 / 18)-02-\(10 + $0 % 18)") }
    builder.record("A/nominal/1", .nominal, values: names + births)
    builder.person("B/nominal/2", "ada sample100", born: "1950-02-10")
    let evidence = builder.evidence()
    let resolution = Linker.resolve(evidence)
    #expect(resolution.entities.count == 1)
    #expect(
      resolution.notes.first == "same name and date of birth: 1 record bears more than 64 "
        + "combinations of values, of which the first 64 were compared")
  }

  @Test("Does not join on 1 January, which stands for an unknown birthday")
  func newYear() {
    var builder = EvidenceBuilder()
    builder.person("A/nominal/1", "Adam Nowak", born: "1984-01-01")
    builder.person("B/nominal/2", "Adam Nowak", born: "1984-01-01")
    #expect(Linker.resolve(builder.evidence()).merges.isEmpty)
  }

  @Test("Holds back equal name and date of birth where National Insurance numbers differ")
  func contradiction() throws {
    var builder = EvidenceBuilder()
    let shared: [Feature.Name: String] = [.name: "adam nowak", .dateOfBirth: "1984-03-09"]
    builder.record(
      "A/nominal/1", .nominal, shared.merging([.nationalInsuranceNumber: "QQ123456A"]) { a, _ in a }
    )
    builder.record(
      "B/nominal/2", .nominal, shared.merging([.nationalInsuranceNumber: "QQ999999A"]) { a, _ in a }
    )
    builder.record("C/nominal/3", .nominal, shared)
    let resolution = Linker.resolve(builder.evidence())
    #expect(resolution.merges.isEmpty)
    let held = try #require(resolution.heldBack.first)
    #expect(held.records == [0, 1, 2])
    #expect(held.reason.contains("2 different values of nationalInsuranceNumber"))
  }

  @Test("Holds back a contradiction that only a record joined earlier bears")
  func contradictionThroughCluster() {
    var builder = EvidenceBuilder()
    // 1 and 2 are one person by NINO; 2 alone has the name and birth that 3, of another NINO, has too.
    builder.record("A/nominal/1", .nominal, [.nationalInsuranceNumber: "QQ123456A", .pncID: "x"])
    builder.record(
      "B/nominal/2", .nominal, [.pncID: "x", .name: "a b", .dateOfBirth: "1990-05-06"])
    builder.record(
      "C/nominal/3", .nominal,
      [.nationalInsuranceNumber: "QQ999999A", .name: "a b", .dateOfBirth: "1990-05-06"])
    let resolution = Linker.resolve(builder.evidence())
    #expect(resolution.merges.map(\.reason) == ["same PNC ID x"])
    #expect(resolution.heldBack.count == 1)
  }

  @Test("An identifier used with seven names identifies nobody")
  func genericIdentifier() {
    var builder = EvidenceBuilder()
    for number in 1...7 {
      builder.record(
        "A/nominal/\(number)", .nominal,
        [.name: "name \(number)", .nationalInsuranceNumber: "QQ000000A"])
    }
    let resolution = Linker.resolve(builder.evidence())
    #expect(resolution.merges.isEmpty)
    #expect(resolution.heldBack.count == 1)
  }

  @Test("Never joins records of different kinds")
  func kinds() {
    var builder = EvidenceBuilder()
    builder.record("A/phone/1", .phone, [.phoneNumber: "+447700900123"])
    builder.record("A/vehicle/1", .vehicle, [.registration: "+447700900123"])
    #expect(Linker.resolve(builder.evidence()).entities.count == 2)
  }

  @Test(
    "Every record with a kind belongs to exactly one entity", arguments: 0..<20 as Range<UInt64>)
  func partition(seed: UInt64) {
    let evidence = RandomEvidence(seed: seed).evidence
    let resolution = Linker.resolve(evidence)
    var seen = Set<Int>()
    for (index, entity) in resolution.entities.enumerated() {
      for record in entity.records {
        #expect(seen.insert(record).inserted, "record \(record) is in two entities")
        #expect(resolution.entityOfRecord[record] == index)
        #expect(evidence.records[record].kind == entity.kind)
      }
    }
    #expect(seen.count == evidence.records.count)
    #expect(Set(resolution.entities.map(\.id)).count == resolution.entities.count)
    // Joins form a forest: as many as records less entities.
    #expect(resolution.merges.count == evidence.records.count - resolution.entities.count)
  }
}
