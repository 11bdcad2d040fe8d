import GraphCore
import Testing

@Suite("Graphs over time")
struct DatedGraphTests {
  private static let seeds = 0..<200 as Range<UInt64>

  /// Random links over 30 days with loops, doubled links and strengths in quarters.
  private static func links(
    _ count: Int, among nodes: Int, seed: UInt64, weighted: Bool
  ) -> [DatedGraph.Link] {
    let random = CounterRandom(seed: seed)
    return (0..<UInt64(count)).map { i in
      let start = random.below(30, stream: 2, index: i) - 5
      return .init(
        random.below(nodes, stream: 0, index: i), random.below(nodes, stream: 1, index: i),
        period: start..<(start + 1 + random.below(9, stream: 3, index: i)),
        strength: weighted ? Double(1 + random.below(8, stream: 4, index: i)) / 4 : 1)
    }
  }

  /// The links that hold on some day of a window, looked at day by day.
  private static func holding(
    _ links: [DatedGraph.Link], _ from: Int, _ to: Int
  ) -> [DatedGraph.Link] {
    links.filter { link in (from..<to).contains { link.period.contains($0) } }
  }

  @Test("A slice is the graph of the links that hold on one of its days", arguments: seeds)
  func slice(seed: UInt64) throws {
    let directed = seed % 2 == 1
    let links = Self.links(30, among: 8, seed: seed, weighted: seed % 4 > 1)
    let dated = try DatedGraph(nodeCount: 8, links: links, directed: directed)
    #expect(dated.linkCount == 30)
    for (from, to) in [(-20, -5), (-20, 60), (0, 1), (3, 9), (10, 11), (24, 40), (34, 35)] {
      let expected = try CSRGraph(
        nodeCount: 8,
        links: Self.holding(links, from, to).map {
          .init($0.source, $0.target, strength: $0.strength)
        }, directed: directed)
      #expect(dated.slice(from: from, to: to) == expected, "\(from) to \(to)")
    }
  }

  @Test("A link that ends when a slice starts, or starts when it ends, is not in it")
  func halfOpen() throws {
    let dated = try DatedGraph(nodeCount: 2, links: [.init(0, 1, period: 10..<20)])
    func holds(_ from: Int, _ to: Int) -> Bool { dated.slice(from: from, to: to).linkCount == 1 }
    #expect(!holds(0, 10) && holds(0, 11) && holds(10, 11))
    #expect(holds(19, 20) && !holds(20, 30) && holds(.min, .max))
    #expect(!holds(15, 15) && !holds(18, 12) && holds(14, 15))
  }

  @Test("The order of the input does not matter")
  func order() throws {
    let links = Self.links(60, among: 6, seed: 1, weighted: true)
    let shuffled = CounterRandom(seed: 3).permutation(60, stream: 0).map { links[$0] }
    #expect(
      try DatedGraph(nodeCount: 6, links: links, directed: true)
        == DatedGraph(nodeCount: 6, links: shuffled, directed: true))
  }

  /// The sizes of the parts, by spreading the lowest mark until nothing changes.
  private static func parts(_ nodes: Int, _ links: [DatedGraph.Link]) -> [Int] {
    var mark = Array(0..<nodes)
    var changed = true
    while changed {
      changed = false
      for link in links where mark[link.source] != mark[link.target] {
        let low = min(mark[link.source], mark[link.target])
        (mark[link.source], mark[link.target]) = (low, low)
        changed = true
      }
    }
    return (0..<nodes).map { v in mark.count { $0 == v } }.filter { $0 > 0 }
  }

  @Test("Sliding connectivity agrees with a fresh look at every window", arguments: seeds)
  func sliding(seed: UInt64) throws {
    let links = Self.links(18, among: 12, seed: seed, weighted: false)
    let dated = try DatedGraph(nodeCount: 12, links: links, directed: seed % 2 == 1)
    let (width, step) = (1 + Int(seed % 7), 1 + Int(seed / 7 % 4))
    var windows = try DatedGraph.windows(from: -8, to: 36, width: width, step: step)
    if seed % 5 == 0 { windows = [-9 ..< -3, -9..<0, -4..<0, 2..<30, 2..<30, 29..<31, 50..<60] }
    let found = try dated.connectivity(in: windows)
    #expect(found.map(\.window) == windows)
    for entry in found {
      let sizes = Self.parts(
        12, Self.holding(links, entry.window.lowerBound, entry.window.upperBound))
      #expect(entry.componentCount == sizes.count, "\(entry.window)")
      #expect(entry.linkedComponentCount == sizes.count { $0 > 1 }, "\(entry.window)")
      #expect(entry.largestSize == sizes.max(), "\(entry.window)")
      let slice = dated.slice(from: entry.window.lowerBound, to: entry.window.upperBound)
      #expect(slice.components().count == entry.componentCount)
    }
  }

  @Test("Windows have the width and the step asked for")
  func windows() throws {
    #expect(try DatedGraph.windows(from: 0, to: 5, width: 3, step: 2) == [0..<3, 2..<5, 4..<7])
    #expect(try DatedGraph.windows(from: 5, to: 5, width: 3, step: 2) == [])
    #expect(throws: GraphError.self) {
      try DatedGraph.windows(from: 0, to: 5, width: 0, step: 1)
    }
    #expect(throws: GraphError.self) {
      try DatedGraph.windows(from: 0, to: 5, width: 1, step: 0)
    }
  }

  @Test("Windows that step back or are empty, and bad links, are refused")
  func refusals() throws {
    let dated = try DatedGraph(nodeCount: 3, links: [.init(0, 1, period: 0..<9)])
    for windows in [[3..<3], [4..<6, 3..<7], [3..<7, 4..<6]] {
      #expect(throws: GraphError.self) { try dated.connectivity(in: windows) }
    }
    #expect(throws: GraphError.emptyInterval(link: 0)) {
      try DatedGraph(nodeCount: 2, links: [.init(0, 1, period: 4..<4)])
    }
    #expect(throws: GraphError.nodeOutOfRange(link: 0, node: 2, nodeCount: 2)) {
      try DatedGraph(nodeCount: 2, links: [.init(0, 2, period: 4..<5)])
    }
    #expect(throws: GraphError.invalidStrength(link: 0)) {
      try DatedGraph(nodeCount: 2, links: [.init(0, 1, period: 4..<5, strength: 0)])
    }
  }

  @Test("No nodes and no windows: nothing, and no trap")
  func empty() throws {
    let none = try DatedGraph(nodeCount: 0, links: [])
    #expect(none.slice(from: 0, to: 1).nodeCount == 0)
    #expect(try none.connectivity(in: [0..<1]).map(\.largestSize) == [0])
    #expect(try none.connectivity(in: []).isEmpty)
  }
}
