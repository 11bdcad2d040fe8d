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
  /// Entry number `place` of the nodes to remove is out of range or was given before.
  case invalidRemoval(place: Int, node: Int)
  /// The cost of `node` is not a finite number above 0, or too far from the others for exact sums.
  case invalidCost(node: Int)
  /// The budget is not a finite number of at least 0.
  case invalidBudget
  /// The distance of link number `link` is not a finite number above 0.
  case invalidDistance(link: Int)
  /// Some distance is so far below the sum of all that path lengths would no longer be exact.
  /// `link` is the first such link.
  case distanceRangeTooWide(link: Int)
  /// Link or membership number `link` ends no later than it starts.
  case emptyInterval(link: Int)
  /// The question names `node`, but nodes run from 0 to `nodeCount` − 1.
  case unknownNode(node: Int, nodeCount: Int)
  /// The parameter called `name` was given as `value`, which is below `least`.
  case parameterTooSmall(name: String, value: Int, least: Int)
  /// A walk that returns to the seeds has none to return to.
  case noSeeds
  /// The attenuation is not above 0, or not certainly below `limit`, so that sums over walks may
  /// have no end.
  case attenuationNotCertified(attenuation: Double, limit: Double)
  /// The error is not from 10⁻⁶, or the chance of a larger one not from 10⁻¹², to below 1.
  case invalidGuarantee
  /// Parameter `name` is out of range; `need` says what it must be.
  case invalidParameter(name: String, need: String)
  /// A table has `count` entries where `expected` are needed.
  case wrongCount(name: String, count: Int, expected: Int)
  /// The caller cancelled the computation through its `WorkControl`.
  case cancelled
  /// Membership number `membership` names `thing`, but things run from 0 to `thingCount` − 1.
  case thingOutOfRange(membership: Int, thing: Int, thingCount: Int)
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
      "graph: it is directed; call undirected() first, which adds both directions"
    case .invalidRemoval(let place, let node):
      "removal \(place): node \(node) is out of range or given twice; name each node once"
    case .invalidCost(let node):
      "cost of node \(node): not a finite number above 0 within nine orders of magnitude of the "
        + "others; mend it"
    case .invalidBudget:
      "budget: not a finite number of at least 0; give the most that the set may cost"
    case .invalidDistance(let link):
      "link \(link): the distance is not a finite number above 0; leave the link out or mend it"
    case .distanceRangeTooWide(let link):
      "link \(link): the distance is too small or too large beside the others for exact sums; "
        + "bring distances within nine orders of magnitude"
    case .emptyInterval(let link):
      "link \(link): its end is not after its start; give the first moment it no longer holds"
    case .unknownNode(let node, let nodeCount):
      "question: node \(node) lies outside 0 to \(nodeCount - 1); name a node of this graph"
    case .parameterTooSmall(let name, let value, let least):
      "\(name): \(value) is too small; give \(least) or more"
    case .noSeeds:
      "seeds: there are none; name at least one node"
    case .attenuationNotCertified(let attenuation, let limit):
      "attenuation: \(attenuation) is not proved to lie between 0 and \(limit), where sums over "
        + "walks end; take 0.9 times the second number or less"
    case .invalidGuarantee:
      "sampling: the error must be at least 1e-6, the chance of a larger one at least 1e-12, and "
        + "both below 1; give such as 0.01 and 0.1"
    case .invalidParameter(let name, let need):
      "\(name): out of range; give \(need)"
    case .wrongCount(let name, let count, let expected):
      "\(name): \(count) entries where \(expected) are needed; give one for each"
    case .cancelled:
      "computation: cancelled before it was done; start it again for an answer"
    case .thingOutOfRange(let membership, let thing, let thingCount):
      "membership \(membership): thing \(thing) lies outside 0 to \(thingCount - 1); "
        + "correct it or raise the number of things"
    }
  }
}
