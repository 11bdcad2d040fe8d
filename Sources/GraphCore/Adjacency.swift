/// The rows of a graph: for each node its arcs, in rising order of the node at the other end.
struct Adjacency: Sendable, Equatable {
  /// Where the row of each node starts; one more entry closes the last row.
  let offsets: [Int]
  let neighbours: [Int32]
  /// The strength of each arc; empty where every strength is 1.
  let strengths: [Double]
  /// How many given links each arc merges; empty where every arc is one link.
  let multiplicities: [Int32]

  /// Which ends of an arc own a row entry.
  enum Sides { case from, to, both }

  func range(_ v: Int) -> Range<Int> { offsets[v]..<offsets[v + 1] }
  func strength(_ i: Int) -> Double { strengths.isEmpty ? 1 : strengths[i] }
  func multiplicity(_ i: Int) -> Int32 { multiplicities.isEmpty ? 1 : multiplicities[i] }

  func unweighted() -> Adjacency {
    Adjacency(
      offsets: offsets, neighbours: neighbours, strengths: [], multiplicities: multiplicities)
  }

  /// Returns the arc between two nodes, found by halving the row.
  func arc(from source: Int, to target: Int) -> Int? {
    var row = range(source)
    while !row.isEmpty {
      let middle = row.lowerBound + row.count / 2
      let found = Int(neighbours[middle])
      if found == target { return middle }
      row = found < target ? (middle + 1)..<row.upperBound : row.lowerBound..<middle
    }
    return nil
  }
}

/// Arcs on their way into rows.
struct ArcList {
  struct Arc {
    var from: Int32
    var to: Int32
    var multiplicity: Int32
    var strength: Double
  }

  var arcs: [Arc] = []

  mutating func append(from source: Int, to target: Int, strength: Double, multiplicity: Int32) {
    arcs.append(
      Arc(
        from: Int32(source), to: Int32(target), multiplicity: multiplicity, strength: strength))
  }
}

extension Adjacency {
  /// Sorts arcs into rows with two counting sorts, by far end and then by near end, and merges
  /// those with the same two ends.
  ///
  /// An entry is an arc seen from one side: number 2*i* is arc *i* from its source, 2*i* + 1 from
  /// its target.
  init(nodeCount: Int, arcs: ArcList, sides: Sides) {
    let arcs = arcs.arcs
    var entries: [UInt32] = []
    entries.reserveCapacity(sides == .both ? 2 * arcs.count : arcs.count)
    for arc in 0..<UInt32(arcs.count) {
      if sides != .to { entries.append(2 * arc) }
      if sides != .from { entries.append(2 * arc + 1) }
    }
    func near(_ entry: UInt32) -> Int {
      let arc = arcs[Int(entry >> 1)]
      return Int(entry & 1 == 0 ? arc.from : arc.to)
    }
    entries = Self.sorted(entries, keys: nodeCount) { near($0 ^ 1) }
    entries = Self.sorted(entries, keys: nodeCount) { near($0) }

    var offsets = [0]
    offsets.reserveCapacity(nodeCount + 1)
    var neighbours: [Int32] = []
    var strengths: [Double] = []
    var multiplicities: [Int32] = []
    for entry in entries {
      let (source, target) = (near(entry), Int32(near(entry ^ 1)))
      let arc = arcs[Int(entry >> 1)]
      while offsets.count <= source { offsets.append(neighbours.count) }
      if neighbours.count > offsets[source], neighbours.last == target {
        strengths[strengths.count - 1] += arc.strength
        multiplicities[multiplicities.count - 1] += arc.multiplicity
      } else {
        neighbours.append(target)
        strengths.append(arc.strength)
        multiplicities.append(arc.multiplicity)
      }
    }
    while offsets.count <= nodeCount { offsets.append(neighbours.count) }
    self.init(
      offsets: offsets, neighbours: neighbours,
      strengths: strengths.allSatisfy { $0 == 1 } ? [] : strengths,
      multiplicities: multiplicities.allSatisfy { $0 == 1 } ? [] : multiplicities)
  }

  /// Returns the entries by rising key, those with equal keys in the order given.
  private static func sorted(
    _ entries: [UInt32], keys: Int, key: (UInt32) -> Int
  ) -> [UInt32] {
    var next = [Int](repeating: 0, count: keys + 1)
    for entry in entries { next[key(entry) + 1] += 1 }
    for k in 0..<keys { next[k + 1] += next[k] }
    var sorted = [UInt32](repeating: 0, count: entries.count)
    for entry in entries {
      let k = key(entry)
      sorted[next[k]] = entry
      next[k] += 1
    }
    return sorted
  }
}
