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
  ///   diameter is small; about 170 bytes per node and worker.
  /// - Note: Equal graphs give equal bits, whatever the number of workers.
  ///
  /// > Source: P. Boldi, S. Vigna, "Axioms for Centrality", *Internet Mathematics* 10, 2014,
  /// > [10.1080/15427951.2013.865686](https://doi.org/10.1080/15427951.2013.865686).
  public func harmonic(_ direction: Direction = .outgoing, workers: Int = 0) -> [Double] {
    sweep(direction, workers, nil)?.harmonic ?? []
  }

  /// Returns what `harmonic(_:workers:)` does, the same bits, under a control.
  ///
  /// - Parameters: As for `harmonic(_:workers:)`.
  ///   - control: Where progress goes and cancellation comes from.
  /// - Throws: `GraphError.cancelled`.
  public func harmonic(
    _ direction: Direction = .outgoing, workers: Int = 0, control: WorkControl
  ) throws(GraphError) -> [Double] {
    guard let totals = sweep(direction, workers, control) else { throw .cancelled }
    return totals.harmonic
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
    sweep(direction, workers, nil)?.closeness ?? []
  }

  /// Returns what `closeness(_:workers:)` does, the same bits, under a control.
  ///
  /// - Parameters: As for `closeness(_:workers:)`.
  ///   - control: Where progress goes and cancellation comes from.
  /// - Throws: `GraphError.cancelled`.
  public func closeness(
    _ direction: Direction = .outgoing, workers: Int = 0, control: WorkControl
  ) throws(GraphError) -> [Double] {
    guard let totals = sweep(direction, workers, control) else { throw .cancelled }
    return totals.closeness
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
    sweep(direction, workers, nil)?.eccentricity ?? []
  }

  /// Returns what `eccentricities(_:workers:)` does, the same bits, under a control.
  ///
  /// - Parameters: As for `eccentricities(_:workers:)`.
  ///   - control: Where progress goes and cancellation comes from.
  /// - Throws: `GraphError.cancelled`.
  public func eccentricities(
    _ direction: Direction = .outgoing, workers: Int = 0, control: WorkControl
  ) throws(GraphError) -> [Int] {
    guard let totals = sweep(direction, workers, control) else { throw .cancelled }
    return totals.eccentricity
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
  ///
  /// - Precondition: `source` is a node.
  /// - Complexity: As for `breadthFirst(from:_:workers:control:)`, which also tells the ways.
  public func hops(from source: Int, _ direction: Direction = .outgoing) -> [Int?] {
    precondition((0..<nodeCount).contains(source), "hops are counted from a node of the graph")
    let (along, against) = sides(direction)
    let tree = breadthFirstTree(
      along, against: against, source: source, workers: 1, control: nil)
    // Without a control nothing cancels the search, so there is always a tree.
    return (tree?.hops ?? []).map { $0 < 0 ? nil : Int($0) }
  }

  /// The arcs that lead in a direction, by either end.
  func sides(_ direction: Direction) -> (along: Adjacency, against: Adjacency) {
    switch direction {
    case .outgoing: return (outgoing, incoming)
    case .incoming: return (incoming, outgoing)
    case .total:
      let rows = undirected().outgoing
      return (rows, rows)
    }
  }

  /// Searches from all nodes and adds up; nil where the control was cancelled. Hops *from* a node
  /// are found by searching against the arrows: each node then hears of every node it can reach.
  private func sweep(
    _ direction: Direction, _ workers: Int, _ control: WorkControl?
  ) -> HopTotals? {
    let (rows, back) = sides(direction)
    let place = BreadthFirstOrder(rows, back)
    let (along, against) = (place.renumbered(back), place.renumbered(rows))
    let batches = SourceBatches(sourceCount: nodeCount, smallest: hopLanes)
    let sum = OrderedSum(HopTotals(nodeCount: nodeCount)) { $0.add($1) }
    do {
      try WorkerPool.shared.forEach(batches.count, workers: workers, control: control) { batch in
        let part = hopTotals(along, against: against, sources: batches.sources(batch))
        sum.add(part, number: batch)
      }
    } catch {
      return nil
    }
    return sum.total.renumbered(place.places)
  }
}

extension HopTotals {
  /// (r / (n − 1)) · (r / Σ hops).
  fileprivate var closeness: [Double] {
    zip(reached, farness).map { reached, farness in
      guard farness > 0 else { return 0 }
      let r = Double(reached)
      return (r / Double(self.reached.count - 1)) * (r / Double(farness))
    }
  }

  /// The totals of the nodes that stand at the places given.
  fileprivate func renumbered(_ places: [Int]) -> HopTotals {
    var totals = HopTotals(nodeCount: 0)
    totals.harmonic = places.map { harmonic[$0] }
    totals.farness = places.map { farness[$0] }
    totals.reached = places.map { reached[$0] }
    totals.eccentricity = places.map { eccentricity[$0] }
    return totals
  }
}
