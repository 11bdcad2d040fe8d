import Testing

@testable import Linkage

/// A world whose probabilities are known: a document and a date that belong to one entity, a phone
/// and a street that related entities share.
private struct KnownWorld {
  let schema: LinkSchema
  let m: [[Double]] = [
    [0, 0.9, 0.06, 0.02, 0.02],
    [0, 0.8, 0.02, 0.05, 0.06, 0.03, 0.02, 0.01, 0.01],
    [0, 0.6, 0.1, 0.05, 0.25],
    [0, 0.5, 0.05, 0.1, 0.05, 0.01, 0.29],
  ]
  let u: [[Double]] = [
    [0, 1e-5, 1e-4, 1e-3, 0.998_89],
    [0, 1e-4, 1e-3, 1e-3, 2e-3, 0.02, 0.01, 0.05, 0.915_9],
    [0, 1e-4, 1e-3, 1e-3, 0.997_9],
    [0, 1e-3, 1e-3, 5e-3, 0.02, 1e-3, 0.972],
  ]
  let shared: [[Double]] = [[0, 0.5, 0.02, 0.02, 0.46], [0, 0.7, 0.05, 0.05, 0.02, 0.01, 0.17]]
  let same = 2_000.0
  var related = 3_000.0
  let all = 5_000_000.0

  init() throws {
    schema = try LinkSchema([
      .init("passport", .document), .init("born", .date), .init("phone", .phone),
      .init("street", .addressPart),
    ])
  }

  /// Of related pairs one in a hundred agrees on a document or a date that is not their own.
  var r: [[Double]] {
    let rarely = u[0..<2].map { levels in
      levels.enumerated().map { $1 * 0.99 + ($0 == 1 ? 0.01 : 0) }
    }
    return rarely + shared
  }

  /// The expected count of every pattern.
  func expectedCounts() -> PatternCounts {
    var patterns: [UInt64] = []
    var counts: [Double] = []
    for a in 1..<5 {
      for b in 1..<9 {
        for c in 1..<5 {
          for d in 1..<7 {
            let levels = [a, b, c, d]
            func mass(_ table: [[Double]]) -> Double {
              levels.enumerated().reduce(1) { $0 * table[$1.offset][$1.element] }
            }
            let pattern = levels.enumerated().reduce(UInt64(0)) {
              $0 | UInt64($1.element) << UInt64(4 * $1.offset)
            }
            patterns.append(PatternCounts.entry(pattern: pattern, same: 0, related: 0))
            counts.append(same * mass(m) + related * mass(r) + all * mass(u))
          }
        }
      }
    }
    return PatternCounts(patterns: patterns, counts: counts, share: 1)
  }

  /// Counts of pairs drawn from the classes, of chance only those that agree on something.
  func drawnCounts(seed: UInt64) -> PatternCounts {
    var entries: [UInt64] = []
    for (offset, size, table) in [(UInt64(0), same, m), (1, related, r), (2, 30_000, u)] {
      for pair in 0..<UInt64(size) {
        var pattern: UInt64 = 0
        for slot in 0..<4 {
          var draw = counterUniform(pair, seed &* 64 &+ offset &* 8 &+ UInt64(slot))
          var level = 1
          while level < table[slot].count - 1, draw >= table[slot][level] {
            draw -= table[slot][level]
            level += 1
          }
          pattern |= UInt64(level) << UInt64(4 * slot)
        }
        entries.append(PatternCounts.entry(pattern: pattern, same: 0, related: 0))
      }
    }
    return PatternCounts(entries, share: 1)
  }
}

@Suite("Match model") struct MatchModelTests {
  @Test("The fit finds the probabilities that expected counts were made with")
  func recovery() throws {
    let world = try KnownWorld()
    var model = MatchModel(
      schema: world.schema, chance: world.u, rows: 3_163, allPairs: world.all)
    model.fit(world.expectedCounts())
    #expect(abs(model.samePairs / world.same - 1) < 0.03)
    #expect(abs(model.relatedPairs / world.related - 1) < 0.05)
    for slot in 0..<4 {
      for level in 1..<world.m[slot].count {
        #expect(abs(model.m[slot][level] - world.m[slot][level]) < 0.01, "\(slot) \(level)")
      }
    }
    for slot in 2..<4 {
      for level in 1..<world.r[slot].count {
        #expect(abs(model.r[slot][level] - world.r[slot][level]) < 0.03, "\(slot) \(level)")
      }
    }
  }

  @Test("The fit finds them from drawn pairs too", arguments: 0..<3 as Range<UInt64>)
  func drawnRecovery(seed: UInt64) throws {
    let world = try KnownWorld()
    // Only 30,000 chance pairs are drawn, so that many is what chance is anchored at.
    var model = MatchModel(schema: world.schema, chance: world.u, rows: 3_163, allPairs: 30_000)
    model.fit(world.drawnCounts(seed: seed))
    #expect(abs(model.samePairs / world.same - 1) < 0.05)
    #expect(abs(model.relatedPairs / world.related - 1) < 0.08)
    for slot in 0..<4 {
      for level in 1..<world.m[slot].count {
        #expect(abs(model.m[slot][level] - world.m[slot][level]) < 0.04, "\(slot) \(level)")
      }
    }
  }

  @Test("The household is not taken for the person, however many pairs of relatives there are")
  func household() throws {
    var world = try KnownWorld()
    world.related = 60_000
    var model = MatchModel(
      schema: world.schema, chance: world.u, rows: 3_163, allPairs: world.all)
    model.fit(world.expectedCounts())
    #expect(abs(model.samePairs / world.same - 1) < 0.2)
    #expect(abs(model.relatedPairs / world.related - 1) < 0.1)
    #expect(model.m[0][4] < 0.1)
    #expect(model.m[1][8] < 0.1)
  }

  @Test("Chance stays where value counts put it, whatever the keys over-sample")
  func anchored() throws {
    let world = try KnownWorld()
    let counts = world.expectedCounts()
    var model = MatchModel(
      schema: world.schema, chance: world.u, rows: 3_163, allPairs: world.all)
    // Keys that find every pair of one home a thousand times as often as by chance.
    let blocked = PatternCounts(
      patterns: counts.patterns,
      counts: zip(counts.patterns, counts.counts).map { pattern, count in
        PatternCounts.level(pattern, 3) == 1 || PatternCounts.level(pattern, 0) == 1 ? count : 0
      }, share: 1)
    model.fit(blocked)
    #expect(model.u.allSatisfy { $0 == world.u })
    #expect(model.samePairs < world.same * 1.05)
    #expect(zip(model.r[1], world.r[1]).allSatisfy { abs($0 - $1) < 1e-12 })
  }
}
