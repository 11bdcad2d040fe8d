import Records
import Support

@testable import Linkage

/// A town whose people stand in two systems, written with a clerk's errors and without identifiers.
/// Two people each live in a home, with one family name and one phone.
struct Town {
  private static let given = [
    "Adela", "Bruno", "Cosima", "Dorothea", "Emilian", "Felicia", "Gustav", "Hedwig", "Isidor",
    "Jolanda", "Konrad", "Leopold", "Mirabel", "Norbert", "Ottilie", "Quirin",
  ]
  private static let family = [
    "Almond", "Birchwood", "Cedarly", "Dogwoodson", "Elderfield", "Firbank", "Gorseman", "Hazelby",
    "Ivyhouse", "Juniperton", "Larchmont", "Maplecroft", "Oakenshaw", "Pinehurst", "Rowanberry",
    "Sprucefield", "Tamarisk", "Walnutley", "Yewtree", "Zelkovan",
  ]
  static let people = 170
  /// In one system a suspect, in the other a possible victim.
  static let victim = 33

  /// The town and what comes of it, for all tests that only read it.
  static let plain = Town()
  static let resolution = Linker.resolve(plain.evidence)

  let evidence: Evidence
  /// By record of the evidence; -1 for what is no person.
  let truth: [Int]

  /// - Parameters:
  ///   - seed: Another town for each.
  ///   - troubled: Whether people bear numbers, of which some are wrong, and more are victims or suspects.
  ///   - namesakes: Whether three records bear one rare name and phone: one has a date of birth, one has
  ///     none, and one has another.
  init(
    people: Int = Town.people, seed: UInt64 = 0, troubled: Bool = false, namesakes: Bool = false
  ) {
    var builder = EvidenceBuilder()
    var owner: [String: Int] = [:]
    for person in 0..<people {
      func draw(_ stream: UInt64, _ bound: Int, of number: Int) -> Int {
        Int(counterBits(UInt64(number), stream &+ 100 &* seed) % UInt64(bound))
      }
      let given = Self.given[draw(1, 16, of: person)]
      let family = Self.family[draw(2, 20, of: person / 2)]
      let day = 1 + draw(3, 28, of: person)
      let born =
        "19\(60 + draw(4, 39, of: person))-0\(1 + draw(5, 9, of: person))-\(day < 10 ? "0" : "")\(day)"
      let isMisspelt = person % 3 == 0
      let slip = isMisspelt ? String(family.dropLast(2) + family.suffix(1)) : family
      for (system, name) in [("A", "\(family), \(given)"), ("B", "\(given) \(slip)")] {
        let key = "\(system)/nominal/\(1000 + person)"
        builder.person(key, name, born: person % 3 == 1 && system == "B" ? nil : born)
        owner[key] = person
        let phone = "\(system)/phone/\(person / 2)"
        builder.record(phone, .phone, [.phoneNumber: "+4470090\(10_000 + person / 2)"])
        if draw(6, 4, of: person) > 0 { builder.link(key, phone, .user) }
      }
    }
    if namesakes { Town.addNamesakes(&builder) }
    builder.record("A/event/1", .event, [.title: "e"])
    if Town.victim < people {
      let number = 1000 + Town.victim
      builder.link("A/nominal/\(number)", "A/event/1", .involved, role: .suspect)
      builder.link("B/nominal/\(number)", "A/event/1", .involved, role: .potentialVictim)
    }
    if troubled { Town.addRoles(&builder, seed: seed, people: people) }
    var evidence = builder.evidence()
    if troubled { Town.addNumbers(&evidence, seed: seed) }
    self.evidence = evidence
    truth = evidence.records.map { owner[$0.key] ?? -1 }
  }

  private static func addNamesakes(_ builder: inout EvidenceBuilder) {
    for (system, born) in [("A", "1961-03-14"), ("B", nil), ("C", "1931-10-27")] {
      let key = "\(system)/nominal/namesake"
      builder.person(key, "Zebedee Quillfeather", born: born)
      builder.record("\(system)/phone/namesake", .phone, [.phoneNumber: "+447700900999"])
      builder.link(key, "\(system)/phone/namesake", .user)
    }
  }

  private static func addRoles(_ builder: inout EvidenceBuilder, seed: UInt64, people: Int) {
    for person in 0..<people {
      for (stream, system) in [(50, "A"), (51, "B")] as [(UInt64, String)] {
        let fate = counterBits(UInt64(person), stream &+ 100 &* seed) % 8
        guard fate < 3 else { continue }
        builder.link(
          "\(system)/nominal/\(1000 + person)", "A/event/1", .involved,
          role: fate == 0 ? .potentialVictim : .suspect)
      }
    }
  }

  /// Gives every third record the number of its person, and every twelfth that of the next one.
  private static func addNumbers(_ evidence: inout Evidence, seed: UInt64) {
    for index in evidence.records.indices where evidence.records[index].kind == .nominal {
      let fate = counterBits(UInt64(index), 52 &+ 100 &* seed) % 12
      guard fate < 5, let person = Int(evidence.records[index].key.suffix(4)) else { continue }
      let number = "QQ\(100_000 + person + (fate == 4 ? 1 : 0))A"
      evidence.records[index].features.append(
        Feature(name: .nationalInsuranceNumber, raw: number, value: number))
      evidence.records[index].features.sort()
    }
  }

  /// The two records of a person.
  func records(of person: Int) -> [Int] { truth.indices.filter { truth[$0] == person } }

  /// Pairs of records of one person that are joined, and of two persons that are.
  func pairs(_ resolution: Resolution) -> (right: Int, wrong: Int) {
    var counts = (right: 0, wrong: 0)
    for entity in resolution.entities where entity.kind == .nominal {
      for (place, a) in entity.records.enumerated() {
        for b in entity.records[..<place] {
          if truth[a] == truth[b] { counts.right += 1 } else { counts.wrong += 1 }
        }
      }
    }
    return counts
  }
}
