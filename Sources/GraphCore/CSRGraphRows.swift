extension Adjacency {
  /// Returns the arcs that pass, in their order, so that the rows stay sorted without a sort.
  ///
  /// - Parameter isKept: Answers for the node that owns the row and the number of the arc.
  func filtered(_ isKept: (_ owner: Int, _ arc: Int) -> Bool) -> Adjacency {
    var offsets = [0]
    offsets.reserveCapacity(self.offsets.count)
    var neighbours: [Int32] = []
    var strengths: [Double] = []
    var multiplicities: [Int32] = []
    neighbours.reserveCapacity(self.neighbours.count)
    strengths.reserveCapacity(self.strengths.isEmpty ? 0 : self.neighbours.count)
    for v in 0..<(self.offsets.count - 1) {
      for arc in range(v) where isKept(v, arc) {
        neighbours.append(self.neighbours[arc])
        if !self.strengths.isEmpty { strengths.append(self.strengths[arc]) }
        if !self.multiplicities.isEmpty { multiplicities.append(self.multiplicities[arc]) }
      }
      offsets.append(neighbours.count)
    }
    return Adjacency(
      sortedRows: offsets, neighbours: neighbours, strengths: strengths,
      multiplicities: multiplicities)
  }

  /// Takes rows that are sorted and merged; drops tables in which every entry is 1.
  init(
    sortedRows offsets: [Int], neighbours: [Int32], strengths: [Double], multiplicities: [Int32]
  ) {
    self.init(
      offsets: offsets, neighbours: neighbours,
      strengths: ArcStrengths(strengths),
      multiplicities: multiplicities.allSatisfy { $0 == 1 } ? [] : multiplicities)
  }
}

extension CSRGraph {
  /// Takes rows that are in normal form; of an undirected graph `incoming` is `outgoing`.
  init(
    outgoing: Adjacency, incoming: Adjacency, directed: Bool, loopStrengths: [Double],
    loopCount: Int
  ) {
    nodeCount = outgoing.offsets.count - 1
    isDirected = directed
    self.outgoing = outgoing
    self.incoming = incoming
    self.loopStrengths = loopStrengths
    self.loopCount = loopCount
    let sides = directed ? 1 : 2
    linkCount = outgoing.neighbours.count / sides
    mergedLinkCount = outgoing.multiplicities.reduce(0) { $0 + Int($1) - 1 } / sides
  }
}
