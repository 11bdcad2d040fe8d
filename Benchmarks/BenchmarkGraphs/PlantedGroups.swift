internal import GraphCore

/// A recipe for a graph whose groups are known: degrees and group sizes follow power laws, and
/// of each node's links a share leads anywhere.
///
/// Nodes of high degree are put into groups that are large enough for them; links inside a group
/// and links across are each a random pairing of the nodes' ends. An end that could only make a
/// loop or a doubled link is exchanged with a random link of its group, and dropped where twenty
/// such tries fail.
///
/// > Source: after B. Kamiński, P. Prałat, F. Théberge, "Artificial Benchmark for Community
/// > Detection (ABCD)", *Network Science* 9(2), 2021,
/// > [10.1017/nws.2020.45](https://doi.org/10.1017/nws.2020.45).
public struct PlantedGroups: Sendable {
  public var nodeCount: Int
  public var degreeExponent: Double
  public var degrees: ClosedRange<Int>
  public var sizeExponent: Double
  public var sizes: ClosedRange<Int>
  /// The share of a node's links that lead anywhere, from 0 to 1.
  public var mixing: Double

  /// Many small groups of 5 to 60 nodes and a mean degree of about 16: where modularity is blind.
  public static func small(nodeCount: Int) -> PlantedGroups {
    PlantedGroups(
      nodeCount: nodeCount, degreeExponent: 2.5, degrees: 8...max(9, min(240, nodeCount / 10)),
      sizeExponent: 1.2, sizes: 5...60, mixing: 0.25)
  }

  /// The benchmark ABCD with groups of 50 to 1,000 nodes.
  public static func abcd(nodeCount: Int, mixing: Double = 0.3) -> PlantedGroups {
    PlantedGroups(
      nodeCount: nodeCount, degreeExponent: 2.5, degrees: 8...max(9, min(500, nodeCount / 20)),
      sizeExponent: 1.5, sizes: 50...max(51, min(1_000, nodeCount / 10)), mixing: mixing)
  }

  /// Streams of draws, one for each purpose.
  private enum Stream {
    static let degree: UInt64 = 1
    static let size: UInt64 = 2
    static let rounding: UInt64 = 3
    static let place: UInt64 = 4
    static let across: UInt64 = 5
    /// Groups count on from here.
    static let group: UInt64 = 1_000
  }

  /// Makes the graph; its truth is the group of each node.
  public func graph(seed: UInt64, workers: Int = 0) -> EdgeList {
    let random = CounterRandom(seed: seed)
    let law = PowerLaw(exponent: degreeExponent, range: degrees)
    let degree = (0..<nodeCount).map { law.draw(random, stream: Stream.degree, index: $0) }
    let inside = degree.enumerated().map { v, d in
      let share = (1 - mixing) * Double(d)
      let chance = random.uniform(stream: Stream.rounding, index: UInt64(v))
      return Int(share) + (chance < share - share.rounded(.down) ? 1 : 0)
    }
    let groupSizes = groupSizes(random)
    let group = places(for: inside, in: groupSizes, random)
    let members = members(of: groupSizes.count, group)
    let perPiece = 64
    var lists = WorkerPool.shared.map(
      (members.count + perPiece - 1) / perPiece, workers: workers
    ) { piece in
      (piece * perPiece..<min(members.count, (piece + 1) * perPiece)).flatMap { g in
        pairing(of: members[g], ends: inside, random, stream: Stream.group + UInt64(g))
      }
    }
    lists.append(across(zip(degree, inside).map { $0 - $1 }, random))
    var graph = EdgeList(
      nodeCount: nodeCount,
      links: PackedLinks.sorted(lists, nodeCount: nodeCount, workers: workers))
    graph.truth = group.map { Int32($0) }
    return graph
  }

  private func members(of count: Int, _ group: [Int]) -> [[Int]] {
    var members = [[Int]](repeating: [], count: count)
    for (v, g) in group.enumerated() { members[g].append(v) }
    return members
  }

