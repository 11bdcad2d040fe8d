/// Communities split into connected parts, and what their quality is made of.
struct LeidenParts: Sendable {
  /// The part of each node, parts numbered by falling number of nodes and lowest node.
  let part: [Int32]
  /// The number of nodes of each part, falling.
  let sizes: [Int]
  /// The mass of each part.
  let masses: [Double]
  /// The weight of the links within each part, loops left out.
  let inside: [Double]
  /// How many parts more there are than there were communities.
  let splitCount: Int
}

extension LeidenParts {
  /// Every node a part of its own.
  ///
  /// SAFETY: the level has a mass for each of its nodes.
  init(alone level: borrowing LeidenLevel) {
    var masses: [Double] = []
    for v in 0..<level.n { unsafe masses.append(level.masses[v]) }
    self.init(
      part: (0..<level.n).map { Int32(truncatingIfNeeded: $0) },
      sizes: Array(repeating: 1, count: level.n), masses: masses,
      inside: Array(repeating: 0, count: level.n), splitCount: 0)
  }
}

extension LeidenLevel {
  /// Takes each community for connected: `parts` at a fraction of its cost.
  ///
  /// SAFETY: marks are nodes, so communities are. A piece writes the cells of its own nodes.
  func wholeParts(_ marks: borrowing Block<Int32>, _ team: LeidenTeam) -> LeidenParts {
    let first = Block<Int32>(repeating: -1, count: n)
    let part = unsafe Block<Int32>(unwritten: n)
    var communities = 0
    for v in 0..<n {
      let mark = unsafe Int(marks[v])
      if unsafe first[mark] < 0 {
        unsafe first[mark] = Int32(truncatingIfNeeded: v)
        communities += 1
      }
      unsafe part[v] = first[mark]
    }
    let inside = unsafe Block<Double>(unwritten: n)
    WorkerPool.shared.forEach((n + 4095) / 4096, workers: team.workers) { piece in
      for v in (piece * 4096)..<min(n, piece * 4096 + 4096) {
        unsafe inside[v] = weightInside(v, marks) / 2
      }
    }
    return numbered(part, inside, communities: communities)
  }

  /// Splits each community into its connected parts.
  ///
  /// One sweep over the arcs; communities are split side by side.
  ///
  /// SAFETY: communities are numbers of nodes. A piece reads and writes `part` and `inside` for
  /// the nodes of its own communities only; whether a neighbour is one of them `community` tells.
  func parts(_ marks: [Int32], _ team: LeidenTeam) -> LeidenParts {
    let sizes = Block<Int32>(repeating: 0, count: n)
    let community = Block<Int32>(repeating: 0, count: n)
    for (v, mark) in marks.enumerated() {
      unsafe community[v] = mark
      unsafe sizes[Int(mark)] += 1
    }
    let members = LeidenMembers(community, sizes: sizes)
    let part = Block<Int32>(repeating: -1, count: n)
    let inside = Block<Double>(repeating: 0, count: n)
    let pieces = members.pieces()
    WorkerPool.shared.forEach(pieces.count, workers: team.workers) { piece in
      var stack: [Int32] = []
      for c in pieces[piece] {
        for k in members.range(c) {
          let v = unsafe members.nodes[k]
          guard unsafe part[Int(v)] < 0 else { continue }
          unsafe part[Int(v)] = v
          stack.append(v)
          unsafe inside[Int(v)] = spread(from: v, &stack, community, part)
        }
      }
    }
    return numbered(part, inside, communities: members.count)
  }

  /// Gives all nodes that can be reached within the community the mark of the first.
  ///
  /// - Returns: The weight of the links among them.
  ///
  /// SAFETY: as above.
  private func spread(
    from first: Int32, _ stack: inout [Int32], _ community: borrowing Block<Int32>,
    _ part: borrowing Block<Int32>
  ) -> Double {
    let rows = unsafe self.rows
    let community = unsafe community.view
    let part = unsafe part.view
    let own = unsafe community[Int(first)]
    var twice = 0.0
    while let v = stack.popLast() {
      for i in unsafe rows.start(Int(v))..<rows.end(Int(v)) {
        let w = unsafe rows.neighbour(i)
        guard unsafe community[w] == own else { continue }
        unsafe twice += rows.strength(i)
        guard unsafe part[w] < 0 else { continue }
        unsafe part[w] = first
        stack.append(Int32(truncatingIfNeeded: w))
      }
    }
    return twice / 2
  }

  /// Numbers the parts by falling size and lowest node, by counting.
  ///
  /// SAFETY: a part's mark is its lowest node, so every index is a node; sizes are at most n.
  private func numbered(
    _ part: borrowing Block<Int32>, _ inside: borrowing Block<Double>, communities: Int
  ) -> LeidenParts {
    let size = Block<Int32>(repeating: 0, count: n)
    for v in 0..<n { unsafe size[Int(part[v])] += 1 }
    let sizes = Partition.order(size)
    var masses = [Double](repeating: 0, count: sizes.count)
    var weights = masses
    let numbers = (0..<n).map { v in
      let p = unsafe size[Int(part[v])]
      unsafe masses[Int(p)] += self.masses[v]
      unsafe weights[Int(p)] += inside[v]
      return p
    }
    return LeidenParts(
      part: numbers, sizes: sizes, masses: masses, inside: weights,
      splitCount: sizes.count - communities)
  }
}

extension Partition {
  /// Numbers marks by falling size and then by the mark itself.
  ///
  /// - Parameter marks: The number of nodes of each mark from 0 to *n* − 1, 0 where none has it;
  ///   replaced by the number of each mark in use.
  /// - Returns: The sizes in the order of the numbers.
  ///
  /// SAFETY: sizes add up to n, so each is a valid index of `first`.
  static func order(_ marks: borrowing Block<Int32>) -> [Int] {
    let n = marks.count
    var first = [Int32](repeating: 0, count: n + 2)
    for mark in 0..<n { unsafe first[n - Int(marks[mark]) + 1] += 1 }
    for k in 0...n { first[k + 1] += first[k] }
    var ordered = [Int](repeating: 0, count: Int(first[n]))
    for mark in 0..<n where unsafe marks[mark] > 0 {
      let size = unsafe Int(marks[mark])
      let place = first[n - size]
      unsafe marks[mark] = place
      ordered[Int(place)] = size
      first[n - size] += 1
    }
    return ordered
  }
}
