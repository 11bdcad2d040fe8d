import Records

/// The smallest single changes that would move a position by a place: what an analyst would have to
/// learn, or what would have to fall away.
struct SmallestChange {
  let scoring: Scoring
  let scored: [ScoredCandidate]
  let order: PointOrder
  let dependence: ReportDependence

  private var policy: AssessmentPolicy { scoring.clock.policy }

  /// The grade of the reports that are added in thought.
  static let grade = "2B"
  /// More reports than this are no small change.
  static let mostReports = 20

  /// Returns up to three sentences for the position at `place`; all else is held as it is.
  func sentences(for place: Int) -> [String] {
    [up(place), down(place), afterReview(place)].compactMap { $0 }
  }

  private func up(_ place: Int) -> String? {
    let item = scored[place]
    let own = item.score.points
    // The list falls by points: the last of those above comes just before all that share them.
    let above = order.above(own)
    guard above > 0 else { return nil }
    let next = scored[above - 1]
    var facts = item.facts
    for added in 1...SmallestChange.mostReports {
      facts = facts.adding(
        .report(-added), SmallestChange.report(policy: policy, period: scoring.clock.period))
      let points = scoring.score(of: item.candidate, facts: facts).points
      if points > next.score.points {
        return
          "\(added) more fresh \(added == 1 ? "report" : "reports") graded \(SmallestChange.grade) "
          + "about a member would lift it to rank \(order.rank(of: points, insteadOf: own))"
      }
    }
    let gap = next.score.points - own
    return "no \(SmallestChange.mostReports) further reports would lift it past \(next.id), which "
      + "is \(Score.thousandths(gap)) points ahead"
  }

  /// A fresh report of that grade.
  static func report(
    policy: AssessmentPolicy, period: Period
  ) -> CandidateFacts.Intelligence {
    CandidateFacts.Intelligence(
      weight: policy.gradeWeights[grade] ?? 0, first: period.start, last: period.end,
      isTentative: false, isCorroborated: true, named: [])
  }

  private func down(_ place: Int) -> String? {
    guard let lost = dependence.heaviest[place] else { return nil }
    let report = scoring.gatherer.network.evidence.reports[lost.report].reference
    guard lost.rank > order.rank(of: scored[place].score.points) else {
      return "no single report, if it fell away, would move it down"
    }
    return "without report \(report) it would fall to rank \(lost.rank)"
  }

  private func afterReview(_ place: Int) -> String? {
    let item = scored[place]
    let review = item.score.contributions.filter { $0.scale == .review }
      .reduce(0) { $0 + $1.points }
    guard review > 0 else { return nil }
    let own = item.score.points
    let after = order.rank(of: own - review, insteadOf: own)
    guard after > order.rank(of: own) else { return nil }
    return (item.candidate.subject == nil ? "mapped, " : "")
      + "reviewed and owned, it would fall to rank \(after)"
  }
}

extension CandidateFacts {
  /// The same with one more report.
  func adding(_ key: Support, _ intelligence: Intelligence) -> CandidateFacts {
    changed(support: support.merging([key: intelligence]) { old, _ in old }, reach: reach)
  }

  /// The same with another reach.
  func reaching(_ reach: ForceReach) -> CandidateFacts { changed(support: support, reach: reach) }

  private func changed(
    support: [Support: Intelligence], reach: ForceReach
  ) -> CandidateFacts {
    CandidateFacts(
      members: members, assets: assets, support: support, shielded: shielded,
      dependents: dependents, reach: reach, activity: activity, prompts: prompts)
  }
}
