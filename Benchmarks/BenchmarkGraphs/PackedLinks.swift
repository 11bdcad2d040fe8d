internal import GraphCore

/// Links of an undirected graph as one word each, the lower node in the upper half, so that they
/// sort as numbers.
enum PackedLinks {
  /// How many draws one piece of parallel work makes.
  static let chunk = 1 << 17

  /// Returns the link between two nodes, or nil where they are one.
  static func pack(_ a: Int, _ b: Int) -> UInt64? {
    a == b ? nil : UInt64(min(a, b)) << 32 | UInt64(max(a, b))
  }

  static func link(_ packed: UInt64) -> EdgeList.Link {
    EdgeList.Link(Int32(packed >> 32), Int32(truncatingIfNeeded: packed))
  }

  /// Returns what `draw` gives for 0 to `count` − 1, by chunks of draws.
  static func draw(
    _ count: Int, workers: Int, _ draw: @Sendable (Int) -> UInt64?
  ) -> [[UInt64]] {
    WorkerPool.shared.map((count + chunk - 1) / chunk, workers: workers) { piece in
      var links: [UInt64] = []
      links.reserveCapacity(chunk)
      for i in (piece * chunk)..<min(count, (piece + 1) * chunk) {
        if let link = draw(i) { links.append(link) }
      }
      return links
    }
  }

  /// Returns the links in rising order, each once.
  ///
  /// Every list is dealt into buckets by its lower node, and each bucket sorted for itself.
  static func sorted(
    _ lists: [[UInt64]], nodeCount: Int, workers: Int
  ) -> [EdgeList.Link] {
    let total = lists.reduce(0) { $0 + $1.count }
    let bucketCount = min(256, max(1, total >> 15))
    let width = max(1, (nodeCount + bucketCount - 1) / bucketCount)
    let dealt = WorkerPool.shared.map(lists.count, workers: workers) { piece in
      var buckets = [[UInt64]](repeating: [], count: bucketCount)
      for link in lists[piece] { buckets[Int(link >> 32) / width].append(link) }
      return buckets
    }
    let sorted = WorkerPool.shared.map(bucketCount, workers: workers) { bucket in
      var links: [UInt64] = []
      links.reserveCapacity(dealt.reduce(0) { $0 + $1[bucket].count })
      for piece in dealt { links.append(contentsOf: piece[bucket]) }
      links.sort()
      return once(links)
    }
    var links: [EdgeList.Link] = []
    links.reserveCapacity(sorted.reduce(0) { $0 + $1.count })
    for part in sorted { links.append(contentsOf: part) }
    return links
  }

  private static func once(_ sorted: [UInt64]) -> [EdgeList.Link] {
    var links: [EdgeList.Link] = []
    links.reserveCapacity(sorted.count)
    var last = UInt64.max
    for packed in sorted where packed != last {
      links.append(link(packed))
      last = packed
    }
    return links
  }
}
