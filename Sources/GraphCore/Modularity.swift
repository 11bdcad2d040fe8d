extension CSRGraph {
  /// What makes a division into communities good.
  public enum Objective: String, Sendable, CaseIterable {
    /// The constant Potts model: links inside minus γ for every pair inside. Finds groups whose
    /// density is above γ, however small they are beside the whole.
    case cpm
    /// Modularity: links inside beyond what the nodes' strengths would lead one to expect. In a
    /// large graph it merges small groups (the resolution limit).
    case modularity
  }

  /// Returns how good a division into communities is.
  ///
  /// With *γ* the resolution, and for each community *c* its number of nodes *n*, the strength
  /// *w* of the links inside it, and the summed strength *K* of its nodes:
  /// - `cpm`: Σ *w* − *γ* *n* (*n* − 1) / 2, in the unit of the strengths. Loops do not count.
  /// - `modularity`: Σ *w* / *W* − *γ* (*K* / 2*W*)², with *W* the strength of all links; without
  ///   unit, for *γ* = 1 from −0.5 to 1. A loop counts once in *w* and *W*, twice in *K*.
  ///
  /// Directions are ignored, as if by `undirected()`. A graph without links has modularity 0.
  ///
  /// - Parameters:
  ///   - community: A mark for each node, from 0 to *n* − 1, equal for nodes of one community.
  ///   - objective: Which of the two.
  ///   - resolution: *γ*: higher favours smaller communities.
  ///   - weighted: Whether to use the strengths; if not, every link counts 1.
  /// - Complexity: O(*n* + *m*).
  /// - Note: Sums of strengths are exact; equal divisions give equal bits however they are marked.
  ///
  /// > Source: V. A. Traag, P. Van Dooren, Y. Nesterov, "Narrow Scope for Resolution-Limit-Free
  /// > Community Detection", *Physical Review E* 84, 2011,
  /// > [10.1103/PhysRevE.84.016114](https://doi.org/10.1103/PhysRevE.84.016114); M. E. J. Newman,
  /// > M. Girvan, "Finding and Evaluating Community Structure in Networks", *Physical Review E*
  /// > 69, 2004, [10.1103/PhysRevE.69.026113](https://doi.org/10.1103/PhysRevE.69.026113).
  public func quality(
    of community: [Int], objective: Objective, resolution: Double, weighted: Bool = false
  ) -> Double {
    precondition(community.count == nodeCount, "quality needs one community per node")
    let graph = weighted ? undirected() : undirected().unweighted()
    let (marks, sizes) = Partition.numbered(marks: community)
    return graph.quality(numbered: marks, sizes: sizes, objective, resolution)
  }

  /// The quality of communities numbered by falling size, in an undirected graph.
  func quality(
    numbered community: [Int], sizes: [Int], _ objective: Objective, _ resolution: Double
  ) -> Double {
    qualities(numbered: community, sizes: sizes, objective, resolution).reduce(0, +)
  }

  /// What each of the communities, numbered by falling size, adds to the quality, in an undirected
  /// graph.
  func qualities(
    numbered community: [Int], sizes: [Int], _ objective: Objective, _ resolution: Double
  ) -> [Double] {
    var inside = [Double](repeating: 0, count: sizes.count)
    var mass = inside
    for u in 0..<nodeCount {
      let c = community[u]
      for i in outgoing.range(u) {
        let strength = outgoing.strength(i)
        let v = Int(outgoing.neighbours[i])
        mass[c] += strength
        if u < v, community[v] == c { inside[c] += strength }
      }
      if objective == .modularity, !loopStrengths.isEmpty {
        inside[c] += loopStrengths[u]
        mass[c] += 2 * loopStrengths[u]
      }
    }
    let masses = objective == .cpm ? sizes.map(Double.init) : mass
    return objective.qualities(inside: inside, masses: masses, resolution: resolution)
  }
}

extension CSRGraph.Objective {
  /// The quality of communities, added up in the order given.
  ///
  /// - Parameters:
  ///   - inside: The weight of the links inside each; for modularity each loop once.
  ///   - masses: The number of nodes of each; for modularity their summed strength.
  func quality(inside: [Double], masses: [Double], resolution: Double) -> Double {
    qualities(inside: inside, masses: masses, resolution: resolution).reduce(0, +)
  }

  /// What each community adds to the quality of the whole; see `quality`.
  func qualities(inside: [Double], masses: [Double], resolution: Double) -> [Double] {
    switch self {
    case .cpm:
      return zip(inside, masses).map { $0 - resolution * $1 * ($1 - 1) / 2 }
    case .modularity:
      let twiceTotal = masses.reduce(0, +)
      guard twiceTotal > 0 else { return inside.map { _ in 0 } }
      return zip(inside, masses).map { inside, mass in
        let share = mass / twiceTotal
        return 2 * inside / twiceTotal - resolution * share * share
      }
    }
  }
}
