/// A graph whose links hold for half-open periods, ready to be cut into slices of time.
///
/// A link holds from its start until before its end, in whatever unit of time the caller counts
/// in. Parallel links keep their own periods and are merged in a slice only.
///
///     let calls = try DatedGraph(
///       nodeCount: 3, links: [.init(0, 1, period: 0..<10), .init(1, 2, period: 10..<20)])
///     calls.slice(from: 5, to: 10).links()  // 0–1 only: the other starts when the slice ends
///
/// - Complexity: building takes O(*m* log *m*) time; the graph 12 bytes per arc, 8 per node and
///   per different date, and 8 more per arc where some strength is not 1.
/// - Note: The order of the links given does not matter. Strengths are rounded once for all
///   slices, as `CSRGraph` tells.
public struct DatedGraph: Sendable, Equatable {
  /// A link with its period, from `source` to `target` where the graph is directed.
  public struct Link: Sendable, Equatable {
    public var source: Int
    public var target: Int
    public var period: Range<Int>
    public var strength: Double

    public init(_ source: Int, _ target: Int, period: Range<Int>, strength: Double = 1) {
      self.source = source
      self.target = target
      self.period = period
      self.strength = strength
    }
  }

  public let nodeCount: Int
  public let isDirected: Bool
  /// The number of given links, loops among them.
  public let linkCount: Int
  /// Every date at which a link starts or ends, rising and once each. Rows name dates by their
  /// place here.
  let dates: [Int]
  let outgoing: DatedRows
  let incoming: DatedRows
  let loops: DatedRows

  /// Builds the graph from links in any order.
  ///
  /// - Throws: `GraphError` where a node or a strength is out of range or a period is empty; the
  ///   first bad link is named.
  public init(nodeCount: Int, links: [Link], directed: Bool = false) throws(GraphError) {
    for count in [nodeCount, links.count] where !(0...CSRGraph.sizeLimit).contains(count) {
      throw .sizeOutOfRange(count: count, limit: CSRGraph.sizeLimit)
    }
    for (number, link) in links.enumerated() {
      for node in [link.source, link.target] where !(0..<nodeCount).contains(node) {
        throw .nodeOutOfRange(link: number, node: node, nodeCount: nodeCount)
      }
      if link.period.isEmpty { throw .emptyInterval(link: number) }
    }
    let strengths = try StrengthGrid.round(
      links.map { .init($0.source, $0.target, strength: $0.strength) })
    let dates = Self.dates(of: links)
    var arcs: [DatedArc] = []
    var loops: [DatedArc] = []
    for (link, strength) in zip(links, strengths) {
      let arc = DatedArc(
        from: Int32(link.source), to: Int32(link.target),
        start: Self.place(of: link.period.lowerBound, in: dates),
        end: Self.place(of: link.period.upperBound, in: dates), strength: strength)
      if link.source == link.target { loops.append(arc) } else { arcs.append(arc) }
    }
    let back = arcs.map(\.reversed)
    self.nodeCount = nodeCount
    self.dates = dates
    isDirected = directed
    linkCount = links.count
    outgoing = DatedRows(directed ? arcs : arcs + back, nodeCount: nodeCount)
    incoming = directed ? DatedRows(back, nodeCount: nodeCount) : outgoing
    self.loops = DatedRows(loops, nodeCount: nodeCount)
  }

  private static func dates(of links: [Link]) -> [Int] {
    let all = links.flatMap { [$0.period.lowerBound, $0.period.upperBound] }.sorted()
    var dates: [Int] = []
    for date in all where dates.last != date { dates.append(date) }
    return dates
  }

  /// The number of dates before `date`.
  static func place(of date: Int, in dates: [Int]) -> Int32 {
    var open = 0..<dates.count
    while !open.isEmpty {
      let middle = open.lowerBound + open.count / 2
      open = dates[middle] < date ? (middle + 1)..<open.upperBound : open.lowerBound..<middle
    }
    return Int32(open.lowerBound)
  }

