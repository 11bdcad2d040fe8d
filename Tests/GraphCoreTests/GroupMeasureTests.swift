import Foundation
import GraphCore
import Support
import Testing

@Suite("Effective size, label propagation, co-assignment")
struct GroupMeasureTests {
  @Test("Effective size agrees with Burt's formula")
  func effectiveSize() throws {
    for seed in 0..<1000 as Range<UInt64> {
      let network = SeededNetwork.mixed(seed: seed)
      let weighted = seed % 7 < 3
      let expected = MeasureOracle.effectiveSize(network.matrix(weighted: weighted))
      let sizes = try network.graph.effectiveSize(weighted: weighted)
      for v in expected.indices {
        #expect(abs(sizes[v] - expected[v]) < 1e-10, "seed \(seed), node \(v)")
      }
    }
  }

  @Test("A broker's contacts all count, a clique's count as one, nobody's as none")
  func shapes() throws {
    #expect(try Shape.star(leaves: 5).graph.effectiveSize() == [5, 1, 1, 1, 1, 1])
    #expect(try Shape.clique(5).graph.effectiveSize() == [1, 1, 1, 1, 1])
    #expect(try CSRGraph(nodeCount: 2, links: []).effectiveSize() == [0, 0])
    let graph = try SeededNetwork.random(
      nodeCount: 700, chance: 0.01, seed: 1, weighted: true
    ).graph
    #expect(
      graph.effectiveSize(weighted: true, workers: 3)
        == graph.effectiveSize(weighted: true, workers: 1))
  }

  @Test("Labels spread as the definition says, round by round")
  func labels() throws {
    for seed in 0..<1000 as Range<UInt64> {
      let network = SeededNetwork.mixed(seed: seed)
      let rounds = Int(seed % 6)
      let a = network.matrix(weighted: seed % 7 < 3)
      let found = try network.graph.labelPropagation(rounds: rounds, weighted: seed % 7 < 3)
      let expected = MeasureOracle.propagatedLabels(
        a, directed: network.directed, rounds: rounds)
      let more = MeasureOracle.propagatedLabels(
        a, directed: network.directed, rounds: rounds + 1)
      #expect(found.labels == expected, "seed \(seed)")
      #expect(found.isStable == (more == expected), "seed \(seed)")
    }
  }

  @Test("Labels stop when they are stable, swap in a pair, and do not depend on workers")
  func labelRounds() throws {
    let clique = try Shape.clique(6).graph.labelPropagation(rounds: 50)
    #expect(clique.labels == [0, 0, 0, 0, 0, 0] && clique.isStable && clique.rounds == 2)
    let pair = try Shape.chain(2).graph
    #expect(pair.labelPropagation(rounds: 7).labels == [1, 0])
    #expect(!pair.labelPropagation(rounds: 7).isStable)
    let graph = try SeededNetwork.random(nodeCount: 3000, chance: 0.002, seed: 5).graph
    #expect(
      graph.labelPropagation(rounds: 10, workers: 3)
        == graph.labelPropagation(rounds: 10, workers: 1))
  }

  @Test(
    "Label propagation gives the reference output of LDBC Graphalytics",
    .enabled(if: SharedData.url("oracle-ldbc-graphalytics") != nil),  // skipped: data not present
    arguments: [
      ("cdlp/dir-input", "cdlp/dir-output", true, 5),
      ("cdlp/undir-input", "cdlp/undir-output", false, 5),
      ("example/example-directed-input", "example/example-directed-CDLP", true, 2),
      ("example/example-undirected-input", "example/example-undirected-CDLP", false, 2),
    ])
  func ldbc(input: String, output: String, directed: Bool, rounds: Int) throws {
    let lines = try numbers("oracle-ldbc-graphalytics/\(input)")
    let ids = Set(lines.joined()).sorted()
    let place = Dictionary(uniqueKeysWithValues: ids.enumerated().map { ($1, $0) })
    var links: [CSRGraph.Link] = []
    for line in lines {
      for target in line.dropFirst() {
        links.append(.init(try #require(place[line[0]]), try #require(place[target])))
      }
    }
    let graph = try CSRGraph(nodeCount: ids.count, links: links, directed: directed)
    let labels = graph.labelPropagation(rounds: rounds).labels
    let expected = try numbers("oracle-ldbc-graphalytics/\(output)")
    #expect(expected.count == ids.count)
    for line in expected {
      #expect(ids[labels[try #require(place[line[0]])]] == line[1], "vertex \(line[0])")
    }
  }

  /// The whole numbers of each line that has some.
  private func numbers(_ path: String) throws -> [[Int]] {
    let url = try #require(SharedData.url(path))
    return try String(contentsOf: url, encoding: .utf8).split(whereSeparator: \.isNewline)
      .map { $0.split(separator: " ").compactMap { Int($0) } }.filter { !$0.isEmpty }
  }

  @Test("Co-assignment counts how often Leiden puts two nodes together")
  func coAssignment() throws {
    let graph = try Shape.chain(30).graph
    let seeds = Array(1...9 as ClosedRange<UInt64>)
    let runs = try graph.coAssignment(objective: .modularity, resolution: 1, seeds: seeds)
    let expected = try seeds.map {
      try graph.leiden(objective: .modularity, resolution: 1, seed: $0)
    }
    #expect(runs.partitions == expected)
    #expect(Set(expected.map(\.community)).count > 1)
    let marks = expected.map(\.community)
    for u in 0..<30 {
      for v in 0..<30 {
        let together = marks.filter { $0[u] == $0[v] }.count
        #expect(runs.frequency(u, v) == Double(together) / 9)
        #expect((runs.core[u] == runs.core[v]) == (together == 9))
      }
    }
    #expect(runs.coreSizes.reduce(0, +) == 30 && runs.coreSizes.sorted(by: >) == runs.coreSizes)
    for (v, firmness) in runs.firmness(in: expected[0]).enumerated() {
      let others = (0..<30).filter { $0 != v && marks[0][$0] == marks[0][v] }
      let mean = others.reduce(0) { $0 + runs.frequency(v, $1) } / Double(others.count)
      #expect(others.isEmpty ? firmness == 1 : abs(firmness - mean) < 1e-12, "node \(v)")
    }
    let again = try graph.coAssignment(
      objective: .modularity, resolution: 1, seeds: seeds, workers: 3)
    #expect(again == runs)
  }

  @Test("Groups that nothing joins are together always; no seeds are refused")
  func certainGroups() throws {
    let links = Shape.clique(4).links + Shape.clique(3).renamed([4, 5, 6]).links
    let graph = try CSRGraph(nodeCount: 8, links: links)
    let runs = try graph.coAssignment(resolution: 0.5, seeds: [3, 1, 4])
    #expect(runs.core == [0, 0, 0, 0, 1, 1, 1, 2] && runs.coreSizes == [4, 3, 1])
    #expect(runs.firmness(in: runs.partitions[0]).allSatisfy { $0 == 1 })
    #expect(throws: GraphError.invalidRunCount(0)) {
      try graph.coAssignment(resolution: 0.5, seeds: [])
    }
    #expect(throws: GraphError.invalidResolution) {
      try graph.coAssignment(resolution: -1, seeds: [1])
    }
  }
}
