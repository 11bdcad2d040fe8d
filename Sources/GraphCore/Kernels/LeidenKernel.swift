/// Returns the communities after one pass of Leiden over all levels, as marks below n.
///
/// SAFETY of this file: a level's arrays are made by `LeidenLevel` alone; its targets are nodes of
/// the level, and communities of its nodes are marks from 0 to the number of its nodes − 1, which
/// `moveNodes`, `refine` and `numbered` keep: each takes marks only from nodes, from other marks or
/// from the list of empty ones. `masses` and `start` have one entry per node (the caller's).
func leidenPass(
  _ adjacency: Adjacency, masses: [Double], pairCost: Double, start: [Int], random: CounterRandom,
  stream: inout UInt64
) -> [Int] {
  let n = start.count
  var level = LeidenLevel(adjacency, masses: masses, pairCost: pairCost)
  var community = Block<Int32>(repeating: 0, count: n)
  /// The node of the present level that each node of the graph has become part of.
  let place = Block<Int32>(repeating: 0, count: n)
  for v in 0..<n {
    unsafe community[v] = Int32(truncatingIfNeeded: start[v])
    unsafe place[v] = Int32(truncatingIfNeeded: v)
  }
  while true {
    level.moveNodes(community, order: random.permutation(level.n, stream: stream))
    let communities = level.numbered(community)
    guard communities.count < level.n else { break }
    var groups = level.refine(
      community, order: random.permutation(level.n, stream: stream + 1), random: random,
      stream: stream + 2)
    stream += 3
    if groups.count == level.n { groups = communities }
    let next = Block<Int32>(repeating: 0, count: groups.count)
    for v in 0..<level.n {
      unsafe next[Int(groups.number[v])] = communities.number[v]
    }
    for v in 0..<n { unsafe place[v] = groups.number[Int(place[v])] }
    level = level.merged(groups)
    community = next
  }
  stream += 3
  return (0..<n).map { v in unsafe Int(community[Int(place[v])]) }
}

/// Nodes numbered by group, groups from 0 in the order of their lowest nodes.
struct LeidenGroups {
  var number: [Int32]
  var count: Int
}

/// One level of the search: a graph whose nodes are groups of nodes of the level before.
struct LeidenLevel: ~Copyable {
  let n: Int
  let pairCost: Double
  let offsets: Block<Int>
  let targets: Block<Int32>
  let weights: Block<Double>
  let masses: Block<Double>
  /// The weight of links from the node at hand into each community; 0 between uses.
  let linked: Block<Double>
  /// The communities whose `linked` is not 0.
  let touched: Block<Int32>

  init(n: Int, arcs: Int, pairCost: Double) {
    self.n = n
    self.pairCost = pairCost
    offsets = Block(repeating: 0, count: n + 1)
    targets = Block(repeating: 0, count: arcs)
    weights = Block(repeating: 0, count: arcs)
    masses = Block(repeating: 0, count: n)
    linked = Block(repeating: 0, count: n)
    touched = Block(repeating: 0, count: n)
  }

  /// The lowest level: the graph itself.
  init(_ adjacency: Adjacency, masses: [Double], pairCost: Double) {
    let n = masses.count
    let arcs = adjacency.neighbours.count
    self.init(n: n, arcs: arcs, pairCost: pairCost)
    for v in 0..<n {
      unsafe self.masses[v] = masses[v]
      unsafe offsets[v + 1] = adjacency.offsets[v + 1]
    }
    for i in 0..<arcs {
      unsafe targets[i] = adjacency.neighbours[i]
      unsafe weights[i] = adjacency.strength(i)
    }
  }

  /// Numbers the marks in use from 0 in the order of their lowest nodes.
  ///
  /// SAFETY: a mark is the number of a node, so it is below n, the length of every array here.
  func numbered(_ marks: borrowing Block<Int32>) -> LeidenGroups {
    let number = Block<Int32>(repeating: -1, count: n)
    var count: Int32 = 0
    var numbers = [Int32](repeating: 0, count: n)
    for v in 0..<n {
      let mark = unsafe Int(marks[v])
      if unsafe number[mark] < 0 {
        unsafe number[mark] = count
        count += 1
      }
      unsafe numbers[v] = number[mark]
    }
    return LeidenGroups(number: numbers, count: Int(count))
  }

  /// Adds up the weights of the arcs of `v` by the mark of the node they lead to.
  ///
  /// - Returns: The number of marks touched; all weights are above 0, so a sum of 0 means unseen.
  ///
  /// SAFETY: arcs of `v` lie between its offsets, targets are nodes, marks are numbers of nodes.
  @inline(__always)
  func gather(_ v: Int, by marks: borrowing Block<Int32>) -> Int {
    var count = 0
    var i = unsafe offsets[v]
    let end = unsafe offsets[v &+ 1]
    while i < end {
      let mark = unsafe marks[Int(targets[i])]
      let sum = unsafe linked[Int(mark)]
      if sum == 0 {
        unsafe touched[count] = mark
        count &+= 1
      }
      unsafe linked[Int(mark)] = sum + weights[i]
      i &+= 1
    }
    return count
  }

  /// Sets `linked` back to 0 everywhere.
  @inline(__always)
  func forget(_ count: Int) {
    for k in 0..<count { unsafe linked[Int(touched[k])] = 0 }
  }
}
