import Foundation
import GraphCore
import Support
import Testing

@Suite("Key-player standing")
struct KeyPlayerStandingTests {
  @Test("The middle of a chain leads in three of four measures")
  func chain() throws {
    let chain = try CSRGraph(nodeCount: 3, links: [.init(0, 1), .init(1, 2)])
    #expect(chain.keyPlayerStanding() == [13, 22, 13].map { $0 / 24 })
  }

  @Test("Where all stand alike, nobody stands out", arguments: [1, 2, 5, 8])
  func ring(size: Int) throws {
    let links = size > 2 ? (0..<size).map { CSRGraph.Link($0, ($0 + 1) % size) } : []
    let graph = try CSRGraph(nodeCount: size, links: links)
    let expected = Double(size + 1) / Double(2 * size)
    #expect(graph.keyPlayerStanding() == [Double](repeating: expected, count: size))
  }

  @Test("Agrees with its definition on random graphs", arguments: 0..<20 as Range<UInt64>)
  func definition(seed: UInt64) throws {
    let random = CounterRandom(seed: seed)
    let n = 14
    var matrix = [[Double]](repeating: [Double](repeating: 0, count: n), count: n)
    var links: [CSRGraph.Link] = []
    for a in 0..<n {
      for b in (a + 1)..<n
      where random.uniform(stream: 1, index: UInt64(a * n + b)) < 0.18 {
        let strength = Double(1 + random.below(4, stream: 2, index: UInt64(a * n + b)))
        matrix[a][b] = strength
        matrix[b][a] = strength
        links.append(.init(a, b, strength: strength))
      }
    }
    let graph = try CSRGraph(nodeCount: n, links: links)
    let expected = standing(matrix, betweenness: graph.betweenness())
    for (own, other) in zip(graph.keyPlayerStanding(workers: 2), expected) {
      #expect(abs(own - other) < 1e-12)
    }
  }

  /// The mean share of nodes that stand no higher, from a matrix of strengths; ties count half.
  private func standing(_ matrix: [[Double]], betweenness: [Double]) -> [Double] {
    let n = matrix.count
    let strength = matrix.map { $0.reduce(0, +) }
    let reach = (0..<n).map { v in
      Double(
        (0..<n).count { w in
          w != v
            && (matrix[v][w] > 0 || (0..<n).contains { matrix[v][$0] > 0 && matrix[$0][w] > 0 })
        })
    }
    let apart = (0..<n).map { v in -Double(pairsInTouch(matrix, without: v)) }
    let measures = [strength, betweenness, reach, apart]
    return (0..<n).map { v in
      measures.reduce(0.0) { sum, values in
        let below = values.count { $0 < values[v] }
        let level = values.count { $0 == values[v] }
        return sum + (Double(below) + Double(level + 1) / 2) / Double(n) / 4
      }
    }
  }

  private func pairsInTouch(_ matrix: [[Double]], without removed: Int) -> Int {
    let n = matrix.count
    return (0..<n).reduce(0) { sum, start in
      guard start != removed else { return sum }
      var seen: Set<Int> = [start]
      var open = [start]
      while let v = open.popLast() {
        for w in 0..<n where matrix[v][w] > 0 && w != removed && seen.insert(w).inserted {
          open.append(w)
        }
      }
      return sum + seen.count { $0 > start }
    }
  }
}

/// One method, fixed for all networks, on two that have published key figures.
@Suite("Key players of real networks", .enabled(if: SharedData.url("covert") != nil))
struct RealKeyPlayerTests {  // skipped: data not present
  @Test("Participants 1, 12, 87 and 3 of CAVIAR are among the first five")
  func caviar() throws {
    let (names, graph) = try network("covert/morselli_caviar.csv")
    let standing = graph.keyPlayerStanding()
    let first = names.indices.sorted { (-standing[$0], $0) < (-standing[$1], $1) }.prefix(5)
    #expect(Set(first.map { names[$0] }).isSuperset(of: ["1", "12", "87", "3"]))
  }

  @Test("Ranks 1 and 2 of the London network stand above the rest better than by any one measure")
  func london() throws {
    let (_, graph) = try network("covert/london_gang/LONDON_GANG.csv")
    let url = try #require(SharedData.url("covert/london_gang/LONDON_GANG_ATTR.csv"))
    let isHigh = try String(contentsOf: url, encoding: .utf8).split(whereSeparator: \.isNewline)
      .dropFirst().map { (Int($0.split(separator: ",").last ?? "") ?? 9) <= 2 }
    #expect(isHigh.count { $0 } == 7)
    let found = area(graph.keyPlayerStanding(), isHigh)
    #expect(found >= 0.907)
    for single in [
      graph.strengths(), graph.degrees().map(Double.init), graph.betweenness(),
      graph.pageRank(weighted: true).scores,
    ] {
      #expect(found > area(single, isHigh))
    }
  }

  /// The chance that one of the positives stands above one of the rest, a tie counting half.
  private func area(_ values: [Double], _ isPositive: [Bool]) -> Double {
    var (wins, pairs) = (0.0, 0.0)
    for a in values.indices where isPositive[a] {
      for b in values.indices where !isPositive[b] {
        wins += values[a] > values[b] ? 1 : values[a] == values[b] ? 0.5 : 0
        pairs += 1
      }
    }
    return wins / pairs
  }

  /// Reads a matrix; what two people say of each other adds up.
  private func network(_ path: String) throws -> (names: [String], graph: CSRGraph) {
    let url = try #require(SharedData.url(path))
    let rows = try String(contentsOf: url, encoding: .utf8).split(whereSeparator: \.isNewline)
    var links: [CSRGraph.Link] = []
    var names: [String] = []
    for (i, row) in rows.dropFirst().enumerated() {
      let cells = row.split(separator: ",", omittingEmptySubsequences: false)
      names.append(cells[0].filter { $0 != "\"" })
      for (j, cell) in cells.dropFirst().enumerated() {
        if let strength = Double(cell), strength > 0, i != j {
          links.append(.init(i, j, strength: strength))
        }
      }
    }
    return (names, try CSRGraph(nodeCount: names.count, links: links))
  }
}
