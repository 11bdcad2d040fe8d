import Linkage
import Records
import Support
import Testing

@Suite("Judgements") struct JudgementTests {
  /// Keys of the records of each entity with more than one.
  private func groups(_ resolution: Resolution, _ evidence: Evidence) -> [[String]] {
    resolution.entities.map { $0.records.map { evidence.records[$0].key } }
      .filter { $0.count > 1 }.sorted { $0[0] < $1[0] }
  }

  private func judged(
    _ a: String, _ b: String, _ verdict: Judgement.Verdict, at minute: Int = 0
  ) -> Judgement {
    Judgement(
      a, b, verdict, analyst: "DC Sample", reason: "seen together",
      time: "2026-07-01T09:\(10 + minute):00Z")
  }

  private func people(_ names: [String]) -> Evidence {
    var builder = EvidenceBuilder()
    for name in names { builder.person("S/nominal/\(name)", "Name \(name)") }
    return builder.evidence()
  }

  @Test("Records judged the same are one entity, and the join says who decided and why")
  func same() throws {
    let evidence = people(["a", "b", "c"])
    let resolution = Linker.resolve(
      evidence, judgements: [judged("S/nominal/c", "S/nominal/a", .same)])
    #expect(groups(resolution, evidence) == [["S/nominal/a", "S/nominal/c"]])
    let merge = try #require(resolution.merges.first)
    #expect(merge.rule == "judged the same")
    #expect(merge.reason == "judged the same by DC Sample: seen together")
    #expect(resolution.contradictions.isEmpty)
  }

  @Test("Records judged different stay apart although they bear one identifier, and that is said")
  func different() throws {
    var builder = EvidenceBuilder()
    for name in ["a", "b", "c"] {
      builder.record(
        "S/nominal/\(name)", .nominal, [.name: "x", .nationalInsuranceNumber: "QQ123456A"])
    }
    let evidence = builder.evidence()
    let resolution = Linker.resolve(
      evidence, judgements: [judged("S/nominal/a", "S/nominal/b", .different)])
    #expect(groups(resolution, evidence) == [["S/nominal/a", "S/nominal/c"]])
    let held = try #require(resolution.heldBack.first)
    #expect(held.records == [0, 1])
    #expect(held.rule == "same National Insurance number, judged different")
    #expect(held.reason.contains("DC Sample"))
  }

  @Test("A decision that a chain of others contradicts is reported, whatever order they come in")
  func chain() throws {
    let evidence = people(["a", "b", "c", "d"])
    let decisions = [
      judged("S/nominal/a", "S/nominal/b", .same, at: 1),
      judged("S/nominal/b", "S/nominal/c", .same, at: 2),
      judged("S/nominal/a", "S/nominal/c", .different, at: 3),
    ]
    for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0], [0, 2, 1]] {
      let resolution = Linker.resolve(evidence, judgements: order.map { decisions[$0] })
      #expect(groups(resolution, evidence) == [["S/nominal/a", "S/nominal/b"]], "\(order)")
      #expect(resolution.contradictions.map(\.records) == [["S/nominal/b", "S/nominal/c"]])
      #expect(try #require(resolution.contradictions.first).words.contains("not joined"))
    }
  }

  @Test("A join judged against two different identifiers holds and is reported")
  func againstIdentifiers() {
    var builder = EvidenceBuilder()
    builder.record("S/nominal/a", .nominal, [.nationalInsuranceNumber: "QQ123456A"])
    builder.record("S/nominal/b", .nominal, [.nationalInsuranceNumber: "QQ999999A"])
    let evidence = builder.evidence()
    let resolution = Linker.resolve(
      evidence, judgements: [judged("S/nominal/a", "S/nominal/b", .same)])
    #expect(resolution.entities.count == 1)
    #expect(resolution.contradictions.count == 1)
  }

  @Test("Decisions on records that are not there or are of two kinds are reported, not lost")
  func withoutEffect() {
    var builder = EvidenceBuilder()
    builder.person("S/nominal/a", "Name a")
    builder.record("S/vehicle/b", .vehicle, [.registration: "QZ12ABC"])
    let evidence = builder.evidence()
    let resolution = Linker.resolve(
      evidence,
      judgements: [
        judged("S/nominal/a", "S/nominal/gone", .same),
        judged("S/nominal/a", "S/vehicle/b", .same, at: 1),
      ])
    #expect(resolution.entities.count == 2)
    #expect(resolution.contradictions.count == 2)
    #expect(resolution.contradictions[0].words.contains("S/nominal/gone"))
  }

  @Test("Every decision holds in any order of decisions", arguments: 0..<10 as Range<UInt64>)
  func laws(seed: UInt64) {
    let evidence = RandomEvidence(seed: seed).evidence
    let keys = evidence.records.filter { $0.kind == .nominal }.map(\.key)
    // Pairs that no chain can bring into contradiction: even places joined, odd ones kept apart.
    let decisions = (0..<keys.count / 2).map { place in
      judged(
        keys[place * 2], keys[place * 2 + 1], place.isMultiple(of: 2) ? .same : .different,
        at: place)
    }
    let resolution = Linker.resolve(evidence, judgements: decisions)
    let again = Linker.resolve(evidence, judgements: decisions.reversed())
    #expect(resolution.entityOfRecord == again.entityOfRecord)
    #expect(resolution.merges == again.merges)
    func entity(_ key: String) -> Int {
      evidence.records.firstIndex { $0.key == key }.map { resolution.entityOfRecord[$0] } ?? -1
    }
    for decision in decisions {
      #expect((entity(decision.first) == entity(decision.second)) == (decision.verdict == .same))
    }
  }
}

