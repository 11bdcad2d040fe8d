import Records

/// The parts of a candidate's score, by the policy. All in thousandths, so that they sum exactly.
struct Score: Sendable {
  let contributions: [Position.Contribution]

  var points: Int { contributions.reduce(0) { $0 + $1.points } }

  init(
    facts: CandidateFacts, brokerage: Double, daysOverdue: Int?, isUnowned: Bool,
    period: Period, policy: AssessmentPolicy
  ) {
    let intelligence = Score.intelligence(facts, period, policy)
    contributions = [
      intelligence, Score.reach(facts.reach, upTo: intelligence.points, policy),
      Score.exploitation(facts, policy), Score.control(facts, policy),
      Score.brokerage(brokerage, policy), Score.activity(facts, policy),
      Score.review(daysOverdue, isUnowned, policy),
    ]
  }

  /// `ceiling` × `amount` / (`amount` + `half`), rounded down.
  static func saturating(_ amount: Int, half: Int, ceiling: Int) -> Int {
    amount <= 0 ? 0 : ceiling * amount / (amount + half)
  }

  private static func intelligence(
    _ facts: CandidateFacts, _ period: Period, _ policy: AssessmentPolicy
  ) -> Position.Contribution {
    let fresh = period.end.adding(months: -policy.freshMonths)
    var amount = 0
    var old = 0
    var tentative = 0
    for support in facts.support.values {
      let isOld = support.last.map { $0 < fresh } ?? true
      let worth = isOld ? support.weight * policy.oldShare / 1000 : support.weight
      if support.isTentative { tentative += worth } else { amount += worth }
      old += isOld ? 1 : 0
    }
    // Many reports that nobody could confirm are no more than one.
    let beyond = max(0, tentative - policy.tentativeLimit)
    amount += tentative - beyond
    return Position.Contribution(
      name: "Graded intelligence",
      points: saturating(
        amount, half: policy.halfPoints.intelligence, ceiling: policy.ceilings.intelligence),
      explanation:
        "\(facts.reports) independent "
        + (facts.reports == 1 ? "report or crime record" : "reports and crime records")
        + " worth \(thousandths(amount)) "
        + "fully reliable ones by grade"
        + (old > 0
          ? "; \(old) undated or older than \(policy.freshMonths) months count "
            + "\(thousandths(policy.oldShare))" : "")
        + (beyond > 0
          ? "; those graded D, E or of unreliable source count together as "
            + "\(thousandths(policy.tentativeLimit))" : ""))
  }

  /// Reach counts only as far as intelligence carries it: a household that moved over a border is none.
  private static func reach(
    _ reach: ForceReach, upTo most: Int, _ policy: AssessmentPolicy
  ) -> Position.Contribution {
    var tenths = 5 * (min(max(reach.forces.count, 1), 3) - 1) / 2
    if reach.isCrossROCU { tenths += 3 }
    if reach.isCrossSystem { tenths += 2 }
    let names = reach.forces.map(\.name).joined(separator: ", ")
    return Position.Contribution(
      name: "Force reach", scale: .network, points: min(policy.ceilings.reach * tenths / 10, most),
      explanation:
        "\(count(reach.forces.count, "force area"))\(names.isEmpty ? "" : ": \(names)"); "
        + (reach.isCrossROCU ? "crosses a ROCU border; " : "within one ROCU; ")
        + "reported in \(count(reach.systems.count, "record system"))")
  }

  /// One shielded person counts as two do, so that points tell no more than the words.
  private static func exploitation(_ facts: CandidateFacts, _ policy: AssessmentPolicy)
    -> Position.Contribution
  {
    let count = ShieldedCount(facts.shielded.count)
    return Position.Contribution(
      name: "Possible exploitation",
      points: saturating(
        count.exact ?? ShieldedCount.least - 1, half: policy.halfPoints.exploitation,
        ceiling: policy.ceilings.exploitation),
      explanation: "\(count) shielded people tied to members or to what they control"
    )
  }

  private static func control(_ facts: CandidateFacts, _ policy: AssessmentPolicy)
    -> Position.Contribution
  {
    let kinds = Set(facts.prompts.map(\.kind)).count
    return Position.Contribution(
      name: "Control of housing, labour, money",
      points: policy.ceilings.control * kinds / ControlPrompt.Kind.allCases.count,
      explanation: facts.prompts.isEmpty
        ? "no prompt found" : facts.prompts.map(\.words).joined(separator: "; "))
  }

  private static func brokerage(_ share: Double, _ policy: AssessmentPolicy)
    -> Position.Contribution
  {
    // A tenth of all shortest paths among the people of interest gives the whole ceiling.
    let points = min(
      Double(policy.ceilings.brokerage), Double(policy.ceilings.brokerage) * share * 10)
    return Position.Contribution(
      name: "Brokerage", scale: .network, points: Int(points),
      explanation: "the best placed member lies on \(thousandths(Int(share * 100_000))) % of the "
        + "shortest paths among people of interest")
  }

  private static func activity(_ facts: CandidateFacts, _ policy: AssessmentPolicy)
    -> Position.Contribution
  {
    Position.Contribution(
      name: "Activity in the period",
      points: saturating(
        facts.activity, half: policy.halfPoints.activity, ceiling: policy.ceilings.activity),
      explanation: "\(count(facts.activity, "statement")) about members dated in the period")
  }

  private static func review(_ overdue: Int?, _ isUnowned: Bool, _ policy: AssessmentPolicy)
    -> Position.Contribution
  {
    let days = min(overdue ?? 0, 365)
    let half = policy.ceilings.review / 2
    let late =
      (overdue ?? 0) > 0 ? "review overdue by \(count(overdue ?? 0, "day"))" : "review not overdue"
    return Position.Contribution(
      name: "Review need", scale: .review, points: half * days / 365 + (isUnowned ? half : 0),
      explanation: late + (isUnowned ? "; no owner" : ""))
  }

  private static func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }

  static func thousandths(_ amount: Int) -> String {
    let digits = String(amount % 1000)
    return "\(amount / 1000).\(String(repeating: "0", count: 3 - digits.count))\(digits)"
  }
}
