/// The rows of a graph: for each node its arcs, in rising order of the node at the other end.
struct Adjacency: Sendable, Equatable {
  /// Where the row of each node starts; one more entry closes the last row.
  let offsets: [Int]
  let neighbours: [Int32]
  /// The strength of each arc; empty where every strength is 1.
  let strengths: ArcStrengths
  /// How many given links each arc merges; empty where every arc is one link.
  let multiplicities: [Int32]

  /// Which ends of an arc own a row entry.
  enum Sides { case from, to, both }

  func range(_ v: Int) -> Range<Int> { offsets[v]..<offsets[v + 1] }
  func strength(_ i: Int) -> Double { strengths.isEmpty ? 1 : strengths[i] }
  func multiplicity(_ i: Int) -> Int32 { multiplicities.isEmpty ? 1 : multiplicities[i] }

  func unweighted() -> Adjacency {
    Adjacency(
      offsets: offsets, neighbours: neighbours, strengths: .none, multiplicities: multiplicities)
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
