import Linkage
import Records
import Support
import Testing

@Suite("Article: joins that can be defended")
struct JoinsThatCanBeDefendedTests {
  @Test("The four records of the article make three entities, A with D")
  func workedExample() throws {
    var builder = EvidenceBuilder()
    func add(_ key: String, _ name: String, born: Bool, number: String?) {
      var features: [Feature.Name: String] = [.name: name]
      if born { features[.dateOfBirth] = "1984-03-09" }
      if let number { features[.nationalInsuranceNumber] = number }
      builder.record(
        key, .nominal, features, normal: [.name: PersonName.normalise(name) ?? name])
    }
    add("S/nominal/A", "NOWAK, Adam", born: true, number: "QQ123456A")
    add("S/nominal/B", "Adam Nowak", born: true, number: nil)
    add("S/nominal/C", "Adam Nowak", born: true, number: "QQ654321A")
    add("S/nominal/D", "A. Novak", born: false, number: "QQ123456A")
    let resolution = Linker.resolve(builder.evidence())
    #expect(resolution.entities.map(\.records).sorted { $0[0] < $1[0] } == [[0, 3], [1], [2]])
    #expect(resolution.heldBack.map(\.records) == [[0, 1, 2]])
  }
}
