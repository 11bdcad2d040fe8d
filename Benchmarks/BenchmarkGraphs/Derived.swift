internal import GraphCore

extension EdgeList {
  /// Returns the graph as peers can read it: undirected, each link once, without loops,
  /// strengths or dates.
  public func simple(workers: Int = 0) -> EdgeList {
    let links = links
    let lists = PackedLinks.draw(links.count, workers: workers) { i in
      PackedLinks.pack(Int(links[i].source), Int(links[i].target))
    }
    var graph = EdgeList(
      nodeCount: nodeCount,
      links: PackedLinks.sorted(lists, nodeCount: nodeCount, workers: workers))
    graph.memberCount = memberCount
    graph.truth = truth
    return graph
  }

  /// Returns the members of a two-mode graph, two of them linked where they share a thing that
  /// has at most `hubCap` uses.
  public func projected(hubCap: Int, workers: Int = 0) -> EdgeList {
    precondition(memberCount > 0, "only a two-mode graph can be projected")
    var users = [[Int32]](repeating: [], count: nodeCount - memberCount)
    for link in links { users[Int(link.target) - memberCount].append(link.source) }
    let (perPiece, sharing) = (1 << 12, users)
    let lists = WorkerPool.shared.map(
      (sharing.count + perPiece - 1) / perPiece, workers: workers
    ) { piece in
      var pairs: [UInt64] = []
      for thing in (piece * perPiece)..<min(sharing.count, (piece + 1) * perPiece)
      where sharing[thing].count <= hubCap {
        for (i, a) in sharing[thing].enumerated() {
          for b in sharing[thing][(i + 1)...] {
            if let pair = PackedLinks.pack(Int(a), Int(b)) { pairs.append(pair) }
          }
        }
      }
      return pairs
    }
    var graph = EdgeList(
      nodeCount: memberCount,
      links: PackedLinks.sorted(lists, nodeCount: memberCount, workers: workers))
    graph.truth = Array(truth.prefix(memberCount))
    return graph
  }

  /// Returns the largest component, of several the one with the least node; its nodes keep their
  /// order. Dates and strengths are kept.
  public func giant() -> EdgeList {
    var parent = Array(0..<nodeCount)
    func root(_ node: Int) -> Int {
      var v = node
      while parent[v] != v {
        parent[v] = parent[parent[v]]
        v = parent[v]
      }
      return v
    }
    for link in links {
      let (a, b) = (root(Int(link.source)), root(Int(link.target)))
      parent[max(a, b)] = min(a, b)
    }
    var size = [Int](repeating: 0, count: nodeCount)
    for v in 0..<nodeCount { size[root(v)] += 1 }
    let largest = size.indices.max { (size[$0], $1) < (size[$1], $0) }
    var number = [Int32](repeating: -1, count: nodeCount)
    var kept = 0
    for v in 0..<nodeCount where root(v) == largest {
      number[v] = Int32(kept)
      kept += 1
    }
    let stay = links.indices.filter { number[Int(links[$0].source)] >= 0 }
    var graph = EdgeList(
      nodeCount: kept,
      links: stay.map { Link(number[Int(links[$0].source)], number[Int(links[$0].target)]) })
    graph.isDirected = isDirected
    graph.memberCount = number.prefix(memberCount).count { $0 >= 0 }
    graph.strengths = strengths.isEmpty ? [] : stay.map { strengths[$0] }
    graph.periods = periods.isEmpty ? [] : stay.map { periods[$0] }
    graph.truth = truth.indices.filter { number[$0] >= 0 }.map { truth[$0] }
    return graph
  }
}
