import BenchmarkGraphs
import Testing

/// Generated graphs by name, each from a seed and a number of workers.
private let recipes: [(name: String, make: @Sendable (UInt64, Int) -> EdgeList)] = [
  ("kron", { .kron(scale: 12, seed: $0, workers: $1) }),
  ("urand", { .urand(nodeCount: 5_000, seed: $0, workers: $1) }),
  ("grid", { .grid(side: 90, seed: $0, workers: $1) }),
  ("planted-small", { PlantedGroups.small(nodeCount: 6_000).graph(seed: $0, workers: $1) }),
  ("abcd", { PlantedGroups.abcd(nodeCount: 6_000).graph(seed: $0, workers: $1) }),
  ("household", { Household(personCount: 6_000).graph(seed: $0, workers: $1) }),
  (
    "projected",
    {
      Household(personCount: 6_000).graph(seed: $0, workers: $1).projected(hubCap: 50, workers: $1)
    }
  ),
]

private func degrees(_ graph: EdgeList) -> [Int] {
  var degrees = [Int](repeating: 0, count: graph.nodeCount)
  for link in graph.links {
    degrees[Int(link.source)] += 1
    degrees[Int(link.target)] += 1
  }
  return degrees
}

/// Whether each link stands once, its lower node first, in rising order.
private func isSimple(_ graph: EdgeList) -> Bool {
  zip(graph.links, graph.links.dropFirst()).allSatisfy {
    ($0.source, $0.target) < ($1.source, $1.target)
  } && graph.links.allSatisfy { $0.source < $0.target && Int($0.target) < graph.nodeCount }
}

@Suite struct GeneratorTests {
  @Test("A seed gives the same graph with 1, 2 and 7 workers", arguments: recipes.indices)
  func workers(recipe: Int) {
    let make = recipes[recipe].make
    let one = make(1, 1)
    #expect(make(1, 2).digest == one.digest, "\(recipes[recipe].name)")
    #expect(make(1, 7) == one, "\(recipes[recipe].name)")
  }

  @Test("Another seed gives another graph", arguments: recipes.indices)
  func seeds(recipe: Int) {
    let make = recipes[recipe].make
    #expect(make(1, 0).digest != make(2, 0).digest, "\(recipes[recipe].name)")
  }

  @Test("One-mode graphs have each link once and no loop", arguments: [0, 1, 2, 3, 4, 6])
  func simple(recipe: Int) {
    #expect(isSimple(recipes[recipe].make(3, 0)), "\(recipes[recipe].name)")
  }

  @Test("A Kronecker graph divides its links by quarters as told, and is skewed")
  func kron() {
    // Before renumbering and merging the upper left quarter would hold 57 %; what stays visible
    // is the skew: the node of highest degree has many times the mean, many have none.
    let graph = EdgeList.kron(scale: 14, seed: 1)
    let degrees = degrees(graph)
    let mean = Double(2 * graph.links.count) / Double(graph.nodeCount)
    #expect((25...29).contains(mean))
    #expect((degrees.max() ?? 0) > 100 * Int(mean))
    let isolated = degrees.count { $0 == 0 }
    #expect((0.2...0.27).contains(Double(isolated) / Double(graph.nodeCount)))
    // Renumbered: neither half of the numbers holds more than its share of the ends.
    let lower = degrees.prefix(graph.nodeCount / 2).reduce(0, +)
    #expect((0.45...0.55).contains(Double(lower) / Double(2 * graph.links.count)))
  }

  @Test("A uniform graph has degrees with the variance of chance")
  func urand() {
    let degrees = degrees(.urand(nodeCount: 20_000, seed: 1)).map(Double.init)
    let mean = degrees.reduce(0, +) / 20_000
    let variance = degrees.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 20_000
    #expect((31.8...32).contains(mean))
    #expect((0.95...1.05).contains(variance / mean))
  }

  @Test("A grid has lost one link in twenty")
  func grid() {
    let whole = 2 * 200 * 199
    let kept = EdgeList.grid(side: 200, seed: 1).links.count
    #expect((0.945...0.955).contains(Double(kept) / Double(whole)))
    #expect(EdgeList.grid(side: 200, dropped: 0, seed: 1).links.count == whole)
  }

