/// A quantity that a set of nodes has the more of, the more nodes it has.
protocol SetObjective: Sendable {
  var nodeCount: Int { get }
  /// The quantity for a set, the same bits in whatever order its nodes are given.
  func value(of set: [Int]) -> Double
  /// The quantity as the caller is told it, from 0 to 1.
  func share(_ value: Double) -> Double
  /// Returns the node outside the set that would gain most for the price, of equals the lowest;
  /// nil where no affordable one gains anything.
  func bestAddition(to set: [Int], price: NodePrice) -> Int?
}

/// Which nodes can be paid for, and whether gain counts as such or per cost.
struct NodePrice: Sendable {
  let costs: NodeCosts
  let limit: Double
  let perCost: Bool

  func allows(_ node: Int) -> Bool { costs[node] <= limit }
  func worth(_ gain: Double, of node: Int) -> Double { perCost ? gain / costs[node] : gain }
}

/// The search for a set within a budget: add while it gains, then swap while it gains.
struct SetSearch<Objective: SetObjective> {
  let objective: Objective
  let costs: NodeCosts
  let budget: Double
  let workers: Int
  let control: WorkControl?

  func report(degrees: [Int], controls: Int, seed: UInt64) throws(GraphError) -> KeyPlayers {
    let greedy = try greedy()
    let (objective, costs, budget) = (objective, costs, budget)
    let n = objective.nodeCount
    let byDegree = (0..<n).sorted { a, b in
      let (x, y) = (Double(degrees[a]) / costs[a], Double(degrees[b]) / costs[b])
      return x != y ? x > y : a < b
    }
    let random = CounterRandom(seed: seed)
    let values = try WorkerPool.shared.map(controls, workers: workers, control: control) { draw in
      let order = random.permutation(n, stream: UInt64(draw))
      return objective.share(objective.value(of: Self.affordable(order, costs, budget)))
    }
    return KeyPlayers(
      best: choice(try swapped(greedy)), greedy: choice(greedy),
      degreeControl: choice(Self.affordable(byDegree, costs, budget)),
      randomValues: values.sorted())
  }

  private func choice(_ set: [Int]) -> KeyPlayers.Choice {
    KeyPlayers.Choice(
      nodes: set.sorted(), value: objective.share(objective.value(of: set)),
      cost: costs.total(set))
  }

  /// The set by plain gain, or the one by gain per cost where that is better.
  private func greedy() throws(GraphError) -> [Int] {
    let plain = try filled([], perCost: false)
    guard !costs.areEqual else { return plain }
    let perCost = try filled([], perCost: true)
    return objective.value(of: perCost) > objective.value(of: plain) ? perCost : plain
  }

  /// Takes nodes in the order given, passing over those that the rest of the budget cannot pay.
  private static func affordable(
    _ order: [Int], _ costs: NodeCosts, _ budget: Double
  ) -> [Int] {
    var (set, spent) = ([Int](), 0.0)
    for v in order where spent + costs[v] <= budget {
      set.append(v)
      spent += costs[v]
    }
    return set
  }

  /// Adds the best node again and again until the budget is spent or nothing gains.
  private func filled(_ start: [Int], perCost: Bool) throws(GraphError) -> [Int] {
    var set = start
    while true {
      try control?.check()
      control?.expect(1)
      let node = objective.bestAddition(to: set, price: price(besides: set, perCost))
      control?.finish()
      guard let node else { return set }
      set.append(node)
    }
  }

  private func price(besides set: [Int], _ perCost: Bool) -> NodePrice {
    NodePrice(costs: costs, limit: budget - costs.total(set), perCost: perCost)
  }

  /// Swaps one node for another, each time the pair that gains most, until no swap gains. Every
  /// swap raises the value, so this ends.
  private func swapped(_ start: [Int]) throws(GraphError) -> [Int] {
    var set = start.sorted()
    var value = objective.value(of: set)
    while true {
      let (fixed, objective) = (set, objective)
      let prices = fixed.indices.map { out in
        price(besides: fixed.filter { $0 != fixed[out] }, false)
      }
      let trials = try WorkerPool.shared.map(
        fixed.count, workers: workers, control: control
      ) { out in
        let rest = fixed.filter { $0 != fixed[out] }
        guard let node = objective.bestAddition(to: rest, price: prices[out]) else {
          return (set: rest, value: objective.value(of: rest))
        }
        return (set: rest + [node], value: objective.value(of: rest + [node]))
      }
      guard let best = trials.map(\.value).max(), best > value,
        let trial = trials.first(where: { $0.value == best })
      else { return set }
      set = try filled(trial.set, perCost: false).sorted()
      value = objective.value(of: set)
    }
  }
}
