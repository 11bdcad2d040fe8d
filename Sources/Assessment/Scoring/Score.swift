import Records

/// The parts of a candidate's score, by the policy. All in thousandths, so that they sum exactly.
struct Score: Sendable {
  let contributions: [Position.Contribution]
  /// The sum of all contributions.
  let points: Int

  init(
    facts: CandidateFacts, brokerage: Double, review: ReviewNeed, period: Period,
    policy: AssessmentPolicy, build: Words
  ) {
    let criteria = policy.matrix.criteria
    let reading = MatrixReading(facts: facts, period: period, policy: policy, build: build)
    let matrix = criteria.map(reading.contribution)
    let intelligence = zip(criteria, matrix).filter { $0.0.measure == .intelligence }
    contributions =
      matrix + [
        Score.reach(
          facts.reach, shownBy: intelligence.reduce(0) { $0 + $1.1.points },
          of: intelligence.reduce(0) { $0 + $1.0.most }, policy, build),
        Score.brokerage(brokerage, policy, build),
        Score.review(review, policy, build),
      ]
    points = contributions.reduce(0) { $0 + $1.points }
  }

  /// Reach counts in proportion to the intelligence that shows it, as harm does to its likelihood: a
  /// household that moved over a border has none, and two reports in two forces are not yet a group
  /// that works in both.
  ///
  /// - Parameters:
  ///   - intelligence: The points of graded intelligence.
  ///   - most: The points that the best intelligence has.
  private static func reach(
    _ reach: ForceReach, shownBy intelligence: Int, of most: Int, _ policy: AssessmentPolicy,
    _ build: Words
  ) -> Position.Contribution {
    var tenths = 5 * (min(max(reach.forces.count, 1), 3) - 1) / 2
    if reach.isCrossROCU { tenths += 3 }
    if reach.isCrossSystem { tenths += 2 }
    return Position.Contribution(
      name: "Force reach", scale: .network,
      points: most > 0 ? policy.ceilings.reach * tenths / 10 * intelligence / most : 0,
      explanation: build(
        "\(words(of: reach)); counted in proportion to graded intelligence, "
          + "\(thousandths(intelligence)) of \(thousandths(most))"))
  }

  private static func words(of reach: ForceReach) -> String {
    let names = reach.forces.map(\.name).joined(separator: ", ")
    return "\(count(reach.forces.count, "force area"))\(names.isEmpty ? "" : ": \(names)"); "
      + (reach.isCrossROCU ? "crosses a ROCU border; " : "within one ROCU; ")
      + "reported in \(count(reach.systems.count, "record system"))"
  }

  private static func brokerage(
    _ share: Double, _ policy: AssessmentPolicy, _ build: Words
  ) -> Position.Contribution {
    // A tenth of all shortest paths among the people of interest gives the whole ceiling.
    let points = min(
      Double(policy.ceilings.brokerage), Double(policy.ceilings.brokerage) * share * 10)
    return Position.Contribution(
      name: "Brokerage", scale: .network, points: Int(points),
      explanation: build(
        "the best placed member lies on \(thousandths(Int(share * 100_000))) % of the "
          + "shortest paths among people of interest"))
  }

  /// Half for the time by which the review is late, all of it from a year on, and half for no owner. Whom
  /// nobody has mapped nobody has assessed and nobody owns: that is all of it.
  private static func review(
    _ need: ReviewNeed, _ policy: AssessmentPolicy, _ build: Words
  ) -> Position.Contribution {
    let half = policy.ceilings.review / 2
    let (points, words) =
      switch need {
      case .unmapped: (2 * half, "never assessed: nobody has mapped it; no owner")
      case .listed(let overdue, let isUnowned):
        (
          half * min(overdue ?? 0, 365) / 365 + (isUnowned ? half : 0),
          build(
            ((overdue ?? 0) > 0
              ? "review overdue by \(count(overdue ?? 0, "day"))" : "review not overdue")
              + (isUnowned ? "; no owner" : ""))
        )
      }
    return Position.Contribution(
      name: "Review need", scale: .review, points: points, explanation: words)
  }

  static func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }

  static func times(_ number: Int) -> String {
    switch number {
    case 1: "once"
    case 2: "twice"
    default: "\(number) times"
    }
  }

  static func thousandths(_ amount: Int) -> String {
    let digits = String(amount % 1000)
    return "\(amount / 1000).\(String(repeating: "0", count: 3 - digits.count))\(digits)"
  }
}

/// Why something should be looked at soon, whatever is known of it.
enum ReviewNeed: Sendable {
  /// A group that nobody has mapped.
  case unmapped
  /// A subject, with the days by which its review is late, nil where it is not.
  case listed(daysOverdue: Int?, isUnowned: Bool)
}
