extension CSRGraph {
  /// Returns how near each node is to all others: the sum of 1 / hops.
  ///
  /// Someone one hop away adds 1, two hops ½, someone out of reach nothing. Unlike closeness it
  /// compares nodes of different components fairly, so prefer it where the graph is in parts.
  ///
  ///     let chain = try CSRGraph(nodeCount: 3, links: [.init(0, 1), .init(1, 2)])
  ///     chain.harmonic()  // [1.5, 2, 1.5]
  ///
  /// - Parameters:
  ///   - direction: In a directed graph, whether to count hops from the node (`outgoing`), to it
  ///     (`incoming`) or along links in either direction (`total`).
  ///   - workers: The most threads to use; 0 means one per processor.
  /// - Returns: One score per node, from 0 (nobody in reach) to *n* − 1 (linked to all).
  /// - Complexity: O(*n* · *m*) in the worst case, near O(*n* · *m* / 256) · diameter where the
  ///   diameter is small; O(*n*) memory per worker and for each of 16 partial sums.
  /// - Note: Equal graphs give equal bits, whatever the number of workers.
  ///
  /// > Source: P. Boldi, S. Vigna, "Axioms for Centrality", *Internet Mathematics* 10, 2014,
  /// > [10.1080/15427951.2013.865686](https://doi.org/10.1080/15427951.2013.865686).
  public func harmonic(_ direction: Direction = .outgoing, workers: Int = 0) -> [Double] {
    sweep(direction, workers: workers).harmonic
  }

  /// Returns the closeness of each node after Wasserman and Faust.
  ///
  /// With *r* the number of other nodes in reach and *d* the sum of the hops to them, the score is
  /// (*r* / (*n* − 1)) · (*r* / *d*): the inverse mean distance, scaled down by the part of the
  /// graph that is out of reach.
  ///
  /// - Parameters: As for `harmonic(_:workers:)`.
  /// - Returns: One score per node, from 0 (nobody in reach) to 1 (linked to all).
  /// - Complexity: As for `harmonic(_:workers:)`.
  /// - Note: Equal graphs give equal bits, whatever the number of workers.
  ///
  /// > Source: S. Wasserman, K. Faust, *Social Network Analysis*, 1994, section 5.2,
  /// > [10.1017/CBO9780511815478](https://doi.org/10.1017/CBO9780511815478).
  public func closeness(_ direction: Direction = .outgoing, workers: Int = 0) -> [Double] {
    let totals = sweep(direction, workers: workers)
    return zip(totals.reached, totals.farness).map { reached, farness in
      guard farness > 0 else { return 0 }
      let r = Double(reached)
      return (r / Double(nodeCount - 1)) * (r / Double(farness))
    }
  }

  /// Returns the number of hops from each node to the farthest node in its reach.
  ///
  /// - Parameters: As for `harmonic(_:workers:)`.
  /// - Returns: One whole number per node, 0 where nobody is in reach.
  /// - Complexity: As for `harmonic(_:workers:)`.
  ///
  /// > Source: P. Hage, F. Harary, "Eccentricity and Centrality in Networks", *Social Networks*
  /// > 17(1), 1995, [10.1016/0378-8733(94)00248-9](https://doi.org/10.1016/0378-8733(94)00248-9).
  public func eccentricities(_ direction: Direction = .outgoing, workers: Int = 0) -> [Int] {
    sweep(direction, workers: workers).eccentricity
  }

  /// Returns the largest number of hops between two nodes of the largest component, directions
  /// ignored; of components of equal size the first. 0 for a graph without links.
  public func diameter(workers: Int = 0) -> Int {
    let parts = components()
    guard let largest = parts.largest else { return 0 }
    let eccentricity = eccentricities(.total, workers: workers)
    return zip(parts.component, eccentricity).reduce(0) { $1.0 == largest ? max($0, $1.1) : $0 }
  }

  /// Returns the number of hops from one node to each, nil where out of reach.
  public func hops(from source: Int, _ direction: Direction = .outgoing) -> [Int?] {
    let rows = direction == .total ? undirected().outgoing : rows(direction)
    var hops = [Int?](repeating: nil, count: nodeCount)
    hops[source] = 0
    var (queue, head) = ([source], 0)
    while head < queue.count {
      let v = queue[head]
      head += 1
      for i in rows.range(v) {
        let w = Int(rows.neighbours[i])
        guard hops[w] == nil else { continue }
        hops[w] = hops[v].map { $0 + 1 }
        queue.append(w)
      }
    }
    return hops
  }

  /// Searches from all nodes and adds up. Hops *from* a node are found by searching against the
  /// arrows: each node then hears of every node it can reach.
  private func sweep(_ direction: Direction, workers: Int) -> HopTotals {
    let rows =
      switch direction {
      case .total: undirected().outgoing
      case .outgoing: incoming
      case .incoming: outgoing
      }
    let batches = (nodeCount + hopLanes - 1) / hopLanes
    var totals = HopTotals(nodeCount: nodeCount)
    for first in stride(from: 0, to: batches, by: 16) {
      let parts = WorkerPool.shared.map(min(16, batches - first), workers: workers) { part in
        let start = (first + part) * hopLanes
        return hopTotals(rows, sources: start..<min(nodeCount, start + hopLanes))
      }
      for part in parts { totals.add(part) }
    }
    return totals
  }
}
