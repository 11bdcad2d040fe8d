/// A division of a graph's nodes into communities.
public struct Partition: Sendable, Equatable {
  /// The community of each node. Communities are numbered from 0 by falling size, those of equal
  /// size by their lowest node.
  public let community: [Int]
  /// The number of nodes of each community, falling.
  public let sizes: [Int]
  /// How good the division is by the objective it was made for; see `CSRGraph.quality`.
  public let quality: Double

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
    let order = parts.sizes.indices.sorted { (-parts.sizes[$0], $0) < (-parts.sizes[$1], $1) }
    var number = [Int](repeating: 0, count: order.count)
    for (new, old) in order.enumerated() { number[old] = new }
    return (parts.component.map { number[$0] }, order.map { parts.sizes[$0] })
  }
}