  /// Draws sizes until they hold every node; the last ones are fitted. Largest first.
  private func groupSizes(_ random: CounterRandom) -> [Int] {
    let law = PowerLaw(exponent: sizeExponent, range: sizes)
    var drawn: [Int] = []
    var left = nodeCount
    while left > 0 {
      var size = min(left, law.draw(random, stream: Stream.size, index: drawn.count))
      let rest = left - size
      if rest > 0, rest < sizes.lowerBound {
        size = left <= sizes.upperBound ? left : left - sizes.lowerBound
      }
      drawn.append(size)
      left -= size
    }
    return drawn.sorted(by: >)
  }

  /// Returns the group of each node: a random free place in a group with more members than the
  /// node needs, the neediest node first; where there is none, in the largest group with a place.
  private func places(
    for inside: [Int], in groupSizes: [Int], _ random: CounterRandom
  ) -> [Int] {
    let order = inside.indices.sorted { (-inside[$0], $0) < (-inside[$1], $1) }
    var group = [Int](repeating: 0, count: inside.count)
    var free: [Int] = []
    var next = 0
    for (turn, v) in order.enumerated() {
      while next < groupSizes.count, free.isEmpty || groupSizes[next] > inside[v] {
        free.append(contentsOf: repeatElement(next, count: groupSizes[next]))
        next += 1
      }
      let place = random.below(free.count, stream: Stream.place, index: UInt64(turn))
      group[v] = free[place]
      free[place] = free[free.count - 1]
      free.removeLast()
    }
    return group
  }

  /// Pairs the ends of a group's nodes at random.
  private func pairing(
    of members: [Int], ends: [Int], _ random: CounterRandom, stream: UInt64
  ) -> [UInt64] {
    var stubs = members.flatMap { v in
      [Int](repeating: v, count: min(ends[v], members.count - 1))
    }
    if stubs.count % 2 == 1 { stubs.removeLast() }
    let order = random.permutation(stubs.count, stream: stream)
    var pairs = GroupPairs(random: random, stream: stream, draws: UInt64(stubs.count))
    for i in stride(from: 0, to: stubs.count, by: 2) {
      pairs.join(stubs[order[i]], stubs[order[i + 1]])
    }
    pairs.mend()
    return pairs.links
  }

  private func across(_ ends: [Int], _ random: CounterRandom) -> [UInt64] {
    let stubs = ends.enumerated().flatMap { repeatElement($0, count: $1) }
    let order = random.permutation(stubs.count, stream: Stream.across)
    return stride(from: 0, to: stubs.count - 1, by: 2).compactMap { i in
      PackedLinks.pack(stubs[order[i]], stubs[order[i + 1]])
    }
  }
}

/// The links of one group while its ends are paired.
private struct GroupPairs {
  let random: CounterRandom
  let stream: UInt64
  /// The number of the next draw.
  var draws: UInt64
  private(set) var links: [UInt64] = []
  /// Asked only whether a link is there, never walked through.
  private var present: Set<UInt64> = []
  private var failed: [(Int, Int)] = []

  init(random: CounterRandom, stream: UInt64, draws: UInt64) {
    self.random = random
    self.stream = stream
    self.draws = draws
  }

  mutating func join(_ a: Int, _ b: Int) {
    if let link = PackedLinks.pack(a, b), present.insert(link).inserted {
      links.append(link)
    } else {
      failed.append((a, b))
    }
  }

  /// Exchanges ends of the pairs that failed with those of random links.
  mutating func mend() {
    for (a, b) in failed where !links.isEmpty {
      for _ in 0..<20 {
        draws += 1
        let place = random.below(links.count, stream: stream, index: draws)
        let link = PackedLinks.link(links[place])
        guard let first = PackedLinks.pack(a, Int(link.source)),
          let second = PackedLinks.pack(b, Int(link.target)),
          first != second, !present.contains(first), !present.contains(second)
        else { continue }
        present.remove(links[place])
        present.insert(first)
        present.insert(second)
        links[place] = first
        links.append(second)
        break
      }
    }
  }
}