  @Test("Planted groups have the sizes asked for and hold the links asked for")
  func planted() {
    for (recipe, inside) in [
      (PlantedGroups.small(nodeCount: 20_000), 0.70...0.80),
      (PlantedGroups.abcd(nodeCount: 20_000), 0.68...0.73),
    ] {
      let graph = recipe.graph(seed: 1)
      var sizes: [Int32: Int] = [:]
      for group in graph.truth { sizes[group, default: 0] += 1 }
      #expect(sizes.values.allSatisfy(recipe.sizes.contains))
      let within = graph.links.count { graph.truth[Int($0.source)] == graph.truth[Int($0.target)] }
      #expect(inside.contains(Double(within) / Double(graph.links.count)))
      let degrees = degrees(graph)
      #expect((degrees.max() ?? 0) > 6 * degrees.reduce(0, +) / degrees.count)
      #expect((degrees.max() ?? 0) <= recipe.degrees.upperBound)
    }
  }

  @Test("A degree law is a power law: twice the degree, a chance lower by 2^-exponent")
  func degreeLaw() {
    let recipe = PlantedGroups.abcd(nodeCount: 200_000)
    let degrees = degrees(recipe.graph(seed: 4))
    // Chances of 10...15 against 20...31 under k^-2.5.
    func chance(_ range: ClosedRange<Int>) -> Double {
      range.reduce(0) { $0 + 1 / (Double($1 * $1) * Double($1).squareRoot()) }
    }
    let seen =
      Double(degrees.count { (20...31).contains($0) })
      / Double(degrees.count { (10...15).contains($0) })
    #expect(abs(seen / (chance(20...31) / chance(10...15)) - 1) < 0.1)
  }

  @Test("Persons have addresses one after the other, and gangs share things")
  func household() {
    let n = 20_000
    let graph = Household(personCount: n).graph(seed: 1)
    #expect(graph.memberCount == n)
    #expect(graph.links.allSatisfy { Int($0.source) < n && Int($0.target) >= n })
    #expect(graph.periods.allSatisfy { $0.start < $0.end && $0.start >= 0 && $0.end <= 3_650 })
    // Whole decades at addresses: the stays that begin on day 0 are one per person, and more.
    #expect(graph.periods.count { $0.start == 0 } >= n)
    let gangs = Set(graph.truth.filter { $0 >= 0 })
    #expect(gangs.count == 10)
    for gang in gangs {
      let core = graph.truth.indices.filter { graph.truth[$0] == gang }
      #expect((5...30).contains(core.count))
      let users = graph.links.filter { core.contains(Int($0.source)) }.map(\.target)
      let most = Dictionary(grouping: users, by: { $0 }).values.map(\.count).max() ?? 0
      #expect(2 * most >= core.count, "a thing that half of the gang uses")
    }
    #expect((degrees(graph).dropFirst(n).max() ?? 0) >= n / 20 - 1, "an institution")
  }

  @Test("A projection links whoever shares a thing below the cap")
  func projection() {
    var list = EdgeList(
      nodeCount: 6, links: [(0, 4), (1, 4), (1, 5), (2, 5), (3, 5)].map { .init($0.0, $0.1) })
    list.memberCount = 4
    #expect(list.projected(hubCap: 2).links == [.init(0, 1)])
    #expect(
      list.projected(hubCap: 3).links == [.init(0, 1), .init(1, 2), .init(1, 3), .init(2, 3)])
  }

  @Test("The giant component keeps its links and the order of its nodes")
  func giant() {
    let list = EdgeList(nodeCount: 7, links: [.init(0, 1), .init(2, 4), .init(4, 6)])
    let giant = list.giant()
    #expect(giant.nodeCount == 3)
    #expect(giant.links == [.init(0, 1), .init(1, 2)])
  }

  @Test("Pathologies are what their names say")
  func pathologies() {
    #expect(Pathology.star.graph(nodeCount: 9).links.count == 8)
    #expect(Pathology.clique.graph(nodeCount: 9).links.count == 36)
    #expect(Pathology.doubledBridge.graph(nodeCount: 8).links.count == 14)
    #expect(Pathology.twinGiants.graph(nodeCount: 8).giant().nodeCount == 4)
    #expect(Pathology.bipartite.graph(nodeCount: 9).links.count == 18)
    #expect(Pathology.wideStrengths.graph(nodeCount: 9).strengths.max() ?? 0 > 1e4)
    for pathology in Pathology.allCases {
      let graph = pathology.graph(nodeCount: 2)
      #expect(graph.links.allSatisfy { Int(max($0.source, $0.target)) < graph.nodeCount })
    }
  }
}