  /// Returns the graph of the links that hold at some time from `start` until before `end`.
  ///
  /// A link that ends when the slice starts, or starts when it ends, is not in it.
  ///
  /// - Returns: A graph on the same nodes; links with the same two nodes are merged and their
  ///   strengths added, loops held apart. Without links where `start` is not before `end`.
  /// - Complexity: one pass over the arcs in their order: O(*n* + *m*), no sort.
  /// - Note: Equal to the graph built from those links, but for the rounding of strengths, which
  ///   is that of all links together.
  public func slice(from start: Int, to end: Int) -> CSRGraph {
    let window = DateWindow(start, end, in: dates)
    let out = outgoing.slice(window)
    var loopCount = 0
    let loopRows = loops.slice(window)
    var loopStrengths: [Double] = []
    if !loopRows.neighbours.isEmpty {
      loopStrengths = Array(repeating: 0, count: nodeCount)
      for arc in loopRows.neighbours.indices {
        loopStrengths[Int(loopRows.neighbours[arc])] = loopRows.strength(arc)
        loopCount += Int(loopRows.multiplicity(arc))
      }
    }
    return CSRGraph(
      outgoing: out, incoming: isDirected ? incoming.slice(window) : out, directed: isDirected,
      loopStrengths: loopStrengths, loopCount: loopCount)
  }
}

/// A link on its way into rows; its dates are places in the table of dates.
struct DatedArc {
  var from: Int32
  var to: Int32
  var start: Int32
  var end: Int32
  var strength: Double

  var reversed: DatedArc {
    DatedArc(from: to, to: from, start: start, end: end, strength: strength)
  }
}

/// A stretch of time in places of the table of dates.
struct DateWindow {
  /// A link is over before the window where its end comes before this place.
  private let firstEnd: Int32
  /// A link starts after the window where its start does not come before this place.
  private let startLimit: Int32

  init(_ start: Int, _ end: Int, in dates: [Int]) {
    guard start < end else {
      (firstEnd, startLimit) = (.max, 0)
      return
    }
    // start < end, so start + 1 cannot overflow: a link must end at a later date.
    firstEnd = DatedGraph.place(of: start + 1, in: dates)
    startLimit = DatedGraph.place(of: end, in: dates)
  }

  @inline(__always) func meets(_ start: Int32, _ end: Int32) -> Bool {
    start < startLimit && end >= firstEnd
  }
}

/// The arcs of each node by far end, those with the same ends beside each other.
struct DatedRows: Sendable, Equatable {
  let offsets: [Int]
  let neighbours: [Int32]
  let starts: [Int32]
  let ends: [Int32]
  /// Empty where every strength is 1.
  let strengths: [Double]

  init(_ arcs: [DatedArc], nodeCount: Int) {
    let sorted = arcs.sorted {
      ($0.from, $0.to, $0.start, $0.end, $0.strength)
        < ($1.from, $1.to, $1.start, $1.end, $1.strength)
    }
    var offsets = [Int](repeating: 0, count: nodeCount + 1)
    for arc in sorted { offsets[Int(arc.from) + 1] += 1 }
    for v in 0..<nodeCount { offsets[v + 1] += offsets[v] }
    self.offsets = offsets
    neighbours = sorted.map(\.to)
    starts = sorted.map(\.start)
    ends = sorted.map(\.end)
    strengths = sorted.allSatisfy { $0.strength == 1 } ? [] : sorted.map(\.strength)
  }

  /// Returns the arcs that meet a window, merged where their ends are the same.
  func slice(_ window: DateWindow) -> Adjacency {
    var offsets = [0]
    offsets.reserveCapacity(self.offsets.count)
    var neighbours: [Int32] = []
    var strengths: [Double] = []
    var multiplicities: [Int32] = []
    for v in 0..<(self.offsets.count - 1) {
      let rowStart = neighbours.count
      for arc in self.offsets[v]..<self.offsets[v + 1]
      where window.meets(starts[arc], ends[arc]) {
        let strength = self.strengths.isEmpty ? 1 : self.strengths[arc]
        if neighbours.count > rowStart, neighbours.last == self.neighbours[arc] {
          strengths[strengths.count - 1] += strength
          multiplicities[multiplicities.count - 1] += 1
        } else {
          neighbours.append(self.neighbours[arc])
          strengths.append(strength)
          multiplicities.append(1)
        }
      }
      offsets.append(neighbours.count)
    }
    return Adjacency(
      sortedRows: offsets, neighbours: neighbours, strengths: strengths,
      multiplicities: multiplicities)
  }
}
