/// Why a graph could not be built or a question about it could not be answered.
///
/// Only the caller's data and parameters can cause these; a broken invariant of our own traps
/// instead.
public enum GraphError: Error, Equatable, Sendable {
  /// The number of nodes is negative, or above `limit`, or there are more links than `limit`.
  case sizeOutOfRange(count: Int, limit: Int)
  /// Link number `link` names `node`, but nodes run from 0 to `nodeCount` − 1.
  case nodeOutOfRange(link: Int, node: Int, nodeCount: Int)
  /// The strength of link number `link` is not a finite number above 0.
  case invalidStrength(link: Int)
  /// Some strength is so far below the sum of all that sums would no longer be exact, or lies
  /// outside 2⁻⁴⁰⁰ to 2⁴⁰⁰. `link` is the first such link.
  case strengthRangeTooWide(link: Int)
  /// The resolution is not a finite number of at least 0.
  case invalidResolution
  /// Fewer than one run was asked for.
  case invalidRunCount(Int)
  /// The question is defined for undirected graphs only.
  case directedGraph
  /// Parameter `name` is out of range; `need` says what it must be.
  case invalidParameter(name: String, need: String)
  /// A table has `count` entries where `expected` are needed.
  case wrongCount(name: String, count: Int, expected: Int)
  /// Membership number `membership` names `thing`, but things run from 0 to `thingCount` − 1.
  case thingOutOfRange(membership: Int, thing: Int, thingCount: Int)
  /// The period of link or membership number `link` does not end after its start.
  case emptyPeriod(link: Int)
}

extension GraphError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .sizeOutOfRange(let count, let limit):
      "graph size: \(count) lies outside 0 to \(limit); split the input"
    case .nodeOutOfRange(let link, let node, let nodeCount):
      "link \(link): node \(node) lies outside 0 to \(nodeCount - 1); "
        + "correct the link or raise the number of nodes"
    case .invalidStrength(let link):
      "link \(link): the strength is not a finite number above 0; leave the link out or mend it"
    case .strengthRangeTooWide(let link):
      "link \(link): the strength is too small or too large beside the others for exact sums; "
        + "bring strengths within nine orders of magnitude"
    case .invalidResolution:
      "resolution: not a finite number of at least 0; give one such as 1 (modularity) or 0.05 (cpm)"
    case .invalidRunCount(let runs):
      "runs: \(runs) is fewer than one; ask for at least one run"
    case .directedGraph:
      "communities: the graph is directed; call undirected() first, which adds both directions"
    case .invalidParameter(let name, let need):
      "\(name): out of range; give \(need)"
    case .wrongCount(let name, let count, let expected):
      "\(name): \(count) entries where \(expected) are needed; give one for each"
    case .thingOutOfRange(let membership, let thing, let thingCount):
      "membership \(membership): thing \(thing) lies outside 0 to \(thingCount - 1); "
        + "correct it or raise the number of things"
    case .emptyPeriod(let link):
      "link \(link): the period does not end after its start; "
        + "give the first day and the day after the last"
    }
  }
}
