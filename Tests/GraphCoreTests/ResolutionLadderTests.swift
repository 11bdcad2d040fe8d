import GraphCore
import Testing

@Suite("Resolution ladder")
struct ResolutionLadderTests {
  /// Four camps of four cells of eight: cells dense, camps sparse, hardly a link between camps.
  private func camps(seed: UInt64) -> SeededNetwork {
    var network = SeededNetwork.random(nodeCount: 128, chance: 0.01, seed: seed)
    for camp in 0..<4 {
      let members = (0..<32).map { camp * 32 + $0 }
      network.links +=
        SeededNetwork.random(
          nodeCount: 32, chance: 0.2, seed: seed + 10 + UInt64(camp)
        ).renamed(members).links
      for cell in 0..<4 {
        network.links +=
          SeededNetwork.random(
            nodeCount: 8, chance: 0.95, seed: seed + UInt64(20 + 4 * camp + cell)
          ).renamed(Array(members[(cell * 8)..<(cell * 8 + 8)])).links
      }
    }
    return network
  }

  @Test("Communities nest, are connected, and their quality is the quality of the division")
  func nesting() throws {
    for seed in 0..<200 as Range<UInt64> {
      let network = SeededNetwork.random(
        nodeCount: 24, chance: 0.15, seed: seed, weighted: seed % 2 == 0)
      let objective: CSRGraph.Objective = seed % 3 == 0 ? .modularity : .cpm
      let resolutions = objective == .cpm ? [0.9, 0.4, 0.2, 0.05, 0] : [3, 1, 0.5, 0]
      let graph = try network.graph
      let ladder = try graph.resolutionLadder(
        objective: objective, resolutions: resolutions, seed: seed, weighted: true)
      #expect(ladder.rungs.map(\.resolution) == resolutions)
      for (rung, next) in zip(ladder.rungs, ladder.rungs.dropFirst()) {
        for members in rung.partition.members() {
          #expect(Set(members.map { next.partition.community[$0] }).count == 1, "seed \(seed)")
        }
        #expect(next.partition.count <= rung.partition.count)
        // Merging nothing was allowed, so what was merged is no worse.
        let finer = graph.quality(
          of: rung.partition.community, objective: objective, resolution: next.resolution,
          weighted: true)
        #expect(next.partition.quality >= finer - 1e-9, "seed \(seed)")
      }
      for rung in ladder.rungs {
        DivisionLaw.expect(
          rung.partition, of: network, objective, rung.resolution, weighted: true,
          "seed \(seed)")
      }
      #expect(ladder.rungs.last?.partition.count == graph.components().count, "seed \(seed)")
    }
  }

  @Test("The first rung is what Leiden finds in one run")
  func firstRung() throws {
    let graph = try camps(seed: 1).graph
    let ladder = try graph.resolutionLadder(resolutions: [0.5, 0.1], seed: 3)
    #expect(try ladder.rungs[0].partition == graph.leiden(resolution: 0.5, seed: 3))
  }

  @Test("Recovers cells and camps, and both are stable", arguments: [1, 2, 3] as [UInt64])
  func twoLevels(seed: UInt64) throws {
    let graph = try camps(seed: seed * 1000).graph
    let ladder = try graph.resolutionLadder(
      resolutions: [0.6, 0.06, 0.0001], seed: seed, replicates: 4)
    let cells = (0..<128).map { $0 / 8 }
    let camps = (0..<128).map { $0 / 32 }
    #expect(PartitionAgreement(ladder.rungs[0].partition.community, cells).adjustedRand > 0.9)
    #expect(PartitionAgreement(ladder.rungs[1].partition.community, camps).adjustedRand == 1)
    #expect(ladder.rungs[1].stability == 1)
    #expect(ladder.mostStable == 1 || ladder.rungs[0].stability == 1)
    #expect(ladder.rungs[0].agreementWithFiner == nil)
    let agreement = try #require(ladder.rungs[1].agreementWithFiner)
    #expect(agreement > 0.3 && agreement < 0.9)
  }

  @Test("Where there is no structure, no rung but the trivial ones is stable")
  func noStructure() throws {
    let graph = try SeededNetwork.random(nodeCount: 120, chance: 0.05, seed: 6).graph
    let ladder = try graph.resolutionLadder(resolutions: [0.2, 0.1], seed: 1, replicates: 4)
    for rung in ladder.rungs { #expect(try #require(rung.stability) < 0.8) }
    let single = try graph.resolutionLadder(resolutions: [0.2], seed: 1)
    #expect(single.rungs[0].stability == nil && single.mostStable == nil)
  }

  @Test("Any number of threads gives the same bits", arguments: [2, 3, 7, 16, 64])
  func workers(count: Int) throws {
    let graph = try camps(seed: 7).graph
    func climb(_ workers: Int) throws -> ResolutionLadder {
      try graph.resolutionLadder(
        resolutions: [0.6, 0.06], seed: 1, replicates: 3, workers: workers)
    }
    #expect(try climb(count) == climb(1))
  }

  @Test("Resolutions that do not fall, none at all, and no replicates are refused")
  func refusals() throws {
    let graph = try camps(seed: 1).graph
    let need = GraphError.invalidParameter(
      name: "resolutions", need: "falling numbers of at least 0")
    for resolutions in [[], [0.1, 0.2], [0.1, 0.1], [0.1, -1], [.nan], [.infinity]] {
      #expect(throws: need) { try graph.resolutionLadder(resolutions: resolutions, seed: 1) }
    }
    #expect(throws: GraphError.parameterTooSmall(name: "replicates", value: 0, least: 1)) {
      try graph.resolutionLadder(resolutions: [0.1], seed: 1, replicates: 0)
    }
    let directed = try CSRGraph(nodeCount: 2, links: [.init(0, 1)], directed: true)
    #expect(throws: GraphError.directedGraph) {
      try directed.resolutionLadder(resolutions: [0.1], seed: 1)
    }
  }
}
