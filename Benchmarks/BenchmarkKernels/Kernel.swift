public import GraphCore

/// The kernels that are timed, each by the name that the command line and the tables use.
public enum Kernel: String, CaseIterable, Sendable {
  case degrees
  case strengths
  case pagerank
  case personalisedPagerank = "personalised-pagerank"
  case eigenvector
  case katz
  case hubs
  case bfs
  case sssp
  case components
  case core
  case triangles
  case clustering
  case constraint
  case effectiveSize = "effective-size"
  case labelPropagation = "label-propagation"
  case leidenModularity = "leiden-modularity"
  case leidenCPM = "leiden-cpm"
  case betweenness
  case linkBetweenness = "link-betweenness"
  case betweennessSampled = "betweenness-sampled"
  case harmonic
  case closeness
  case cutNodes = "cut-nodes"
  case cuts
  case fragmentation
  case paths

  /// Returns the work to time. What the caller would have at hand already is made here, outside.
  public func work(
    on graph: CSRGraph, _ setting: KernelSetting
  ) throws -> () throws -> Answer {
    let workers = setting.threads
    switch self {
    case .degrees: return { Answer("degrees", graph.degrees()) }
    case .strengths: return { Answer("strengths", graph.strengths()) }
    case .pagerank:
      return { pageRank(graph.pageRank(tolerance: setting.tolerance, workers: workers)) }
    case .personalisedPagerank:
      let seed = graph.start(setting)
      return {
        pageRank(
          try graph.personalisedPageRank(
            seeds: [seed], tolerance: setting.tolerance, workers: workers))
      }
    case .eigenvector: return { Answer("scores", graph.eigenvector()) }
    case .katz:
      let bound = Double(graph.degrees().max() ?? 1)
      return {
        try Answer("scores", graph.katz(attenuation: 0.5 / max(1, bound), workers: workers).scores)
      }
    case .hubs:
      return { Answer("hubs", graph.hubsAndAuthorities(workers: workers).hubs) }
    case .bfs, .sssp, .paths: return try search(graph, setting)
    case .components, .core, .triangles, .clustering, .constraint, .effectiveSize, .cutNodes,
      .cuts, .fragmentation:
      return structure(of: graph, setting)
    case .labelPropagation, .leidenModularity, .leidenCPM: return groups(of: graph, setting)
    case .betweenness, .linkBetweenness, .betweennessSampled, .harmonic, .closeness:
      return between(graph, setting)
    }
  }

  private func structure(
    of graph: CSRGraph, _ setting: KernelSetting
  ) -> () throws -> Answer {
    let workers = setting.threads
    switch self {
    case .components:
      return {
        let found = graph.components(workers: workers)
        return Answer(
          [("component", .integers(found.component))],
          [("components", Double(found.count)), ("largest", Double(found.sizes.max() ?? 0))])
      }
    case .core:
      return {
        let core = graph.coreNumbers()
        return Answer([("core", .integers(core))], [("degeneracy", Double(core.max() ?? 0))])
      }
    case .triangles:
      return {
        let triangles = graph.triangles(workers: workers)
        return Answer(
          [("triangles", .integers(triangles))],
          [("triangles", Double(triangles.reduce(0, +) / 3))])
      }
    case .clustering: return { Answer("clustering", graph.localClustering(workers: workers)) }
    case .constraint: return { Answer("constraint", graph.constraint(workers: workers)) }
    case .effectiveSize:
      return { Answer("effectiveSize", graph.effectiveSize(workers: workers)) }
    case .cutNodes: return { Answer("cutNodes", graph.cutNodes()) }
    case .cuts:
      return {
        let (nodes, bridges, blocks) = (graph.cutNodes(), graph.bridges(), graph.blocks())
        return Answer(
          [
            ("cutNodes", .integers(nodes)),
            ("bridges", .integers(bridges.flatMap { [$0.source, $0.target] })),
          ],
          [
            ("cutNodes", Double(nodes.count)), ("bridges", Double(bridges.count)),
            ("blocks", Double(blocks.count)),
          ])
      }
    default:
      return {
        let impacts = graph.removalImpacts()
        return Answer(
          [
            ("connectedPairs", .integers(impacts.after.map(\.connectedPairs))),
            ("largest", .integers(impacts.after.map(\.largest))),
          ], [("before", impacts.before.amongRemaining)])
      }
    }
  }

