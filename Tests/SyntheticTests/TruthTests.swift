import Foundation
import Synthetic
import Testing

@Suite("The truth of the Fens agrees with its files")
struct TruthTests {
  let world: World
  let persons: [String: Int]

  init() throws {
    world = try World.small.get()
    persons = try world.persons()
  }

  private func group(_ name: String) throws -> [Int] {
    try world.rows("groups", in: "truth").filter { $0["group"] == name }
      .compactMap { Int($0["person"] ?? "") }
  }

  @Test(
    "Each planted OCG is reported by all three forces, its members among themselves",
    arguments: ["HERON", "BITTERN", "AVOCET"])
  func groupsAreReported(name: String) throws {
    let members = Set(try group(name))
    #expect((7...10).contains(members.count))
    let lines = try world.intelligence().filter {
      members.contains(persons[$0.personKey] ?? -1) && members.contains(persons[$0.otherKey] ?? -1)
    }
    #expect(Set(lines.map(\.system)).count == 3)
    #expect(lines.count >= 27, "\(lines.count) lines between members")
    let named = try world.rows("master-list-members").filter { row in
      members.contains(persons["MASTER-LIST/nominal/\(row["MEMBER_REF"] ?? "")"] ?? -1)
    }
    #expect((5..<members.count).contains(named.count))
    #expect(Set(named.compactMap { $0["SUBJECT_ID"] }).count == 1)
  }

  @Test("The unsupported organiser occurs in one row of one 3D C report and nowhere else")
  func unsupportedOrganiser() throws {
    let person = try noted("unsupported-organiser")
    #expect(persons.filter { $0.value == person }.count == 1)
    let lines = try world.intelligence().filter {
      persons[$0.personKey] == person || persons[$0.otherKey] == person
    }
    #expect(lines.map(\.grade) == ["3DC"])
  }

  @Test("The broker has three reports, into two groups; the noisy associate has forty")
  func notables() throws {
    let broker = try noted("broker")
    let noisy = try noted("noisy-associate")
    let lines = try world.intelligence()
    let brokered = lines.filter { persons[$0.personKey] == broker }
    #expect(brokered.count == 3)
    let heron = try group("HERON")
    let bittern = try group("BITTERN")
    let others = brokered.compactMap { persons[$0.otherKey] }
    #expect(others.filter(heron.contains).count == 2 && others.filter(bittern.contains).count == 1)
    #expect(Set(lines.filter { persons[$0.personKey] == noisy }.map(\.reference)).count == 40)
    for group in ["HERON", "BITTERN", "AVOCET"] {
      let most = try self.group(group).map { member in
        Set(lines.filter { persons[$0.personKey] == member }.compactMap { persons[$0.otherKey] })
          .count
      }.max()
      let known = Set(
        lines.filter { persons[$0.personKey] == noisy }.compactMap {
          persons[$0.otherKey]
        })
      #expect(known.count > most ?? 0)
    }
  }

  private func noted(_ finding: String) throws -> Int {
    let row = try world.rows("nominals-of-note", in: "truth").first { $0["finding"] == finding }
    return try #require(row.flatMap { Int($0["person"] ?? "") })
  }

  @Test("Sixty workers are referred, one is a suspect too, and nobody else bears a shielded name")
  func shielded() throws {
    let shielded = try world.rows("shielded", in: "truth")
    #expect(shielded.filter { $0["group"] != "" }.count == 60)
    let referrals = Set(try world.rows("victim-referrals").compactMap { $0["REFERRAL_NO"] })
    #expect(Set(shielded.compactMap { $0["referral"] }) == referrals)
    let numbers = Set(shielded.compactMap { Int($0["person"] ?? "") })
    let suspects = Set(
      try world.intelligence().filter { ["S", "suspect", "SUS"].contains($0.role) }
        .compactMap { persons[$0.personKey] })
    #expect(suspects.intersection(numbers).count == 1)
    #expect(
      shielded.filter { $0["alsoSuspect"] == "yes" }.compactMap { Int($0["person"] ?? "") }
        == suspects.intersection(numbers).sorted())
    let families = Set(shielded.compactMap { $0["name"]?.split(separator: " ").last })
    for row in try world.rows("residence") {
      let person = persons["FENS-COUNCILS/nominal/\(row["PERSON_REF"] ?? "")"] ?? -1
      guard !numbers.contains(person), let family = row["NAME"]?.split(separator: " ").last else {
        continue
      }
      #expect(!families.contains(family), "\(row["NAME"] ?? "") is not shielded")
    }
  }

  @Test("Decoys link more people than any member's account or phone")
  func decoys() throws {
    let decoys = try world.rows("decoys", in: "truth")
    #expect(decoys.filter { $0["declared"] == "" }.count == 2)
    let hostel = try #require(decoys.first { $0["declared"] == "hostel" })
    let residents = Set(
      try world.rows("residence").filter { $0["UPRN"] == hostel["identifier"] }
        .compactMap { $0["PERSON_REF"] })
    #expect(String(residents.count) == hostel["people"])
    let paid = Dictionary(grouping: try world.rows("wage-payments")) {
      "\($0["SORT_CODE"] ?? "") \($0["ACCOUNT"] ?? "")"
    }.mapValues { Set($0.compactMap { $0["WORKER_NO"] }).count }
    let shared = paid.filter { $0.value > 1 }
    #expect(shared.values.sorted() == [20, 20, 20, 150])
    let bureau = try #require(decoys.first { $0["kind"] == "account" }?["identifier"])
    #expect(shared[bureau] == 150)
  }

  @Test("One in twelve entries outside the councils' files is spoilt, and never a shielded one")
  func damage() throws {
    let entries = try world.rows("nominals", in: "truth")
    let ordinary = entries.filter {
      (Int($0["person"] ?? "") ?? 0) >= 10_000 && $0["system"] != "FENS-COUNCILS"
    }
    let spoilt = ordinary.filter { $0["damage"] != "none" }
    let rate = Double(spoilt.count) / Double(ordinary.count)
    #expect((0.05...0.11).contains(rate), "\(rate)")
    #expect(
      Set(spoilt.compactMap { $0["damage"] }) == ["transliteration", "swappedNames", "dayMonth"])
    let shielded = Set(try world.rows("shielded", in: "truth").compactMap { $0["person"] })
    #expect(
      entries.filter { shielded.contains($0["person"] ?? "") && $0["damage"] != "none" }.isEmpty)
    #expect(Set(entries.compactMap { $0["record"] }).count == entries.count)
  }
}
