/// How a network hangs together during one window of time.
public struct WindowConnectivity: Sendable, Equatable {
  public let window: Range<Int>
  /// The number of parts that no link of the window joins; a node without links is one.
  public let componentCount: Int
  /// The number of parts with at least two nodes.
  public let linkedComponentCount: Int
  /// The number of nodes of the largest part; 0 for a graph without nodes.
  public let largestSize: Int
}

extension DatedGraph {
  /// Returns windows of equal width at equal steps, the first from `start`, the last such that it
  /// starts before `end`.
  ///
  /// - Throws: `GraphError.invalidParameter` where the width or the step is not above 0.
  public static func windows(
    from start: Int, to end: Int, width: Int, step: Int
  ) throws(GraphError) -> [Range<Int>] {
    guard width > 0, step > 0 else {
      throw .invalidParameter(name: "width and step", need: "whole numbers above 0")
    }
    return stride(from: start, to: end, by: step).map { $0..<($0 + width) }
  }

  /// Returns how the network falls into parts in each of a row of windows, directions ignored.
  ///
  /// A link counts in a window that it meets, as in `slice(from:to:)`. No slice is built: the
  /// links of a window are joined on top of those it shares with its neighbours and taken back
  /// afterwards, so that a link that holds throughout is looked at once.
  ///
  /// - Parameter windows: None empty, and neither starts nor ends may fall from one to the next.
  /// - Returns: One entry per window, in order.
  /// - Throws: `GraphError.invalidParameter` where a window is empty or steps back.
  /// - Complexity: O(*m* log *w* log *n*) time for *w* windows, against O(*w* (*n* + *m*)) for a
  ///   slice each; O(*n* + *m*) memory.
  /// - Note: Equal graphs give equal numbers.
  ///
  /// > Source: D. Eppstein, "Offline Algorithms for Dynamic Minimum Spanning Tree Problems",
  /// > *Journal of Algorithms* 17(2), 1994,
  /// > [10.1006/jagm.1994.1033](https://doi.org/10.1006/jagm.1994.1033); J. Westbrook, R. E.
  /// > Tarjan, "Amortized Analysis of Algorithms for Set Union with Backtracking", *SIAM Journal
  /// > on Computing* 18(1), 1989, [10.1137/0218001](https://doi.org/10.1137/0218001).
  public func connectivity(in windows: [Range<Int>]) throws(GraphError) -> [WindowConnectivity] {
    let forward = zip(windows, windows.dropFirst()).allSatisfy {
      $0.lowerBound <= $1.lowerBound && $0.upperBound <= $1.upperBound
    }
    guard forward, windows.allSatisfy({ !$0.isEmpty }) else {
      throw .invalidParameter(name: "windows", need: "windows that last and never step back")
    }
    var sweep = WindowSweep(nodeCount: nodeCount, windows: windows)
    if !windows.isEmpty { sweep.visit(windows.indices, ties(in: windows)) }
    return sweep.found
  }

  /// The links that hold in some window, each with the windows it holds in: a stretch, because
  /// windows never step back.
  private func ties(in windows: [Range<Int>]) -> [WindowSweep.Tie] {
    let (starts, ends) = (windows.map(\.lowerBound), windows.map(\.upperBound))
    let firstAt = dates.map { Self.place(of: $0, in: ends, counting: <=) }
    let pastAt = dates.map { Self.place(of: $0, in: starts, counting: <) }
    var ties: [WindowSweep.Tie] = []
    for v in 0..<nodeCount {
      for arc in outgoing.offsets[v]..<outgoing.offsets[v + 1] {
        let other = Int(outgoing.neighbours[arc])
        guard isDirected || v < other else { continue }
        // From the first window that ends after the link's start
        // to the last that starts before the link's end.
        let first = firstAt[Int(outgoing.starts[arc])]
        let past = pastAt[Int(outgoing.ends[arc])]
        if first < past {
          ties.append(.init(a: Int32(v), b: Int32(other), windows: first..<past))
        }
      }
    }
    return ties
  }

  /// The number of `sorted` entries that come before a date.
  private static func place(
    of date: Int, in sorted: [Int], counting isBefore: (Int, Int) -> Bool
  ) -> Int {
    var open = 0..<sorted.count
    while !open.isEmpty {
      let middle = open.lowerBound + open.count / 2
      open =
        isBefore(sorted[middle], date)
        ? (middle + 1)..<open.upperBound : open.lowerBound..<middle
    }
    return open.lowerBound
  }
}

/// Visits windows by halving their row: links that hold throughout a stretch are joined once for
/// it and taken back when it is done.
private struct WindowSweep {
  struct Tie {
    let a: Int32
    let b: Int32
    let windows: Range<Int>
  }

  private let windows: [Range<Int>]
  private var sets: RevertibleSets
  private(set) var found: [WindowConnectivity] = []

  init(nodeCount: Int, windows: [Range<Int>]) {
    self.windows = windows
    sets = RevertibleSets(count: nodeCount)
  }

  /// Visits a stretch of windows, at least one; `ties` are the links that hold in some of them.
  /// Recursion is as deep as the logarithm of the number of windows.
  mutating func visit(_ stretch: Range<Int>, _ ties: [Tie]) {
    let mark = sets.mark
    var partial: [Tie] = []
    for tie in ties {
      if tie.windows.clamped(to: stretch) == stretch {
        sets.join(Int(tie.a), Int(tie.b))
      } else {
        partial.append(tie)
      }
    }
    if stretch.count == 1 {
      found.append(
        WindowConnectivity(
          window: windows[stretch.lowerBound], componentCount: sets.count,
          linkedComponentCount: sets.linkedCount, largestSize: sets.largest))
    } else {
      let middle = stretch.lowerBound + stretch.count / 2
      for half in [stretch.lowerBound..<middle, middle..<stretch.upperBound] {
        visit(half, partial.filter { $0.windows.overlaps(half) })
      }
    }
    sets.revert(to: mark)
  }
}

/// Disjoint sets, joined under the larger, whose last joins can be taken back.
private struct RevertibleSets {
  private var parent: [Int]
  private var size: [Int]
  private var log: [(child: Int, largest: Int, linked: Int)] = []
  private(set) var count: Int
  private(set) var linkedCount = 0
  private(set) var largest: Int

  init(count: Int) {
    parent = Array(0..<count)
    size = Array(repeating: 1, count: count)
    self.count = count
    largest = min(1, count)
  }

  /// The number of joins so far.
  var mark: Int { log.count }

  mutating func join(_ a: Int, _ b: Int) {
    var (u, v) = (root(a), root(b))
    guard u != v else { return }
    if size[u] < size[v] { swap(&u, &v) }
    log.append((v, largest, linkedCount))
    linkedCount += size[u] == 1 ? 1 : size[v] == 1 ? 0 : -1
    parent[v] = u
    size[u] += size[v]
    largest = max(largest, size[u])
    count -= 1
  }

  mutating func revert(to mark: Int) {
    while log.count > mark, let last = log.popLast() {
      size[parent[last.child]] -= size[last.child]
      parent[last.child] = last.child
      (largest, linkedCount) = (last.largest, last.linked)
      count += 1
    }
  }

  private func root(_ node: Int) -> Int {
    var v = node
    while parent[v] != v { v = parent[v] }
    return v
  }
}
