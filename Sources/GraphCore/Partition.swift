/// A division of a graph's nodes into communities.
public struct Partition: Sendable, Equatable {
  /// The community of each node. Communities are numbered from 0 by falling size, those of equal
  /// size by their lowest node.
  public let community: [Int]
  /// The number of nodes of each community, falling.
  public let sizes: [Int]
  /// How good the division is by the objective it was made for; see `CSRGraph.quality`.
  public let quality: Double
  /// How many communities more there are because some were found in several pieces, which were
  /// then made communities of their own; mostly 0.
  public let splitCount: Int

  init(community: [Int], sizes: [Int], quality: Double, splitCount: Int = 0) {
    self.community = community
    self.sizes = sizes
    self.quality = quality
    self.splitCount = splitCount
  }

  /// The number of communities.
  public var count: Int { sizes.count }

  /// Returns the nodes of each community in rising order.
  public func members() -> [[Int]] {
    var members = [[Int]](repeating: [], count: count)
    for (node, c) in community.enumerated() { members[c].append(node) }
    return members
  }

  /// Numbers communities by falling size and lowest node.
  ///
  /// - Parameter marks: Any mark per node from 0 to *n* − 1, the same for nodes that belong
  ///   together.
  static func numbered(marks: [Int]) -> (community: [Int], sizes: [Int]) {
    let parts = Components(marks: marks)
    let largest = parts.sizes.max() ?? 0
    // Counting by size: place `largest - size + 1` counts, then holds the next free number.
    var next = [Int](repeating: 0, count: largest + 2)
    for size in parts.sizes { next[largest - size + 1] += 1 }
    for k in 0...largest { next[k + 1] += next[k] }
    var number = parts.sizes
    var sizes = parts.sizes
    for (part, size) in parts.sizes.enumerated() {
      number[part] = next[largest - size]
      sizes[number[part]] = size
      next[largest - size] += 1
    }
    return (parts.component.map { number[$0] }, sizes)
  }
}
