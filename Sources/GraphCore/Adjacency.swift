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

/// Arcs on their way into rows, one by one. Whoever has many gives `RowBuild.Columns`.
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
  /// Sorts arcs into rows and merges equal ones.
  ///
  /// - Parameter sides: Whether an arc stands in the row of the node it leaves, of the one it
  ///   enters, or of both.
  init(nodeCount: Int, arcs: ArcList, sides: Sides) {
    let arcs = arcs.arcs
    let isPlain = arcs.allSatisfy { $0.strength == 1 }
    let isSingle = arcs.allSatisfy { $0.multiplicity == 1 }
    let columns = RowBuild.Columns(
      sources: arcs.map(\.from), targets: arcs.map(\.to),
      strengths: isPlain && isSingle ? [] : arcs.map(\.strength),
      multiplicities: isSingle ? [] : arcs.map(\.multiplicity))
    self = RowBuild(nodeCount: nodeCount, columns: columns, sides: sides, workers: 1).rows()
  }
}