@Suite("Ids of entities") struct EntityIDTests {
  private func evidence(_ keys: [String]) -> Evidence {
    var builder = EvidenceBuilder()
    for key in keys { builder.record("S/vehicle/\(key)", .vehicle, [.registration: "QZ12ABC"]) }
    return builder.evidence()
  }

  @Test("An entity keeps its id when a record with a lesser key joins it later")
  func later() {
    let before = Linker.resolve(evidence(["b", "c"]))
    let after = Linker.resolve(evidence(["a", "b", "c"]), ages: [1, 0, 0])
    #expect(after.entities.map(\.id) == before.entities.map(\.id))
    #expect(
      Linker.resolve(evidence(["a", "b", "c"])).entities.map(\.id) != before.entities.map(\.id))
  }

  @Test("A merge keeps the older id, and the other id leads to it")
  func merge() throws {
    let apart = Judgement(
      "S/vehicle/a", "S/vehicle/b", .different, analyst: "A", reason: "r", time: "2026")
    let all = evidence(["a", "b"])
    let before = Linker.resolve(all, judgements: [apart], ages: [1, 0])
    let after = Linker.resolve(all, ages: [1, 0])
    let old = before.entityOfRecord.map { before.entities[$0].id.text }
    #expect(after.entities.map(\.id.text) == [old[1]])
    #expect(after.entities(called: old[0], in: all) == [0])
    #expect(
      EntityChange.changes(
        to: after, from: before.merges, isNew: [false, false], ages: [1, 0], evidence: all
      )
      .map { [$0.old, $0.new] } == [[old[0], old[1]]])
    // The other way round: the part with the older record keeps the id, and the split is on record.
    #expect(
      EntityChange.changes(
        to: before, from: after.merges, isNew: [false, false], ages: [1, 0], evidence: all
      )
      .map { [$0.old, $0.new] } == [[old[1], old[0]]])
    #expect(after.entities(called: "V-NOSUCHID00", in: all) == nil)
  }

  @Test("An id leads to its record though rows have since given that another kind")
  func kindChange() throws {
    var evidence = evidence(["a", "b"])
    let old = Linker.resolve(evidence).entities[0].id.text
    #expect(old.hasPrefix("V-"))
    evidence.records[1].kind = .nominal
    let before = try #require(Linker.resolve(evidence).entities.first { $0.kind == .vehicle })
    evidence.records[0].kind = .nominal
    let after = Linker.resolve(evidence)
    let found = try #require(after.entities(called: before.id.text, in: evidence))
    #expect(found.map { after.entities[$0].records } == [[0]])
    #expect(after.entities(called: "?-" + old.dropFirst(2), in: evidence) == nil)
  }
}
