import GraphCore

/// The numbers per node that `ocg graph measure` can print.
enum GraphMeasure: String, CaseIterable {
  case degree
  case degreeIn = "degree-in"
  case degreeOut = "degree-out"
  case strength
  case strengthIn = "strength-in"
  case strengthOut = "strength-out"
  case betweenness
  case betweennessPairs = "betweenness-pairs"
  case pagerank
  case eigenvector
  case hub
  case authority
  case harmonic
  case closeness
  case eccentricity
  case core
  case triangles
  case clustering
  case constraint
  case effectiveSize = "effective-size"
  case removal
  case component
  case keyPlayer = "key-player"

  static let names = allCases.map(\.rawValue).joined(separator: ", ")

  /// Returns the measures named in a list separated by commas, each one once.
  static func list(_ names: String) throws -> [GraphMeasure] {
    var measures: [GraphMeasure] = []
    for name in names.split(separator: ",", omittingEmptySubsequences: false) {
      let name = name.filter { !$0.isWhitespace }.lowercased()
      guard let measure = GraphMeasure(rawValue: name) else {
        throw GraphCommandError("--measure \"\(name)\": not known; use one of \(Self.names)")
      }
      if !measures.contains(measure) { measures.append(measure) }
    }
    return measures
  }

  /// What the number means, with its unit or scale.
  var meaning: String {
    switch self {
    case .degree: "nodes linked to it"
    case .degreeIn: "nodes that link to it"
    case .degreeOut: "nodes it links to"
    case .strength: "sum of the strengths of its links, in the unit of the file"
    case .strengthIn: "sum of the strengths of links to it, in the unit of the file"
    case .strengthOut: "sum of the strengths of links from it, in the unit of the file"
    case .betweenness:
      "share of the pairs of others whose shortest ways lead through it, from 0 to 1"
    case .betweennessPairs: "pairs of others whose shortest ways lead through it"
    case .pagerank: "share of time that a random walk spends there; all add up to 1"
    case .eigenvector: "how far it is linked to those who count themselves, the highest 1"
    case .hub: "how far it points to good authorities, the highest 1"
    case .authority: "how far good hubs point to it, the highest 1"
    case .harmonic: "sum of 1 / hops to every other node"
    case .closeness: "1 / mean hops to those it reaches, times the share it reaches, from 0 to 1"
    case .eccentricity: "hops to the farthest node that it reaches"
    case .core: "largest k such that it is in a group whose members each have k links inside"
    case .triangles: "pairs of its neighbours that are linked to each other"
    case .clustering: "share of pairs of its neighbours that are linked, from 0 to 1"
    case .constraint:
      "how far its contacts are linked among themselves (Burt): low for brokers, none without links"
    case .effectiveSize:
      "its contacts less how far they are linked among themselves (Burt): high for brokers"
    case .removal: "pairs of others that lose touch without it"
    case .component: "number of its component, from 0"
    case .keyPlayer:
      "mean share of nodes not above it by contact, betweenness, reach and fragmentation, to 1"
    }
  }

  /// Whether the highest number is printed first; brokers have a low constraint, and the number
  /// of a component ranks nothing.
  var ranksHighFirst: Bool { self != .constraint && self != .component }

  /// Whether directions are left aside, since the measure is defined without them.
  var ignoresDirection: Bool {
    switch self {
    case .degree, .eigenvector, .core, .triangles, .clustering, .removal, .component, .keyPlayer:
      true
    default: false
    }
  }

  /// Returns the number of each node.
  func values(of source: GraphSource, weighted: Bool) throws -> [Double] {
    let workers = source.workers
    let graph = source.graph
    switch self {
    case .degree: return graph.degrees().map(Double.init)
    case .degreeIn: return graph.degrees(.incoming).map(Double.init)
    case .degreeOut: return graph.degrees(.outgoing).map(Double.init)
    case .strength: return graph.strengths()
    case .strengthIn: return graph.strengths(.incoming)
    case .strengthOut: return graph.strengths(.outgoing)
    case .betweenness: return shares(of: graph.betweenness(workers: workers), graph)
    case .betweennessPairs: return graph.betweenness(workers: workers)
    case .pagerank: return graph.pageRank(weighted: weighted, workers: workers).scores
    case .eigenvector: return graph.eigenvector(weighted: weighted)
    case .hub:
      return graph.hubsAndAuthorities(weighted: weighted, workers: workers).hubs
    case .authority:
      return graph.hubsAndAuthorities(weighted: weighted, workers: workers).authorities
    case .harmonic: return graph.harmonic(workers: workers)
    case .closeness: return graph.closeness(workers: workers)
    case .eccentricity: return graph.eccentricities(workers: workers).map(Double.init)
    case .core: return graph.coreNumbers().map(Double.init)
    case .triangles: return graph.triangles().map(Double.init)
    case .clustering: return graph.localClustering()
    case .constraint: return graph.constraint(weighted: weighted, workers: workers)
    case .effectiveSize: return graph.effectiveSize(weighted: weighted, workers: workers)
    case .removal: return pairsLost(graph)
    case .component: return graph.components().component.map(Double.init)
    case .keyPlayer: return graph.keyPlayerStanding(workers: workers)
    }
  }

  /// Returns how many pairs of others are in touch with each node and not without it.
  private func pairsLost(_ graph: CSRGraph) -> [Double] {
    let impacts = graph.removalImpacts()
    let parts = graph.undirected().components()
    return zip(impacts.after, parts.component).map { after, component in
      Double(impacts.before.connectedPairs - after.connectedPairs - (parts.sizes[component] - 1))
    }
  }

  /// Divides pairs by the most pairs that a node can lie between.
  private func shares(of pairs: [Double], _ graph: CSRGraph) -> [Double] {
    let n = Double(graph.nodeCount)
    let most = graph.isDirected ? (n - 1) * (n - 2) : (n - 1) * (n - 2) / 2
    return most > 0 ? pairs.map { $0 / most } : pairs
  }
}
