import Linkage
import Records
import Support
import Testing

@testable import Assessment

/// What becomes known of some moves nobody who has nothing to do with them.
@Suite("Locality")
struct LocalityTests {
  /// Random evidence with `count` tenants more at an address that has more residents than link anybody.
  private func evidence(seed: UInt64, tenants: Int) throws -> Evidence {
    var evidence = RandomEvidence(seed: seed, people: 30).evidence
    let crowded = try #require(
      evidence.records.indices.filter { evidence.records[$0].kind == .address }.max { a, b in
        residents(of: a, in: evidence) < residents(of: b, in: evidence)
      })
    #expect(residents(of: crowded, in: evidence) > AssessmentPolicy.standard.sharedLimit)
    // Their keys stand between those of the others: every index after them moves.
    var records = evidence.records
    var old = Array(records.indices)
    for number in 0..<tenants {
      let key = "S/nominal/1\(number)tenant"
      let place = records.firstIndex { $0.key > key } ?? records.count
      records.insert(
        SourceRecord(
          key: key, kind: .nominal, system: "S",
          features: [
            Feature(name: .name, raw: "Tenant \(number)", value: "tenant number\(number)")
          ]), at: place)
      old.insert(-1, at: place)
    }
    var place = [Int](repeating: 0, count: evidence.records.count)
    for (new, before) in old.enumerated() where before >= 0 { place[before] = new }
    evidence.assertions = evidence.assertions.map { Self.moved($0, by: place) }
    for new in old.indices where old[new] < 0 {
      evidence.assertions.append(
        Assertion(
          key: UInt64(100_000 + new), from: new, to: place[crowded], type: .resident, role: nil,
          interval: .unknown, report: nil, source: 0, row: 10_000 + new))
    }
    for index in evidence.subjects.indices {
      evidence.subjects[index].members = evidence.subjects[index].members.map { place[$0] }
    }
    evidence.records = records
    return evidence
  }

  private func residents(of address: Int, in evidence: Evidence) -> Int {
    Set(evidence.assertions.filter { $0.to == address }.map(\.from)).count
  }

  private static func moved(_ old: Assertion, by place: [Int]) -> Assertion {
    Assertion(
      key: old.key, from: place[old.from], to: place[old.to], type: old.type, role: old.role,
      interval: old.interval, report: old.report, source: old.source, row: old.row,
      amount: old.amount)
  }

  private func list(_ evidence: Evidence) throws -> [String] {
    release(try assess(evidence)).positions.map { position in
      "\(position.id) \(position.points) " + position.members.map(\.entity.text).joined()
    }
  }

  @Test(
    "Twelve tenants more in a crowded house change no position and no points",
    arguments: 0..<6 as Range<UInt64>)
  func tenants(seed: UInt64) throws {
    let before = try list(evidence(seed: seed, tenants: 0))
    #expect(try list(evidence(seed: seed, tenants: 12)) == before)
  }
}