  private func groups(of graph: CSRGraph, _ setting: KernelSetting) -> () throws -> Answer {
    let workers = setting.threads
    if self == .labelPropagation {
      return {
        let found = graph.labelPropagation(rounds: 10, workers: workers)
        return Answer([("labels", .integers(found.labels))], [("rounds", Double(found.rounds))])
      }
    }
    let objective: CSRGraph.Objective = self == .leidenCPM ? .cpm : .modularity
    let resolution = setting.resolution ?? (self == .leidenCPM ? 0.02 : 1)
    return {
      let found = try graph.leiden(
        objective: objective, resolution: resolution, seed: setting.seed,
        repetitions: setting.repetitions, workers: workers)
      return Answer(
        [("community", .integers(found.community))],
        [("communities", Double(found.count)), ("quality", found.quality)])
    }
  }

  private func between(_ graph: CSRGraph, _ setting: KernelSetting) -> () throws -> Answer {
    let workers = setting.threads
    switch self {
    case .betweenness: return { Answer("scores", graph.betweenness(workers: workers)) }
    case .linkBetweenness:
      return { Answer("scores", graph.linkBetweenness(workers: workers)) }
    case .harmonic: return { Answer("scores", graph.harmonic(workers: workers)) }
    case .closeness: return { Answer("scores", graph.closeness(workers: workers)) }
    default:
      return {
        let found = try graph.sampledBetweenness(
          error: setting.error, risk: setting.risk, seed: setting.seed, workers: workers)
        return Answer(
          [
            ("scores", .doubles(found.scores)), ("lower", .doubles(found.lower)),
            ("upper", .doubles(found.upper)),
          ], [("samples", Double(found.samples))])
      }
    }
  }

  private func search(
    _ graph: CSRGraph, _ setting: KernelSetting
  ) throws -> () throws -> Answer {
    let (source, workers) = (graph.start(setting), setting.threads)
    if self == .bfs {
      return {
        let tree = try graph.breadthFirst(from: source, workers: workers)
        return Answer(
          [("hops", .numbers(tree.hops)), ("parents", .numbers(tree.parents))],
          [("reached", Double(tree.hops.count { $0 >= 0 })), ("source", Double(source))])
      }
    }
    let distances = try DistanceGraph(graph, by: .hops)
    if self == .sssp {
      return {
        let tree = try distances.shortestPathTree(from: source)
        return Answer([
          ("distances", .doubles(tree.distances)), ("parents", .numbers(tree.parents)),
        ])
      }
    }
    let tree = try graph.breadthFirst(from: source, workers: workers)
    let far = tree.hops.indices.max { (tree.hops[$0], $1) < (tree.hops[$1], $0) }
    let target = setting.target ?? far ?? source
    return {
      let found = try distances.shortestSimplePaths(
        from: source, to: target, limit: setting.limit)
      return Answer(
        [
          ("lengths", .doubles(found.paths.map(\.length))),
          ("nodes", .integers(found.paths.flatMap { $0.nodes + [-1] })),
        ], [("source", Double(source)), ("target", Double(target))])
    }
  }
}

private func pageRank(_ found: PageRank) -> Answer {
  Answer(
    [("scores", .doubles(found.scores))],
    [
      ("iterations", Double(found.iterations)), ("residual", found.residual),
      ("sum", found.scores.reduce(0, +)),
    ])
}

extension CSRGraph {
  /// Returns the source that the setting names, or the first node of highest degree.
  fileprivate func start(_ setting: KernelSetting) -> Int {
    if let source = setting.source { return source }
    let degrees = degrees()
    return degrees.indices.max { (degrees[$0], $1) < (degrees[$1], $0) } ?? 0
  }
}
