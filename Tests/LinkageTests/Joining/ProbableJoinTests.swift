import Foundation
import Records
import Support
import Testing

@testable import Linkage

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
    // The two surest joins of the town.
    let joins = Town.resolution.merges.filter { $0.rule == "probably the same person" }.prefix(2)
      .map { [$0.first, $0.second] }
    let (numbered, apart, waiting) = (joins[0], joins[1], town.records(of: Town.victim))
    for (record, number) in zip(numbered, ["QQ123456A", "QQ999999A"]) {
      evidence.records[record].features.append(
        Feature(name: .nationalInsuranceNumber, raw: number, value: number))
      evidence.records[record].features.sort()
    }
    func key(_ record: Int) -> String { evidence.records[record].key }
    for pair in [numbered, apart] {
      #expect(Town.resolution.entityOfRecord[pair[0]] == Town.resolution.entityOfRecord[pair[1]])
    }
    let resolution = Linker.resolve(
      evidence,
      judgements: [
        Judgement(key(apart[0]), key(apart[1]), .different, analyst: "A", reason: "r", time: "1"),
        Judgement(key(waiting[0]), key(waiting[1]), .unsure, analyst: "A", reason: "r", time: "2"),
      ])
    for pair in [numbered, apart, waiting] {
      #expect(resolution.entityOfRecord[pair[0]] != resolution.entityOfRecord[pair[1]])
    }
    let match = try #require(
      resolution.possibleMatches.first { $0.first == numbered[0] && $0.second == numbered[1] })
    #expect(match.reason.contains("different values of nationalInsuranceNumber"))
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

  @Test("Two dates of birth that no slip explains are not joined through a record without one")
  func datesEndToEnd() throws {
    let evidence = Town(namesakes: true).evidence
    // A rare name and one phone come to .92, so with this line the model would join all three.
    var policy = LinkPolicy.standard
    policy.same = 0.8
    let resolution = Linker.resolve(evidence, policy: policy)
    let trio = evidence.records.indices.filter { evidence.records[$0].key.hasSuffix("namesake") }
      .filter { evidence.records[$0].kind == .nominal }
    let entities = trio.map { resolution.entityOfRecord[$0] }
    #expect(entities[0] == entities[1], "the record without a date is one with the first")
    #expect(entities[0] != entities[2])
    let match = try #require(
      resolution.possibleMatches.first {
        Set([$0.first, $0.second].map { resolution.entityOfRecord[$0] }) == Set(entities)
      })
    #expect(match.thousandths.map { $0 >= 800 } == true, "held back, though probable")
  }

  @Test("A pair that a human told apart is not called possibly the same")
  func toldApart() throws {
    let evidence = Town.plain.evidence
    let merge = try #require(
      Town.resolution.merges.first { $0.rule == "probably the same person" })
    func outcome(_ verdict: Judgement.Verdict) -> PairExplanation.Outcome {
      let judgement = Judgement(
        evidence.records[merge.first].key, evidence.records[merge.second].key, verdict,
        analyst: "A", reason: "r", time: "1")
      return Linker.explain(merge.first, merge.second, of: evidence, judgements: [judgement])
        .outcome
    }
    #expect([.apart, .related].contains(outcome(.different)))
    #expect(outcome(.unsure) == .possiblySame)
  }

  @Test("The pairs that the model weighed have the probabilities of their explanations")
  func weighedPairs() throws {
    let evidence = Town.plain.evidence
    let pairs = Linker.weighedPairs(of: evidence, workers: 1)
    #expect(zip(pairs, pairs.dropFirst()).allSatisfy { $0.probability >= $1.probability })
    let joined = Town.resolution.merges.filter { $0.rule == "probably the same person" }
    #expect(!joined.isEmpty)
    for merge in joined {
      let pair = try #require(
        pairs.first { $0.first == merge.first && $0.second == merge.second })
      #expect(pair.probability >= LinkPolicy.standard.same)
    }
    let last = try #require(pairs.last { $0.probability > 0.3 })
    let explained = Linker.explain(last.first, last.second, of: evidence, workers: 2)
    #expect(abs(last.probability - Double(explained.thousandths ?? 0) / 1000) < 0.001)
    #expect(Linker.weighedPairs(of: Town(people: 20).evidence).isEmpty, "no model was fitted")
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
