import Foundation
import Synthetic
import Testing

@Suite("Population for linkage")
struct LinkagePopulationTests {
  /// Ten thousand records of seed 7, made once.
  private static let records: [PopulationRecord] = {
    guard let population = LinkagePopulation(recordCount: 10_000, seed: 7) else { return [] }
    return (0..<population.recordCount).map(population.record)
  }()
  private static let clusters = Dictionary(grouping: records, by: \.person)

  /// The share of records for which `holds`, in a thousand.
  private static func share(
    _ records: [PopulationRecord] = records, of holds: (PopulationRecord) -> Bool
  ) -> Int {
    records.count { holds($0) } * 1000 / max(1, records.count)
  }

  @Test("The bytes of a seed stay the same, and another seed has others")
  func digest() throws {
    #expect(try Self.digest(count: 2_000, seed: 7) == 0x87A3_2387_2AEA_123A)
    #expect(try Self.digest(count: 2_000, seed: 8) != Self.digest(count: 2_000, seed: 7))
  }

  /// FNV-1a over the file that is written.
  private static func digest(count: Int, seed: UInt64) throws -> UInt64 {
    let bytes = try file(count: count, seed: seed)
    return bytes.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }

  private static func file(count: Int, seed: UInt64) throws -> Data {
    let url = FileManager.default.temporaryDirectory
      .appendingPathComponent("people-\(UUID().uuidString).csv")
    defer { try? FileManager.default.removeItem(at: url) }
    try #require(LinkagePopulation(recordCount: count, seed: seed)).write(to: url.path)
    return try Data(contentsOf: url)
  }

  @Test("The file has a header and one row a record, with the truth in the last two columns")
  func rows() throws {
    let text = String(decoding: try Self.file(count: 10_000, seed: 7), as: UTF8.self)
    let lines = text.split(separator: "\n")
    #expect(lines[0] == PopulationRecord.columns.joined(separator: ","))
    #expect(lines.count == 10_001)
    for row in [0, 41, 9_999] {
      let record = Self.records[row]
      #expect(lines[row + 1].hasPrefix(record.id + "," + record.system + "," + record.recorded))
      #expect(lines[row + 1].hasSuffix(",\(record.person),\(record.household)"))
    }
  }

  @Test("A record is the same whether it is made alone, again or after others")
  func noHistory() throws {
    let population = try #require(LinkagePopulation(recordCount: 10_000, seed: 7))
    for row in stride(from: 9_999, through: 0, by: -613) {
      #expect(population.record(row) == Self.records[row])
    }
  }

  @Test("Counts outside 1 to ten million are refused", arguments: [0, -1, 10_000_001])
  func refused(count: Int) {
    #expect(LinkagePopulation(recordCount: count, seed: 1) == nil)
  }

  @Test("A population of any size has all its rows", arguments: [1, 2, 3, 259, 260, 261])
  func smallCounts(count: Int) throws {
    let population = try #require(LinkagePopulation(recordCount: count, seed: 3))
    #expect(Set((0..<count).map { population.record($0).id }).count == count)
  }

  @Test("A person has 1 to 8 records, 2.6 on average, 1.415 true pairs a record")
  func clusterSizes() {
    let sizes = Self.clusters.values.map(\.count)
    #expect(sizes.max() == 8 && sizes.min() == 1)
    #expect(abs(Double(Self.records.count) / Double(sizes.count) - 2.6) < 0.03)
    let pairs = sizes.map { $0 * ($0 - 1) / 2 }.reduce(0, +)
    #expect(abs(Double(pairs) / Double(Self.records.count) - 1.415) < 0.015)
  }

  @Test("Rows of one person lie as far apart as chance has it")
  func rowOrder() {
    let neighbours = zip(Self.records, Self.records.dropFirst()).count { $0.person == $1.person }
    // The expectation is 2 × pairs / records = 2.8.
    #expect(neighbours < 12)
  }

  @Test("One person belongs to one household, and one household has up to 26 people")
  func households() {
    #expect(Self.clusters.values.allSatisfy { Set($0.map(\.household)).count == 1 })
    let sizes = Dictionary(grouping: Self.records, by: \.household).values
      .map { Set($0.map(\.person)).count }
    #expect(sizes.max() == 26)
    #expect(sizes.contains(1) && sizes.contains(2) && sizes.contains(4))
  }

