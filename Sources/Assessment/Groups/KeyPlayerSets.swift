import GraphCore
import Records

/// The sets of members who matter together: whose loss would break a group up most, and who reach
/// most of it. The best set is seldom that of the best single members (Borgatti 2006).
struct KeyPlayerSets {
  let projection: Projection
  let label: (Int) -> String
  let workers: Int

  /// Sets in groups smaller than this say nothing.
  static let smallest = 5
  /// A set has one member for so many of the group, at least two and at most three.
  static let share = 4

  func sets(of people: [Int], seed: UInt64) throws(AssessmentError) -> [Position.KeyPlayerSet] {
    guard people.count >= KeyPlayerSets.smallest else { return [] }
    let graph = try projection.graph(among: people)
    let size = KeyPlayerSets.size(among: people.count)
    let goals: [(KeyPlayerGoal, String)] = [
      (.fragmentation, "pairs of members out of touch without them"),
      (.reach(hops: 1), "members who are or are linked to one of them"),
    ]
    var sets: [Position.KeyPlayerSet] = []
    for (goal, words) in goals {
      do {
        let found = try graph.keyPlayers(
          for: goal, budget: Double(size), controls: 100, seed: seed, workers: workers)
        sets.append(
          Position.KeyPlayerSet(
            goal: words, members: found.best.nodes.map { label(people[$0]) },
            value: Int((found.best.value * 1000).rounded()),
            randomMean: Int((found.randomMean * 1000).rounded())))
      } catch {
        throw .graph("\(error)")
      }
    }
    return sets
  }

  private static func size(among count: Int) -> Int { min(3, max(2, count / share)) }
}
