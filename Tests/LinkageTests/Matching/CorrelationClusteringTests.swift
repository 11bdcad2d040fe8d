import Testing

@testable import Linkage

/// Evidence between rows, drawn evenly from −`span` to `span`.
private struct DrawnEvidence {
  let count: Int
  let seed: UInt64
  var shift: Int32 = 0

  func callAsFunction(_ a: Int, _ b: Int) -> Int32 {
    let (low, high) = (UInt64(min(a, b)), UInt64(max(a, b)))
    return Int32(counterBits(low * 64 + high, seed) % 2_001) - 1_000 + shift
  }

  var links: [CorrelationClustering.Link] {
    (0..<count).flatMap { a in
      ((a + 1)..<count).map { b in
        CorrelationClustering.Link(a: Int32(a), b: Int32(b), units: self(a, b))
      }
    }
  }

  func objective(_ clusters: [Int]) -> Int {
    var sum = 0
    for a in 0..<count {
      for b in (a + 1)..<count where clusters[a] == clusters[b] { sum += Int(self(a, b)) }
    }
    return sum
  }

  /// The highest objective over all partitions, each tried.
  func optimum() -> Int {
    var best = Int.min
    func extend(_ prefix: [Int], _ groups: Int) {
      guard prefix.count < count else {
        best = max(best, objective(prefix))
        return
      }
      for group in 0...groups { extend(prefix + [group], max(groups, group + 1)) }
    }
    extend([], 0)
    return best
  }
}

@Suite("Correlation clustering") struct CorrelationClusteringTests {
  private func cluster(
    _ evidence: DrawnEvidence, _ constraints: CorrelationClustering.Constraints = .init()
  ) -> [Int] {
    var clustering = CorrelationClustering(
      rowCount: evidence.count, clip: .max, constraints: constraints
    ) { evidence($0, $1) }
    return clustering.run(evidence.links).map(Int.init)
  }

  @Test("Comes close to the best of all partitions of small graphs and never passes it")
  func optimum() {
    var (found, best, exact) = (0, 0, 0)
    for seed in 0..<20 as Range<UInt64> {
      let evidence = DrawnEvidence(count: 6, seed: seed, shift: -100)
      let (mine, optimum) = (evidence.objective(cluster(evidence)), evidence.optimum())
      #expect(mine <= optimum)
      found += mine
      best += optimum
      if mine == optimum { exact += 1 }
    }
    #expect(Double(found) >= 0.95 * Double(best))
    #expect(exact >= 14)
  }

  @Test("No single row can move to raise the objective", arguments: 0..<10 as Range<UInt64>)
  func localOptimum(seed: UInt64) {
    let evidence = DrawnEvidence(count: 12, seed: seed)
    let clusters = cluster(evidence)
    var best = Int.min
    for row in 0..<12 {
      for target in Set(clusters).union([99]) {
        var moved = clusters
        moved[row] = target
        best = max(best, evidence.objective(moved))
      }
    }
    #expect(best == evidence.objective(clusters))
  }

  @Test("A chain of two strong links does not join ends that disagree more")
  func chain() {
    let table: [[Int32]] = [[0, 500, -900], [500, 0, 500], [-900, 500, 0]]
    var clustering = CorrelationClustering(rowCount: 3, clip: .max, constraints: .init()) {
      table[$0][$1]
    }
    let links = [
      CorrelationClustering.Link(a: 0, b: 1, units: 500),
      CorrelationClustering.Link(a: 1, b: 2, units: 500),
    ]
    #expect(clustering.run(links) == [0, 0, 2])
  }

  @Test("Judgements, sources and the size limit hold", arguments: 0..<20 as Range<UInt64>)
  func constraints(seed: UInt64) {
    let evidence = DrawnEvidence(count: 12, seed: seed, shift: 400)
    var constraints = CorrelationClustering.Constraints()
    constraints.mustLink = [(0, 5), (5, 9)]
    constraints.cannotLink = [(0, 3), (1, 2)]
    constraints.sizeLimit = 5
    let clusters = cluster(evidence, constraints)
    #expect(clusters[0] == clusters[5] && clusters[5] == clusters[9])
    #expect(clusters[0] != clusters[3] && clusters[1] != clusters[2])
    #expect(Set(clusters).allSatisfy { name in clusters.count { $0 == name } <= 5 })
    var unique = CorrelationClustering.Constraints()
    unique.groups = (0..<12).map { Int32($0 % 3) }
    let oneEach = cluster(evidence, unique)
    for a in 0..<12 {
      for b in (a + 1)..<12 where a % 3 == b % 3 { #expect(oneEach[a] != oneEach[b]) }
    }
  }

  @Test("The order of the links does not matter", arguments: 0..<10 as Range<UInt64>)
  func order(seed: UInt64) {
    let evidence = DrawnEvidence(count: 14, seed: seed)
    var clustering = CorrelationClustering(rowCount: 14, clip: .max, constraints: .init()) {
      evidence($0, $1)
    }
    #expect(clustering.run(evidence.links.reversed()).map(Int.init) == cluster(evidence))
  }

  @Test("Rings of members survive joins and departures", arguments: 0..<10 as Range<UInt64>)
  func rings(seed: UInt64) {
    var clusters = RowClusters(count: 10)
    var expected = Array(0..<10)
    for step in 0..<60 as Range<UInt64> {
      let a = Int(counterBits(step, seed) % 10)
      let b = Int(counterBits(step, seed + 50) % 10)
      if counterBits(step, seed + 90) % 3 == 0 {
        clusters.remove(a)
        expected[a] = 1_000 + Int(step)
      } else {
        clusters.join(a, b)
        let (old, new) = (expected[b], expected[a])
        expected = expected.map { $0 == old ? new : $0 }
      }
      let wanted = (0..<10).map { x in (0..<10).filter { expected[$0] == expected[x] } }
      let found = (0..<10).map { x in
        var members: [Int] = []
        clusters.forEachMember(clusters.root(x)) { members.append($0) }
        return members.sorted()
      }
      #expect(found == wanted)
      #expect(clusters.names().map(Int.init) == wanted.map { $0[0] })
      #expect((0..<10).allSatisfy { clusters.size(clusters.root($0)) == wanted[$0].count })
    }
  }
}
