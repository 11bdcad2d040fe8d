import GraphCore
import Testing

@Suite("Breadth-first search")
struct BreadthFirstTests {
  /// The lowest neighbour one hop nearer to the source, −1 where there is none.
  private func parents(_ a: [[Double]], _ hops: [Int?]) -> [Int32] {
    a.indices.map { v in
      guard let h = hops[v], h > 0 else { return -1 }
      return Int32(a.indices.first { a[$0][v] > 0 && hops[$0] == h - 1 } ?? -1)
    }
  }

  @Test("Hops and lowest parents are those of the definition", arguments: 0..<4 as Range<UInt64>)
  func definition(quarter: UInt64) throws {
    for seed in quarter * 250..<quarter * 250 + 250 {
      let n = 2 + Int(seed % 19)
      let network = SeededNetwork.random(
        nodeCount: n, chance: [0.05, 0.15, 0.5, 0.9][Int(seed / 2 % 4)], seed: seed,
        directed: seed % 2 == 1)
      let graph = try network.graph
      let a = network.matrix()
      let transposed = a.indices.map { i in a.map { $0[i] } }
      let either = a.indices.map { i in a.indices.map { max(a[i][$0], a[$0][i]) } }
      let directions: [CSRGraph.Direction] = [.outgoing, .incoming, .total]
      let matrix = [a, transposed, either][Int(seed % 3)]
      let hops = Oracle.hops(matrix)
      for s in [0, Int(seed / 3) % n] {
        let tree = try graph.breadthFirst(from: s, directions[Int(seed % 3)])
        #expect(tree.hops == hops[s].map { Int32($0 ?? -1) }, "seed \(seed), from \(s)")
        #expect(tree.parents == parents(matrix, hops[s]), "seed \(seed), from \(s)")
      }
    }
  }

  @Test(
    "Large frontiers are searched from the far side with the same answer",
    arguments: [false, true])
  func largeFrontiers(directed: Bool) throws {
    // Dense enough that one level holds most of the 40,000 nodes: several pieces of work.
    let n = 40_000
    let random = CounterRandom(seed: 3)
    let links = (0..<UInt64(6 * n)).map { i in
      CSRGraph.Link(random.below(n, stream: 0, index: i), random.below(n, stream: 1, index: i))
    }
    let graph = try CSRGraph(nodeCount: n, links: links, directed: directed)
    let tree = try graph.breadthFirst(from: 17, workers: 1)
    #expect(tree.hops == graph.hops(from: 17).map { Int32($0 ?? -1) })
    let lowest = (0..<n).map { v in
      graph.neighbours(of: v, .incoming).first {
        tree.hops[$0] >= 0 && tree.hops[$0] == tree.hops[v] - 1
      }
    }
    #expect(tree.parents == lowest.map { Int32($0 ?? -1) })
    for workers in [2, 3, 7, 16, 64] {
      #expect(try graph.breadthFirst(from: 17, workers: workers) == tree)
    }
  }

  @Test("A star, a long chain and a grid are searched to the end")
  func shapes() throws {
    let star = try Shape.star(leaves: 5000).graph.breadthFirst(from: 5000)
    #expect(star.hops == [1] + Array(repeating: 2, count: 4999) + [0])
    let chain = try Shape.chain(100_000).graph.breadthFirst(from: 0)
    #expect(chain.hops == (0..<100_000).map { Int32($0) })
    let side = 200
    var grid: [CSRGraph.Link] = []
    for v in 0..<side * side {
      if v % side < side - 1 { grid.append(.init(v, v + 1)) }
      if v < side * (side - 1) { grid.append(.init(v, v + side)) }
    }
    let hops = try CSRGraph(nodeCount: side * side, links: grid).breadthFirst(from: 0).hops
    #expect((0..<side * side).allSatisfy { Int(hops[$0]) == $0 % side + $0 / side })
  }

  @Test("Paths follow the links and are as long as the hops say; strangers have none")
  func paths() throws {
    let network = SeededNetwork.random(nodeCount: 40, chance: 0.06, seed: 5)
    let (graph, a) = (try network.graph, network.matrix())
    let tree = try graph.breadthFirst(from: 0)
    for v in 0..<40 {
      guard let path = tree.path(to: v) else {
        #expect(tree.hops[v] == -1)
        continue
      }
      #expect(path.nodes.first == 0 && path.nodes.last == v)
      #expect(path.length == Double(tree.hops[v]) && path.nodes.count == Int(tree.hops[v]) + 1)
      #expect(zip(path.nodes, path.nodes.dropFirst()).allSatisfy { a[$0][$1] > 0 })
    }
    #expect(tree.path(to: 40) == nil && tree.path(to: -1) == nil)
  }

  @Test("Searching from a node that is none is refused", arguments: [-1, 3])
  func unknownNode(node: Int) throws {
    let graph = try Shape.chain(3).graph
    #expect(throws: GraphError.unknownNode(node: node, nodeCount: 3)) {
      try graph.breadthFirst(from: node)
    }
  }

  @Test("Renaming the nodes renames the hops", arguments: 0..<20 as Range<UInt64>)
  func renaming(seed: UInt64) throws {
    let network = SeededNetwork.random(nodeCount: 50, chance: 0.05, seed: seed)
    let names = CounterRandom(seed: seed).permutation(50, stream: 0)
    let here = try network.graph.breadthFirst(from: 0).hops
    let there = try network.renamed(names).graph.breadthFirst(from: names[0]).hops
    for v in 0..<50 { #expect(here[v] == there[names[v]]) }
  }
}
