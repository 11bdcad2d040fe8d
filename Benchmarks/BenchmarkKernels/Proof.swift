public import BenchmarkGraphs

/// What is known about the answer of a kernel on a fixed graph, from elsewhere.
///
/// The values come from igraph 1.0.0 on the same files (`Peers/engines.py` loads them); of groups
/// a floor is known, 0.002 below what igraph reached in two iterations.
public struct Proof: Sendable {
  /// The fixed graphs, small enough to prove and large enough to time.
  public enum Graph: String, CaseIterable, Sendable {
    case kron
    case planted
    case household

    public func links() -> EdgeList {
      switch self {
      case .kron: .kron(scale: 14, seed: 1)
      case .planted: PlantedGroups.small(nodeCount: 20_000).graph(seed: 1)
      case .household: Household(personCount: 2_000).graph(seed: 1).simple().giant()
      }
    }

    /// The digest of the links for which the values hold.
    public var digest: UInt64 {
      switch self {
      case .kron: 0x78e8_ee4b_17a4_8828
      case .planted: 0x6e80_3ee9_2933_b7f4
      case .household: 0x8eed_6627_b8e6_5006
      }
    }
  }

  enum Fact: Sendable {
    /// A number of the summary.
    case number(String, Double)
    /// The same, where at least so much is asked for.
    case atLeast(String, Double)
    /// The sum or the largest of an array without its undefined values.
    case sum(String, Double)
    case largest(String, Double)
  }

  public let kernel: Kernel
  public let graph: Graph
  let facts: [Fact]

  /// Returns what is wrong with an answer, or nil where all that is known agrees to nine digits.
  public func fault(in answer: Answer) -> String? {
    for fact in facts {
      switch fact {
      case .number(let name, let value):
        guard let found = answer.number(name), Self.agree(found, value) else {
          return "\(name) is \(answer.number(name) ?? .nan), known is \(value)"
        }
      case .atLeast(let name, let value):
        guard let found = answer.number(name), found >= value else {
          return "\(name) is \(answer.number(name) ?? .nan), at least \(value) is known"
        }
      case .sum(let name, let value):
        let found = answer.values(name).reduce(0, +)
        guard Self.agree(found, value) else { return "\(name) sum to \(found), not \(value)" }
      case .largest(let name, let value):
        let found = answer.values(name).max() ?? .nan
        guard Self.agree(found, value) else { return "the largest of \(name) is \(found)" }
      }
    }
    return nil
  }

  private static func agree(_ found: Double, _ known: Double) -> Bool {
    abs(found - known) <= 1e-9 * max(1, abs(known))
  }

  public static let all: [Proof] = [
    Proof(.degrees, .kron, .sum("degrees", 425_766)),
    Proof(.pagerank, .kron, .number("sum", 1)),
    Proof(.eigenvector, .planted, .largest("scores", 1)),
    Proof(.bfs, .kron, .number("reached", 12_528), .sum("hops", 21_585 - 3_856)),
    Proof(.bfs, .planted, .sum("hops", 57_691)),
    Proof(.sssp, .household, .sum("distances", 10_674)),
    Proof(.components, .kron, .number("components", 3_849), .number("largest", 12_528)),
    Proof(.core, .kron, .number("degeneracy", 122), .sum("core", 230_180)),
    Proof(.core, .planted, .number("degeneracy", 49), .sum("core", 201_605)),
    Proof(.triangles, .planted, .number("triangles", 449_152)),
    Proof(.clustering, .kron, .sum("clustering", 3_098.726444592331)),
    Proof(.clustering, .planted, .sum("clustering", 6_726.4233906914305)),
    Proof(.constraint, .kron, .sum("constraint", 3_837.0540688181127)),
    Proof(.constraint, .planted, .sum("constraint", 2_596.2696388441937)),
    Proof(.cuts, .kron, .number("cutNodes", 1_126), .number("bridges", 2_124)),
    Proof(.cuts, .household, .number("cutNodes", 252), .number("bridges", 282)),
    Proof(
      .betweenness, .household, .sum("scores", 19_944_441), .largest("scores", 808_875.2188405923)),
    Proof(.harmonic, .household, .sum("scores", 1_670_288.559496065)),
    Proof(.leidenModularity, .kron, .atLeast("quality", 0.1083)),
    Proof(.leidenModularity, .planted, .atLeast("quality", 0.7288)),
    Proof(.leidenCPM, .planted, .atLeast("quality", 115_577)),
  ]

  private init(_ kernel: Kernel, _ graph: Graph, _ facts: Fact...) {
    self.kernel = kernel
    self.graph = graph
    self.facts = facts
  }
}

extension Answer {
  fileprivate func number(_ name: String) -> Double? {
    summary.first { $0.name == name }?.value
  }

  /// The array of a name as numbers, without undefined ones.
  fileprivate func values(_ name: String) -> [Double] {
    switch arrays.first(where: { $0.name == name })?.values {
    case .doubles(let values): values.filter(\.isFinite)
    case .integers(let values): values.map(Double.init)
    case .numbers(let values): values.map(Double.init)
    case nil: []
    }
  }
}
