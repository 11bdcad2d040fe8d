/// What is left to search for betweenness: rows in which nodes that cannot be told apart are one.
///
/// Two nodes with the same neighbours are twins, whether linked to each other or not. All that
/// lies elsewhere sees them alike: what a search from afar credits to one it credits to each.
/// Only the shortest paths between unlinked twins are not seen from afar; they run through every
/// common neighbour alike and are credited in closed form.
///
/// Nodes are renumbered breadth first from the nodes with most neighbours, so that neighbours in
/// number are neighbours in the graph: their searches share most of their levels, and what they
/// read lies together.
///
/// - Complexity: O(*m* + *n* log *n*) time, O(*n* + *m*) memory.
///
/// > Source: identical vertices after A. E. Sarıyüce et al., "Graph Manipulations for Fast
/// > Centrality Computation", *ACM TKDD* 11(3), 2017,
/// > [10.1145/3022668](https://doi.org/10.1145/3022668).
struct PathQuotient {
  /// The classes, joined where their members are.
  let rows: Adjacency
  /// The class of each node given.
  let places: [Int]
  /// The number of members of each class.
  let copies: [Double]
  /// The summed weight of the members of each class.
  let masses: [Double]
  /// For every member of a class, the ordered pairs of twins elsewhere that it joins.
  let credits: [Double]

  /// - Parameters:
  ///   - rows: The arcs to follow.
  ///   - incoming: The arcs against, where they differ; twins are then not looked for.
  ///   - weights: How many nodes each node stands for, as an end of paths.
  ///   - merging: Whether twins become one.
  init(_ rows: Adjacency, incoming: Adjacency? = nil, weights: [Double], merging: Bool) {
    let n = weights.count
    let twins = Twins(rows, merging: merging && incoming == nil)
    let order = BreadthFirstOrder(rows, incoming ?? rows) { twins.leader[$0] == $0 }
    let (leaders, place) = (order.nodes, order.places)
    places = twins.leader.map { place[$0] }
    var copies = [Double](repeating: 0, count: leaders.count)
    var masses = copies
    var squares = copies
    for v in 0..<n {
      copies[places[v]] += 1
      masses[places[v]] += weights[v]
      squares[places[v]] += weights[v] * weights[v]
    }
    self.copies = copies
    self.masses = masses
    var credits = [Double](repeating: 0, count: leaders.count)
    var offsets = [0]
    var neighbours: [Int32] = []
    for (p, v) in leaders.enumerated() {
      let row = rows.range(v).map { Int(rows.neighbours[$0]) }
      let classes = row.filter { twins.leader[$0] == $0 }.map { place[$0] }.sorted()
      neighbours += classes.lazy.map { Int32($0) }
      offsets.append(neighbours.count)
      guard twins.isOpen[v] else { continue }
      let pairs = masses[p] * masses[p] - squares[p]
      for c in classes { credits[c] += pairs / Double(row.count) }
    }
    self.credits = credits
    self.rows = Adjacency(
      offsets: offsets, neighbours: neighbours, strengths: .none, multiplicities: [])
  }
}

/// Which nodes have the same neighbours as others.
struct Twins {
  /// The lowest-numbered twin of each node: itself where it has none below.
  private(set) var leader: [Int]
  /// Whether a node leads twins that are not linked to each other.
  private(set) var isOpen: [Bool]

  init(_ rows: Adjacency, merging: Bool) {
    let n = rows.offsets.count - 1
    leader = Array(0..<n)
    isOpen = Array(repeating: false, count: n)
    guard merging else { return }
    var hash = leader.map { v in
      rows.range(v).reduce(0 as UInt64) { $0 &+ Self.mix(Int(rows.neighbours[$1])) }
    }
    var isTwin = isOpen
    func join(_ areTwins: (Int, Int) -> Bool, open: Bool) {
      let order = (0..<n).filter { !isTwin[$0] && !rows.range($0).isEmpty }
        .sorted { (hash[$0], $0) < (hash[$1], $1) }
      var first = -1
      for v in order {
        guard first >= 0, hash[first] == hash[v], areTwins(first, v) else {
          first = v
          continue
        }
        leader[v] = first
        (isTwin[v], isTwin[first]) = (true, true)
        if open { isOpen[first] = true }
      }
    }
    join({ rows.neighbours[rows.range($0)] == rows.neighbours[rows.range($1)] }, open: true)
    for v in 0..<n { hash[v] &+= Self.mix(v) }
    join({ Self.areLinkedTwins(rows, $0, $1) }, open: false)
  }

  private static func areLinkedTwins(_ rows: Adjacency, _ a: Int, _ b: Int) -> Bool {
    guard rows.range(a).count == rows.range(b).count, rows.arc(from: a, to: b) != nil else {
      return false
    }
    let others = rows.neighbours[rows.range(a)].lazy.filter { Int($0) != b }
    return others.elementsEqual(rows.neighbours[rows.range(b)].lazy.filter { Int($0) != a })
  }

  private static func mix(_ v: Int) -> UInt64 {
    var z = UInt64(v &+ 1) &* 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 32)) &* 0xD6E8_FEB8_6659_FD93
    return z ^ (z >> 32)
  }
}
