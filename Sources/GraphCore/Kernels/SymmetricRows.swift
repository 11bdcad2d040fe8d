/// The links of an undirected graph, each once, at its lower end.
struct UpperRows: Sendable {
  /// How many links each node has to higher ones.
  var counts: [Int32] = []
  /// The higher ends, those of a node beside each other and rising.
  var ends: [Int32] = []
  /// The strength of each; empty where it is the multiplicity.
  var strengths: [Double] = []
  var multiplicities: [Int32] = []

  mutating func append(_ other: UpperRows) {
    counts += other.counts
    ends += other.ends
    strengths += other.strengths
    multiplicities += other.multiplicities
  }
}

extension Adjacency {
  /// Enters each link at both ends. Taken by rising lower end every row fills in rising order, so
  /// nothing is sorted.
  ///
  /// SAFETY: ends are nodes (the caller's), counted before they are entered, so a row's cursor
  /// stays within the row; checked once more by the sum of the counts.
  init(_ upper: UpperRows) {
    let n = upper.counts.count
    precondition(upper.counts.reduce(0) { $0 + Int($1) } == upper.ends.count, "every link counted")
    var offsets = [Int](repeating: 0, count: n + 1)
    for (v, count) in upper.counts.enumerated() { offsets[v + 1] = Int(count) }
    for end in upper.ends { offsets[Int(end) + 1] += 1 }
    for v in 0..<n { offsets[v + 1] += offsets[v] }
    let isPlain = upper.multiplicities.allSatisfy { $0 == 1 }
    let isWeighted = !(upper.strengths.isEmpty && isPlain)
    let cursor = Block<Int>(repeating: 0, count: n)
    for v in 0..<n { unsafe cursor[v] = offsets[v] }
    let neighbours = Block<Int32>(repeating: 0, count: offsets[n])
    let strengths = Block<Double>(repeating: 0, count: isWeighted ? offsets[n] : 0)
    let multiplicities = Block<Int32>(repeating: 0, count: isPlain ? 0 : offsets[n])
    var link = 0
    for v in 0..<n {
      for _ in 0..<upper.counts[v] {
        let w = Int(upper.ends[link])
        let (atV, atW) = unsafe (cursor[v], cursor[w])
        unsafe neighbours[atV] = Int32(truncatingIfNeeded: w)
        unsafe neighbours[atW] = Int32(truncatingIfNeeded: v)
        unsafe cursor[v] = atV + 1
        unsafe cursor[w] = atW + 1
        if isWeighted {
          let given = upper.strengths.isEmpty
          let strength = given ? Double(upper.multiplicities[link]) : upper.strengths[link]
          unsafe strengths[atV] = strength
          unsafe strengths[atW] = strength
        }
        if !isPlain {
          unsafe multiplicities[atV] = upper.multiplicities[link]
          unsafe multiplicities[atW] = upper.multiplicities[link]
        }
        link += 1
      }
    }
    self.init(
      offsets: offsets, neighbours: neighbours.array(),
      strengths: ArcStrengths(strengths.array()),
      multiplicities: multiplicities.array())
  }
}
