import Records

/// Reads the criteria of a scoring matrix off the facts of a candidate.
struct MatrixReading {
  let facts: CandidateFacts
  let period: Period
  let policy: AssessmentPolicy
  let build: Words

  func contribution(_ criterion: MatrixWeights.Criterion) -> Position.Contribution {
    let (amount, explanation) = reading(of: criterion.measure)
    return Position.Contribution(
      name: criterion.name, section: criterion.section, points: criterion.points(for: amount),
      explanation: explanation)
  }

  private func reading(of measure: MatrixWeights.Measure) -> (amount: Int, words: String) {
    switch measure {
    case .intelligence: intelligence
    case .actingTogether: actingTogether
    case .shieldedPeople:
      shielded(
        facts.shielded.count, of: facts.shielded.count,
        "listed, or tied to members or to what they control")
    case .dependentPeople:
      shielded(
        facts.dependents, of: facts.shielded.count,
        "tied in two or more ways: where they live, work, are paid or are called")
    case .controlKinds: controlKinds
    case .activity:
      (
        facts.activity,
        build("\(Score.count(facts.activity, "statement")) about members dated in the period")
      )
    case .things:
      (
        facts.assets.count,
        build("\(Score.count(facts.assets.count, "thing")) controlled or shared")
      )
    }
  }

  /// Whoever knows somebody who knows somebody is part of a chain; an organised crime group is three or
  /// more who act together (Serious Crime Act 2015 s.45), and more than a chain is told of it.
  private var actingTogether: (amount: Int, words: String) {
    let chain = facts.members.count - 1
    guard chain > 0 else { return (0, build("fewer than two members")) }
    let beyond = max(0, facts.ties - chain)
    return (
      beyond * 1000 / chain,
      build(
        "reports and crime records of sound grade tie members to one another "
          + "\(Score.times(facts.ties)); any chain of \(facts.members.count) people has "
          + Score.count(chain, "tie"))
    )
  }

  private var controlKinds: (amount: Int, words: String) {
    let prompts = facts.prompts.filter(\.kind.isControl)
    return (
      Set(prompts.map(\.kind)).count,
      build(prompts.isEmpty ? "no prompt found" : prompts.map(\.words).joined(separator: "; "))
    )
  }

  /// Points tell no more than the words: one shielded person counts as two do.
  private func shielded(
    _ people: Int, of all: Int, _ words: String
  ) -> (amount: Int, words: String) {
    let part = ShieldedPart(people, of: all)
    return (part.amount, build("\(part) shielded people \(words)"))
  }

  private var intelligence: (amount: Int, words: String) {
    let fresh = period.end.adding(months: -policy.freshMonths)
    var amount = 0
    var tentative = 0
    for support in facts.support.values {
      let worth = support.worth(policy, fresh: fresh)
      if support.isTentative { tentative += worth } else { amount += worth }
    }
    // Many reports that nobody could confirm are no more than one.
    let beyond = max(0, tentative - policy.tentativeLimit)
    amount += tentative - beyond
    return (amount, build(words(of: amount, fresh: fresh, isBeyond: beyond > 0)))
  }

  private func words(of amount: Int, fresh: Day, isBeyond: Bool) -> String {
    let old = facts.support.values.count { $0.isOld(fresh) }
    let alone = facts.support.values.count { !$0.isCorroborated }
    return "\(facts.reports) independent "
      + (facts.reports == 1 ? "report or crime record" : "reports and crime records")
      + " worth \(Score.thousandths(amount)) fully reliable ones by grade"
      + (old > 0
        ? "; \(old) undated or older than \(policy.freshMonths) months count "
          + "\(Score.thousandths(policy.oldShare))" : "")
      + (alone > 0
        ? "; \(alone) not graded A or B that nothing else bears out count "
          + "\(Score.thousandths(policy.uncorroboratedShare))" : "")
      + (isBeyond
        ? "; those graded D, E or of unreliable source count together as "
          + "\(Score.thousandths(policy.tentativeLimit))" : "")
  }
}
