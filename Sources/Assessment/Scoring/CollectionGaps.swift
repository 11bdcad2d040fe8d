import Linkage
import Records

/// What one would need to learn to change the rank or the verdict of a position, best first: each gap is
/// closed in thought, all else held, and the position scored anew.
///
/// Asked are: whether each report that neither its grade nor anything else bears out is so; whether each
/// report holds at all; what one more independent report would do; and whether the group works in one
/// more force area.
struct CollectionGaps {
  let scoring: Scoring
  let scored: [ScoredCandidate]
  let order: PointOrder
  let labels: ReleasedLabels

  /// So many are told.
  static let most = 6

  private var policy: AssessmentPolicy { scoring.clock.policy }
  private var evidence: Evidence { scoring.gatherer.network.evidence }

  /// Those that change the verdict first, then by places moved, then by points, then by words.
  func gaps(of place: Int) -> [CollectionGap] {
    let item = scored[place]
    let reports = item.facts.support.keys.sorted().compactMap { key -> (Support, Int)? in
      if case .report(let report) = key { (key, report) } else { nil }
    }
    var gaps = reports.compactMap { borneOut($0.0, $0.1, item) }
    gaps += reports.compactMap { refuted($0.0, $0.1, item) }
    gaps += [oneMore(item), anotherForce(item)].compactMap { $0 }
    return Array(gaps.sorted(by: Self.isBetter).prefix(Self.most))
  }

  private static func isBetter(_ a: CollectionGap, _ b: CollectionGap) -> Bool {
    if a.changesVerdict != b.changesVerdict { return a.changesVerdict }
    if abs(a.places) != abs(b.places) { return abs(a.places) > abs(b.places) }
    if abs(a.points) != abs(b.points) { return abs(a.points) > abs(b.points) }
    return a.question < b.question
  }

  private func borneOut(_ key: Support, _ report: Int, _ item: ScoredCandidate) -> CollectionGap? {
    guard item.facts.support[key]?.isCorroborated == false else { return nil }
    return gap(
      "whether \(words(of: report)) is borne out: another source that knows it directly",
      of: item, facts: scoring.gatherer.facts(of: item.candidate, confirming: key))
  }

  private func refuted(_ key: Support, _ report: Int, _ item: ScoredCandidate) -> CollectionGap? {
    gap(
      "whether \(words(of: report)) holds: if it does not", of: item,
      facts: scoring.gatherer.facts(of: item.candidate, without: key))
  }

  private func oneMore(_ item: ScoredCandidate) -> CollectionGap? {
    gap(
      "anything new about a member: one more independent report graded \(SmallestChange.grade)",
      of: item,
      facts: item.facts.adding(
        .report(-1), SmallestChange.report(policy: policy, period: scoring.clock.period)))
  }

  /// The force area is one of the same region, so that no more is supposed than is asked.
  private func anotherForce(_ item: ScoredCandidate) -> CollectionGap? {
    let reach = item.facts.reach
    guard let known = reach.forces.first,
      let other = ForceArea.all.first(where: {
        $0.rocu == known.rocu && !reach.forces.contains($0)
      })
    else { return nil }
    let wider = ForceReach(forces: (reach.forces + [other]).sorted(), systems: reach.systems)
    return gap(
      "whether it also works in another force area of the region", of: item,
      facts: item.facts.reaching(wider))
  }

  /// Nil where nothing would change.
  private func gap(
    _ question: String, of item: ScoredCandidate, facts: CandidateFacts
  ) -> CollectionGap? {
    let own = item.score.points
    let points = scoring.score(of: item.candidate, facts: facts).points
    let (rank, new) = (order.rank(of: own), order.rank(of: points, insteadOf: own))
    let was = item.facts.countingReports < 2
    let isUnsupported = facts.countingReports < 2
    guard points != own || was != isUnsupported else { return nil }
    let sums = "\(Score.thousandths(points)) points instead of \(Score.thousandths(own))"
    var effect = new == rank ? "rank \(rank) still, \(sums)" : "rank \(rank) to \(new)"
    if was != isUnsupported {
      effect += isUnsupported ? "; unsupported" : "; no longer unsupported"
    }
    return CollectionGap(
      question: question, effect: effect, places: rank - new, points: points - own,
      changesVerdict: was != isUnsupported)
  }

  private func words(of report: Int) -> String {
    let found = evidence.reports[report]
    return "report \(labels.open(found.reference)) (\(found.grading?.text ?? "ungraded"))"
  }
}