  @Test(
    "A system fills its columns at its own rate",
    arguments: [
      ("CUSTODY", 975, 560), ("INTELLIGENCE", 590, 410), ("COUNCIL", 750, 600),
      ("PAYROLL", 925, 670), ("BORDER", 995, 270), ("KEEPER", 470, 320), ("HELPLINE", 330, 620),
      ("BANK", 985, 840),
    ])
  func completeness(system: String, birth: Int, phone: Int) {
    let records = Self.records.filter { $0.system == system }
    #expect(records.count > 500)
    #expect(abs(Self.share(records) { !$0.dateOfBirth.isEmpty } - birth) <= 50)
    #expect(abs(Self.share(records) { !$0.phone.isEmpty } - phone) <= 50)
  }

  @Test("Dates of birth are missing, partial, placeholders, exchanged or wrong at stated rates")
  func datesOfBirth() {
    #expect((240...300).contains(Self.share { $0.dateOfBirth.isEmpty }))
    #expect((15...45).contains(Self.share { $0.dateOfBirth.count == 4 }))
    #expect((3...12).contains(Self.share { $0.dateOfBirth == "1900-01-01" }))
    #expect((15...50).contains(Self.share { $0.dateOfBirth.hasSuffix("-01-01") }))
    var pairs = 0
    var exchanged = 0
    var equal = 0
    for cluster in Self.clusters.values {
      for (a, b) in Self.pairs(cluster.map(\.dateOfBirth).filter { $0.count == 10 }) {
        pairs += 1
        if a == b { equal += 1 } else if a == Self.exchanged(b) { exchanged += 1 }
      }
    }
    #expect((840...930).contains(equal * 1000 / pairs))
    #expect((5...30).contains(exchanged * 1000 / pairs))
  }

  private static func exchanged(_ date: String) -> String {
    let parts = date.split(separator: "-")
    return "\(parts[0])-\(parts[2])-\(parts[1])"
  }

  private static func pairs<T>(_ values: [T]) -> [(T, T)] {
    values.indices.flatMap { a in values.indices.filter { $0 > a }.map { (values[a], values[$0]) } }
  }

  @Test("An exact join on date of birth and family name finds under a third of the true pairs")
  func exactJoin() {
    var pairs = 0
    var found = 0
    for cluster in Self.clusters.values {
      for (a, b) in Self.pairs(cluster) {
        pairs += 1
        let agrees = a.surname.lowercased() == b.surname.lowercased() && !a.surname.isEmpty
        if agrees, a.dateOfBirth == b.dateOfBirth, !a.dateOfBirth.isEmpty { found += 1 }
      }
    }
    #expect((200...330).contains(found * 1000 / pairs))
  }

  @Test("Thirty-eight in a hundred people with Vietnamese names are called Nguyen")
  func skew() {
    let people = Self.clusters.values.compactMap { cluster in
      cluster.first { $0.nationality == "VNM" }
    }
    let names = people.map { ($0.givenNames + " " + $0.surname).uppercased() }
    #expect(people.count > 60)
    let share = names.count { $0.contains("NGUY") } * 100 / max(1, people.count)
    #expect((26...48).contains(share))
  }

  @Test("Telephones, addresses and vehicles are shared beyond the household")
  func shared() {
    for column in [\PopulationRecord.phone, \.vehicle, \.address] {
      let holders = Dictionary(grouping: Self.records.filter { !$0[keyPath: column].isEmpty }) {
        $0[keyPath: column].replacingOccurrences(of: " ", with: "")
      }
      #expect(holders.values.contains { Set($0.map(\.household)).count > 1 })
      #expect(holders.values.contains { Set($0.map(\.person)).count > 5 })
    }
  }

  @Test("Every identifier is from a range that nobody can hold")
  func testSafe() throws {
    let shapes: [(KeyPath<PopulationRecord, String>, String)] = [
      (\.phone, #"(\+44|0)?[ ]?(6\d{9}|6\d{3} ?\d{6}|7700900000|7700900999|0{10})"#),
      (\.vehicle, #"Q[A-Z0-9]{3} ?[A-Z0-9]{3}"#), (\.insuranceNumber, #"QQ\d{6}[A-D]"#),
      (\.uprn, #"999\d{9}"#), (\.postcode, #"ZZ\d\d ?\d[A-Z]{2}"#),
    ]
    for (column, pattern) in shapes {
      let shape = try Regex(pattern)
      let values = Self.records.map { $0[keyPath: column] }.filter { !$0.isEmpty }
      #expect(values.count > 500)
      #expect(values.filter { $0.wholeMatch(of: shape) == nil }.prefix(3) == [])
    }
  }
}
