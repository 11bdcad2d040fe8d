import Records
import Support
import Testing

@testable import Linkage

/// Records that often agree: few names, births, numbers and documents, some of them twice in a record,
/// with roles, and judgements on some pairs.
private struct Crowd {
  /// Whatever else changes, a record with the same number says the same.
  static func draw(_ stream: UInt64, _ bound: Int, _ seed: UInt64, of record: Int) -> Int {
    Int(counterBits(UInt64(record), seed &* 64 &+ stream) % UInt64(bound))
  }

  static let size = 60

  static func key(_ record: Int) -> String { "S\(record % 3)/nominal/\(100 + record)" }

  /// Returns the evidence of the records in `present` alone.
  static func evidence(_ present: [Int], seed: UInt64) -> Evidence {
    var builder = EvidenceBuilder()
    var further: [String: [Feature]] = [:]
    builder.record("S0/event/1", .event, [.title: "e"])
    for record in present {
      func draw(_ stream: UInt64, _ bound: Int) -> Int {
        Self.draw(stream, bound, seed, of: record)
      }
      var features: [Feature.Name: String] = [.name: "given\(draw(1, 6)) family\(draw(2, 4))"]
      if draw(3, 3) > 0 { features[.dateOfBirth] = "1980-02-1\(draw(4, 4))" }
      if draw(5, 3) == 0 { features[.nationalInsuranceNumber] = "number\(draw(6, 15))" }
      if draw(7, 4) == 0 { features[.pncID] = "pnc\(draw(8, 12))" }
      if draw(9, 4) == 0 { features[.travelDocument] = "document\(draw(10, 12))" }
      builder.record(key(record), .nominal, features)
      for (stream, feature, text) in [
        (11, Feature.Name.nationalInsuranceNumber, "number\(draw(12, 15))"),
        (13, .dateOfBirth, "1980-02-1\(draw(14, 4))"), (15, .pncID, "pnc\(draw(16, 12))"),
      ] where draw(UInt64(stream), 12) == 0 && features[feature] != text {
        further[key(record), default: []].append(Feature(name: feature, raw: text, value: text))
      }
      if draw(17, 4) == 0 {
        builder.link(
          key(record), "S0/event/1", .involved,
          role: draw(18, 2) == 0 ? .suspect : .potentialVictim)
      }
    }
    var evidence = builder.evidence()
    for place in evidence.records.indices {
      let added = further[evidence.records[place].key] ?? []
      evidence.records[place].features = (evidence.records[place].features + added).sorted()
    }
    return evidence
  }

  static func judgements(_ present: [Int], seed: UInt64) -> [Judgement] {
    let known = Set(present)
    return (0..<12).compactMap { number in
      let pair = (draw(30, size, seed, of: number), draw(31, size, seed, of: number))
      guard pair.0 != pair.1, known.contains(pair.0), known.contains(pair.1) else { return nil }
      return Judgement(
        key(pair.0), key(pair.1), Judgement.Verdict.allCases[draw(32, 3, seed, of: number)],
        analyst: "DC Sample", reason: "r", time: "2026-07-01T09:\(10 + number):00Z")
    }
  }
}

/// What a linking says of its records, by key.
private struct Outcome {
  /// The other records of each record's entity.
  var entityOf: [String: Set<String>] = [:]
  var waiting: Set<Set<String>> = []

  init(_ evidence: Evidence, _ judgements: [Judgement]) {
    let resolution = Linker.resolve(evidence, judgements: judgements)
    for entity in resolution.entities {
      let keys = Set(entity.records.map { evidence.records[$0].key })
      for key in keys { entityOf[key] = keys }
    }
    for match in resolution.possibleMatches {
      waiting.insert([evidence.records[match.first].key, evidence.records[match.second].key])
    }
  }
}

