import Foundation
import Records
import Support
import Testing

@testable import Linkage

/// A town whose people stand in two systems, written with a clerk's errors and without identifiers.
/// Two people each live in a home, with one family name and one phone.
private struct Town {
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
  /// Wrongly written in the family name in one of the two systems, and at home nowhere else.
  static let misspelt = 9
  /// In one system a suspect, in the other a possible victim.
  static let victim = 33

  /// The town and what comes of it, for all tests that only read it.
  static let plain = Town()
  static let resolution = Linker.resolve(plain.evidence)

  let evidence: Evidence
  /// By record of the evidence; -1 for what is no person.
  let truth: [Int]

  init(people: Int = Town.people) {
    var builder = EvidenceBuilder()
    var owner: [String: Int] = [:]
    for person in 0..<people {
      func draw(_ stream: UInt64, _ bound: Int, of number: Int) -> Int {
        Int(counterBits(UInt64(number), stream) % UInt64(bound))
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
    builder.record("A/event/1", .event, [.title: "e"])
    if Town.victim < people {
      let number = 1000 + Town.victim
      builder.link("A/nominal/\(number)", "A/event/1", .involved, role: .suspect)
      builder.link("B/nominal/\(number)", "A/event/1", .involved, role: .potentialVictim)
    }
    evidence = builder.evidence()
    truth = evidence.records.map { owner[$0.key] ?? -1 }
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

@Suite("Joins by probability") struct ProbableJoinTests {
  @Test("People whose names were misspelt are joined, nobody is joined to another")
  func town() throws {
    let resolution = Town.resolution
    let pairs = Town.plain.pairs(resolution)
    // A third lack a date of birth in one system: their names and phones alone may not be enough.
    #expect(pairs.right >= Town.people * 6 / 10)
    #expect(pairs.wrong == 0)
    let merge = try #require(resolution.merges.first { $0.rule == "probably the same person" })
    #expect(merge.reason.hasPrefix("probably the same person (probability 0.9"))
    #expect(merge.reason.contains("name given"))
    #expect(resolution.notes.first == "persons: model fitted to 340 records with a name")
    #expect(resolution.notes.count { $0.hasPrefix("persons: key ") && $0.contains("reach") } > 1)
    #expect(
      resolution.merges.count == Town.plain.evidence.records.count - resolution.entities.count,
      "joins form a forest")
  }

  @Test("With too few records no model is fitted, and the resolution says so")
  func tooFew() {
    let resolution = Linker.resolve(Town(people: 20).evidence)
    #expect(!resolution.merges.contains { $0.rule == "probably the same person" })
    #expect(resolution.possibleMatches.isEmpty)
    #expect(resolution.notes.count == 1)
    #expect(resolution.notes[0].contains("40 records with a name, 300 needed"))
  }

  @Test("A possible victim and a suspect are not joined by probability but wait for a human")
  func victimAndSuspect() throws {
    let pair = Town.plain.records(of: Town.victim)
    let resolution = Town.resolution
    #expect(resolution.entityOfRecord[pair[0]] != resolution.entityOfRecord[pair[1]])
    let match = try #require(resolution.possibleMatches.first { $0.first == pair[0] })
    #expect(match.second == pair[1])
    #expect(match.reason.contains("possible victim"))
    let thousandths = try #require(match.thousandths)
    #expect(thousandths >= 950)
  }

  @Test("Contradicting identifiers hold back, and what humans decided holds and leaves the queue")
  func heldAndDecided() throws {
    let town = Town.plain
    var evidence = town.evidence
    let (numbered, apart, waiting) = (
      town.records(of: Town.misspelt), town.records(of: 3), town.records(of: Town.victim)
    )
    for (record, number) in zip(numbered, ["QQ123456A", "QQ999999A"]) {
      evidence.records[record].features.append(
        Feature(name: .nationalInsuranceNumber, raw: number, value: number))
      evidence.records[record].features.sort()
    }
    func key(_ record: Int) -> String { evidence.records[record].key }
    let resolution = Linker.resolve(
      evidence,
      judgements: [
        Judgement(key(apart[0]), key(apart[1]), .different, analyst: "A", reason: "r", time: "1"),
        Judgement(key(waiting[0]), key(waiting[1]), .unsure, analyst: "A", reason: "r", time: "2"),
      ])
    for pair in [numbered, apart, waiting] {
      #expect(resolution.entityOfRecord[pair[0]] != resolution.entityOfRecord[pair[1]])
    }
    for pair in [apart, waiting] {
      #expect(!resolution.possibleMatches.contains { $0.first == pair[0] && $0.second == pair[1] })
    }
  }

  @Test("What a human could not tell is not joined by probability, and not asked again")
  func unsure() throws {
    let evidence = Town.plain.evidence
    let merge = try #require(
      Town.resolution.merges.first { $0.rule == "probably the same person" })
    let (a, b) = (merge.first, merge.second)
    #expect(Town.resolution.entityOfRecord[a] == Town.resolution.entityOfRecord[b])
    let doubt = Judgement(
      evidence.records[a].key, evidence.records[b].key, .unsure, analyst: "A", reason: "r",
      time: "1")
    let resolution = Linker.resolve(evidence, judgements: [doubt])
    #expect(resolution.entityOfRecord[a] != resolution.entityOfRecord[b])
    #expect(!resolution.possibleMatches.contains { $0.first == a && $0.second == b })
  }

  @Test("An explanation's bits sum to the odds of its probability")
  func explanation() throws {
    let town = Town.plain
    let merge = try #require(
      Town.resolution.merges.first { $0.rule == "probably the same person" })
    let pair = [merge.first, merge.second]
    let explanation = Linker.explain(pair[0], pair[1], of: town.evidence)
    #expect(explanation.outcome == .same)
    #expect(explanation.joins == [merge.reason])
    let thousandths = try #require(explanation.thousandths)
    #expect(thousandths >= 950)
    let sum = explanation.addends.reduce(0) { $0 + $1.bits }
    let probability = 1 / (1 + exp2(-sum))
    #expect(abs(probability - Double(thousandths) / 1000) <= 0.001, "999 stands for all above")
    #expect(explanation.addends.contains { $0.feature == "name given" && $0.bits > 0 })
    let strangers = Linker.explain(pair[0], town.records(of: 13)[0], of: town.evidence)
    #expect(strangers.outcome == .apart)
    #expect(strangers.joins.isEmpty)
    #expect(strangers.entities[0] != strangers.entities[1])
  }

  @Test("Father and son stay apart although a record without a date of birth is like both")
  func datesOfClusters() throws {
    var joining = RecordJoining(Town.plain.evidence)
    let matching = try #require(KindMatching.persons(&joining, policy: .standard).matching)
    // Of every third person the second record has no date.
    let (father, undated) = (Town.plain.records(of: 1)[0], Town.plain.records(of: 1)[1])
    // Of person 3 both have one, the same.
    let (son, again) = (Town.plain.records(of: 3)[0], Town.plain.records(of: 3)[1])
    var dates = DatesOfClusters(matching, clusters: &joining.clusters)
    #expect(dates.differ(father, son))
    #expect(!dates.differ(father, undated))
    #expect(!dates.differ(undated, son))
    dates.join(father, undated)
    #expect(dates.differ(min(father, undated), son))
    // Whoever bears both dates, by a number that both share, is like either.
    dates.join(min(father, undated), son)
    let both = min(father, undated, son)
    #expect(!dates.differ(both, again))
  }

  @Test(
    "A name is read with the family name in front of a comma or at the end",
    arguments: [
      ("SAMPLE, Ada", "ada", "sample"), ("Ada Sample", "ada", "sample"),
      ("van der Berg, J Ada", "j ada", "van der berg"), ("Ada", nil, "ada"),
    ])
  func names(raw: String, given: String?, family: String) {
    #expect(PersonFeatures.name(raw) == .name(given: given, family: family))
  }
}
