import Records

extension StabilityTests {
  /// Puts what the tests found about one position together.
  func stability(
    of place: Int, rank: Int, joint: [Standings], tests: [Position.Stability.Test],
    worstSystem: (name: String, rank: Int)?, dependence: ReportDependence
  ) -> Position.Stability {
    let plan = clock.policy.stability
    let spread = spread(of: place, rank: rank, in: joint)
    let count = max(joint.count, 1)
    let presence = joint.count { $0[place].form == .found } * 1000 / count
    let topChance = joint.reduce(0) { $0 + $1[place].topChance } / count
    let own = (rank + 1) / 2
    let best = reading.byPoints.rank(of: reading.scored[place].score.points)
    var reasons: [String] = []
    let unsupported = unsupportedReasons(of: place)
    if unsupported.isEmpty {
      if spread.upper - own > plan.fragilePlaces || own - spread.lower > plan.fragilePlaces {
        reasons.append(
          "may lie anywhere from rank \(spread.lower) to \(spread.upper) if as much is missing as "
            + "the policy supposes")
      }
      if presence < 900 {
        reasons.append(
          "its people form a group in only \(presence / 10) % of replicates, and are ranked as they "
            + "are in the others")
      }
      if own <= plan.top, topChance < 900 {
        reasons.append(
          "stays among the first \(plan.top) in \(topChance / 10) % of replicates")
      }
      if let lost = dependence.heaviest[place], lost.rank - best > plan.fragilePlaces {
        reasons.append(
          "falls to rank \(lost.rank) without report "
            + reading.network.evidence.reports[lost.report].reference)
      }
      if let worst = worstSystem, worst.rank - best > plan.fragilePlaces {
        reasons.append("falls to rank \(worst.rank) without \(worst.name)")
      }
    }
    let verdict: Position.Stability.Verdict =
      !unsupported.isEmpty ? .unsupported : reasons.isEmpty ? .stable : .fragile
    return Position.Stability(
      verdict: verdict, reasons: unsupported + reasons, lower: spread.lower, upper: spread.upper,
      topChance: topChance, presence: presence, replicates: joint.count,
      share: 1000 - 2 * plan.tail,
      tests: (tests + [
        reportTest(place, dependence), exposureTest(place), reproducibility(),
      ]).sorted { $0.letter < $1.letter })
  }

  private func unsupportedReasons(of place: Int) -> [String] {
    let facts = reading.scored[place].facts
    return switch facts.countingReports {
    case 0:
      facts.support.isEmpty
        ? ["no graded report or crime record names a member"]
        : ["no report that names a member has a grade that counts"]
    case 1: ["all rests on a single report"]
    default: []
    }
  }

  private func reportTest(
    _ place: Int, _ dependence: ReportDependence
  ) -> Position.Stability.Test {
    let count = reading.scored[place].facts.support.keys.count { key in
      if case .report = key { true } else { false }
    }
    let result =
      if let lost = dependence.heaviest[place] {
        dependence.movers[place] == 0
          ? "none of \(count) would move it if lost"
          : "\(dependence.movers[place]) of \(count) would move it if lost; the most, "
            + "\(reading.network.evidence.reports[lost.report].reference), to rank \(lost.rank)"
      } else {
        "no report names a member"
      }
    return Position.Stability.Test(
      letter: "d", name: "each report left out in turn", result: result)
  }

  private func exposureTest(_ place: Int) -> Position.Stability.Test {
    let own = reading.scored[place].facts.reports
    return Position.Stability.Test(
      letter: "g", name: "exposure",
      result: "\(own) reports; by their number alone it would have rank "
        + "\(reading.byReports.rank(of: own))")
  }

  private func reproducibility() -> Position.Stability.Test {
    Position.Stability.Test(
      letter: "h", name: "reproducibility",
      result:
        "seed \(clock.policy.seed), \(clock.policy.stability.replicates) replicates; the same "
        + "evidence, policy and version give the same ranks")
  }

  private func spread(of place: Int, rank: Int, in replicates: [Standings]) -> RankSpread {
    let left = replicates.map { $0[place] }.filter { $0.form != .gone }
    let order = reading.byPoints
    let own = reading.scored[place].score.points
    let best = order.rank(of: own)
    return RankSpread(
      rank: rank, replicates: left.map(\.doubledRank), absent: replicates.count - left.count,
      last: 2 * order.count + 2, tail: clock.policy.stability.tail
    ).covering(best...max(best, order.above(own) + order.sharing(own)), of: order.count)
  }

  func spreadWords(of place: Int, rank: Int, in replicates: [Standings]) -> String {
    guard !replicates.isEmpty else { return "not run" }
    let spread = spread(of: place, rank: rank, in: replicates)
    let top = clock.policy.stability.top
    let first = replicates.count { $0[place].form != .gone && $0[place].doubledRank <= 2 * top }
    let stays = first * 100 / replicates.count
    let forms = replicates.count { $0[place].form == .found } * 100 / replicates.count
    return "rank \(spread.lower)\(spread.upper > spread.lower ? " to \(spread.upper)" : ""); among "
      + "the first \(top) in \(stays) %" + (forms < 100 ? "; a group in \(forms) %" : "")
  }

  func rankWords(_ standings: Standings, _ place: Int) -> String {
    let placement = standings[place]
    let doubled = placement.doubledRank
    let rank = "rank \(doubled / 2)" + (doubled.isMultiple(of: 2) ? "" : " or \(doubled / 2 + 1)")
    return switch placement.form {
    case .found: rank
    case .apart: "\(rank) as they are: its people form no group"
    case .gone: "none of its people has a link left"
    }
  }
}
