import GraphCore
import Records

/// Brings the released network onto one page: what has a link other than of a reference place, and the
/// communities it falls into (Leiden, by modularity).
struct NetworkChartMaker {
  let network: ReleasedNetwork
  let seed: UInt64
  let workers: Int

  /// - Parameter withEntities: Whether the entities themselves are wanted, where a page can hold them.
  /// - Throws: `AssessmentError.graph` where the network makes no graph.
  func chart(withEntities: Bool) throws(AssessmentError) -> NetworkChart {
    let links = network.links.filter { $0.type.layer != .reference }
    var place = [Int](repeating: -1, count: network.nodes.count)
    for link in links { (place[link.from], place[link.to]) = (0, 0) }
    let shown = network.nodes.indices.filter { place[$0] == 0 }
    for (index, node) in shown.enumerated() { place[node] = index }
    let pairs = Self.pairs(links.map { (place[$0.from], place[$0.to]) })
    let graph: CSRGraph
    let partition: Partition
    do {
      graph = try CSRGraph(nodeCount: shown.count, links: pairs.map { .init($0.a, $0.b) })
      partition = try graph.leiden(
        objective: .modularity, resolution: 1, seed: seed, workers: workers)
    } catch {
      throw .graph("\(error)")
    }
    let communities = communities(shown: shown, pairs: pairs, of: partition)
    let ties = Self.pairs(
      pairs.flatMap { pair in
        let ends = (partition.community[pair.a], partition.community[pair.b])
        return ends.0 == ends.1 ? [] : Array(repeating: ends, count: pair.links)
      }
    ).filter { $0.b < NetworkChart.mostCommunities }.sorted { a, b in
      a.links != b.links ? a.links > b.links : (a.a, a.b) < (b.a, b.b)
    }
    let isWhole = withEntities && shown.count <= NetworkChart.mostEntities
    let kept = communities.prefix(NetworkChart.mostCommunities)
    return NetworkChart(
      nodes: isWhole ? shown.map { network.nodes[$0] } : [], pairs: isWhole ? pairs : [],
      communities: Array(kept),
      ties: Array(ties.prefix(NetworkChart.mostTies)),
      entities: shown.count, links: links.count, parts: graph.components(workers: workers).count,
      hidden: [
        .init(what: "entities without a link", count: network.nodes.count - shown.count),
        .init(what: "links of reference places", count: network.links.count - links.count),
      ],
      hiddenCommunities: [
        .init(what: "further communities", count: communities.count - kept.count),
        .init(
          what: "entities in them",
          count: communities.dropFirst(kept.count).reduce(0) { $0 + $1.entities }),
        .init(what: "weaker ties", count: max(0, ties.count - NetworkChart.mostTies)),
      ])
  }

  /// How often each pair of ends occurs, in either direction; by the lower end, then the higher.
  private static func pairs(_ ends: [(Int, Int)]) -> [NetworkChart.Pair] {
    let sorted = ends.filter { $0.0 != $0.1 }.map { (min($0.0, $0.1), max($0.0, $0.1)) }
      .sorted { $0 < $1 }
    var pairs: [NetworkChart.Pair] = []
    var start = 0
    while start < sorted.count {
      var end = start + 1
      while end < sorted.count, sorted[end] == sorted[start] { end += 1 }
      pairs.append(.init(a: sorted[start].0, b: sorted[start].1, links: end - start))
      start = end
    }
    return pairs
  }

  private func communities(
    shown: [Int], pairs: [NetworkChart.Pair], of partition: Partition
  ) -> [NetworkChart.Community] {
    let community = partition.community
    var degree = [Int](repeating: 0, count: shown.count)
    var inside = [Int](repeating: 0, count: partition.count)
    for pair in pairs {
      degree[pair.a] += pair.links
      degree[pair.b] += pair.links
      if community[pair.a] == community[pair.b] { inside[community[pair.a]] += pair.links }
    }
    var first = [Int](repeating: -1, count: partition.count)
    var people = [Int](repeating: 0, count: partition.count)
    for (index, group) in community.enumerated() {
      if network.nodes[shown[index]].kind == .nominal { people[group] += 1 }
      if first[group] < 0 || degree[index] > degree[first[group]] { first[group] = index }
    }
    return partition.sizes.enumerated().map { group, size in
      NetworkChart.Community(
        name: network.nodes[shown[first[group]]].label, entities: size,
        people: people[group], links: inside[group])
    }
  }
}
