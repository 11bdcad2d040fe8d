import GraphCore
import Records

/// The resolution at which groups are sought: of those that the policy states the one whose groups
/// change least when it is moved a step up or down.
///
/// Where several do nearly as well, by the policy's tolerance, it is the one nearest to the middle of
/// those stated: were it the best by a hair, the loss of a few rows would choose another, and with it other
/// groups.
///
/// What holds over a range of resolutions is structure; what is there at one alone is made by it.
/// Measured is the agreement, pair by pair, on the people whom intelligence names: ordinary households
/// have no say in how finely suspects are grouped. The first and the last resolution are only
/// compared with, since at either end all is apart or together and nothing can change.
///
/// > Source: the plateau as criterion: A. Arenas, A. Fernández, S. Gómez, "Analysis of the structure of
/// > complex networks at different resolution levels", *New Journal of Physics* 10, 2008,
/// > [10.1088/1367-2630/10/5/053039](https://doi.org/10.1088/1367-2630/10/5/053039); the agreement:
/// > L. Hubert, P. Arabie, "Comparing Partitions", *Journal of Classification* 2, 1985,
/// > [10.1007/BF01908075](https://doi.org/10.1007/BF01908075).
struct ResolutionChoice: Sendable, Equatable {
  /// One resolution that was tried.
  struct Rung: Sendable, Equatable {
    let resolution: Double
    /// Groups that hold two people or more whom intelligence names.
    let groups: Int
    /// The mean adjusted Rand index with the rungs before and after, in thousandths; nil at the ends.
    let agreement: Int?
  }

  /// By falling resolution; empty where the policy states one alone.
  let rungs: [Rung]
  let resolution: Double

  /// How it was chosen, for the list of parameters.
  var words: String {
    guard !rungs.isEmpty else { return "the policy, which states no other" }
    return "agreement with the steps beside it, of 1000: "
      + rungs.compactMap { rung in
        rung.agreement.map { "\($0) at \(rung.resolution), \(rung.groups) groups" }
      }.joined(separator: "; ")
  }

  /// Takes `resolution` without trying others.
  init(fixed resolution: Double) {
    rungs = []
    self.resolution = resolution
  }

  /// - Complexity: One run of Leiden for each resolution, in O(named people and their links).
  init(
    network: Network, projection: Projection, policy: AssessmentPolicy, workers: Int
  ) throws(AssessmentError) {
    guard policy.resolutions.count > 1 else {
      self.init(fixed: policy.resolutions.first ?? 0)
      return
    }
    let named = network.namedEntities
    let nodes = projection.people.indices.filter { named[projection.people[$0].entity] }
    let graph = try projection.graph(among: nodes)
    var divisions: [[Int]] = []
    for resolution in policy.resolutions {
      let division = try GroupSearch(
        graph: graph, keys: nodes.map { projection.keys[$0] }, resolution: resolution,
        policy: policy
      ).division(runs: 1, workers: workers)
      var community = [Int](repeating: 0, count: nodes.count)
      for (number, members) in division.members.enumerated() {
        for node in members { community[node] = number }
      }
      divisions.append(community)
    }
    self.init(policy.resolutions, divisions, tolerance: policy.resolutionTolerance)
  }

  /// - Parameters:
  ///   - divisions: For each resolution the community of each thing, numbered.
  ///   - tolerance: Agreements that lie no further than this below the best count as equal to it.
  init(_ resolutions: [Double], _ divisions: [[Int]], tolerance: Int) {
    let steps = zip(divisions, divisions.dropFirst()).map {
      PartitionAgreement($0, $1).adjustedRand
    }
    let tried = resolutions.indices.map { rung in
      var sizes: [Int: Int] = [:]
      for community in divisions[rung] { sizes[community, default: 0] += 1 }
      let isInner = rung > 0 && rung < steps.count
      return Rung(
        resolution: resolutions[rung], groups: sizes.values.count { $0 > 1 },
        agreement: isInner
          ? Int(((steps[rung - 1] + steps[rung]) * 500).rounded()) : nil)
    }
    let middle = resolutions.count / 2
    // Of equals the one nearest to the middle, then the finer one.
    let most = tried.compactMap(\.agreement).max() ?? 0
    let best = tried.indices.filter { (tried[$0].agreement ?? .min) >= most - tolerance }
      .min { a, b in (abs(a - middle), a) < (abs(b - middle), b) }
    rungs = tried
    resolution = resolutions[best ?? middle]
  }
}

extension Network {
  /// For each entity whether any intelligence names it.
  ///
  /// - Complexity: O(assertions).
  var namedEntities: [Bool] {
    var isNamed = [Bool](repeating: false, count: entities.count)
    for link in links where link.type.layer != .reference {
      guard
        assertions[link.assertions].contains(where: {
          intelligence(of: evidence.assertions[$0]) != nil
        })
      else { continue }
      isNamed[link.from] = true
      isNamed[link.to] = true
    }
    return isNamed
  }
}