/// Returns the keys of each component: records that share a value or a judgement, directly or not.
private func components(_ evidence: Evidence, _ judgements: [Judgement]) -> [Set<String>] {
  var open = evidence.records.filter { $0.kind == .nominal }
  var found: [Set<String>] = []
  while let first = open.popLast() {
    var component = [first]
    var place = 0
    while place < component.count {
      let record = component[place]
      place += 1
      let values = Set(record.features.map { "\($0.name) \($0.raw)" })
      let judged = Set(
        judgements.filter { $0.first == record.key || $0.second == record.key }
          .flatMap { [$0.first, $0.second] })
      let near = open.filter { other in
        judged.contains(other.key)
          || other.features.contains { values.contains("\($0.name) \($0.raw)") }
      }
      component += near
      open.removeAll { other in near.contains { $0.key == other.key } }
    }
    found.append(Set(component.map(\.key)))
  }
  return found
}

@Suite("Components") struct ComponentTests {
  @Test(
    "Rows that come or go change only the components that they touch",
    arguments: 0..<30 as Range<UInt64>)
  func touched(seed: UInt64) {
    // Sparse, so that there are many components.
    let all = (0..<Crowd.size).filter { Crowd.draw(40, 4, seed, of: $0) == 0 }
    let gone = Set(all.filter { Crowd.draw(41, 5, seed, of: $0) == 0 })
    let rest = all.filter { !gone.contains($0) }
    let (whole, part) = (
      Crowd.evidence(all, seed: seed), Crowd.evidence(rest, seed: seed)
    )
    let decisions = Crowd.judgements(all, seed: seed)
    let before = Outcome(whole, decisions)
    let after = Outcome(part, Crowd.judgements(rest, seed: seed))
    let touched = Set(gone.map(Crowd.key))
    for component in components(whole, decisions) where component.isDisjoint(with: touched) {
      for key in component { #expect(before.entityOf[key] == after.entityOf[key], "\(key)") }
      let inside = { (pair: Set<String>) in pair.isSubset(of: component) }
      #expect(before.waiting.filter(inside) == after.waiting.filter(inside))
    }
  }

  @Test(
    "Without a human no entity holds a possible victim and a suspect, or two different numbers",
    arguments: 0..<60 as Range<UInt64>)
  func laws(seed: UInt64) {
    let evidence = Crowd.evidence(Array(0..<Crowd.size), seed: seed)
    let resolution = Linker.resolve(evidence)
    func has(_ record: Int, _ roles: [Role]) -> Bool {
      evidence.assertions.contains { assertion in
        assertion.from == record && assertion.role.map(roles.contains) == true
      }
    }
    for entity in resolution.entities where entity.kind == .nominal {
      let isMixed =
        entity.records.contains { has($0, [.suspect]) }
        && entity.records.contains { has($0, [.potentialVictim]) }
      #expect(!isMixed, "\(entity.id)")
      let numbers = entity.records
        .map { Set(evidence.records[$0].values(.nationalInsuranceNumber)) }
        .filter { $0.count == 1 }
      #expect(Set(numbers).count <= 1, "\(entity.id): \(numbers)")
    }
    #expect(resolution.merges.count > 0)
    #expect(resolution.possibleMatches.count > 0)
  }

  @Test("Every decision holds among records that often agree", arguments: 0..<30 as Range<UInt64>)
  func decisions(seed: UInt64) {
    let everybody = Array(0..<Crowd.size)
    let evidence = Crowd.evidence(everybody, seed: seed)
    let judgements = Crowd.judgements(everybody, seed: seed)
    let resolution = Linker.resolve(evidence, judgements: judgements)
    let outcome = Outcome(evidence, judgements)
    let contradicted = Set(resolution.contradictions.map { Set($0.records) })
    for judgement in judgements where judgement.verdict != .unsure {
      let isOne = outcome.entityOf[judgement.first]?.contains(judgement.second) == true
      if judgement.verdict == .different {
        #expect(!isOne, "\(judgement)")
      } else if !contradicted.contains([judgement.first, judgement.second]) {
        #expect(isOne, "\(judgement)")
      }
      #expect(
        !outcome.waiting.contains([judgement.first, judgement.second]), "decided: \(judgement)")
    }
  }
}
