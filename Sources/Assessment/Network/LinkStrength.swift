import Records

/// How strongly reports and registers speak for a link.
///
/// Each independent support counts with the policy's weight of its grade; one that last spoke of the
/// link longer ago than the policy's fresh months counts with the policy's share of that. The
/// strength is the chance that at least one holds, if each held by itself with its weight. So a
/// further support never weakens a link, one without weight changes nothing, and a copy is no support
/// of its own.
///
/// > Source: the rule is the noisy-or of J. Pearl, *Probabilistic Reasoning in Intelligent Systems*,
/// > Morgan Kaufmann 1988, section 4.3; the weights are the policy's and no probabilities of fact.
struct LinkStrength: Sendable {
  let policy: AssessmentPolicy
  /// Statements that end before this day are old.
  let fresh: Day

  init(policy: AssessmentPolicy, period: Period) {
    self.init(policy: policy, fresh: period.end.adding(months: -policy.freshMonths))
  }

  init(policy: AssessmentPolicy, fresh: Day) {
    self.policy = policy
    self.fresh = fresh
  }

  /// What one statement is worth, in thousandths of a fully reliable and fresh one.
  func weight(of statement: Assertion, report: SourceReport?) -> Int {
    let base = policy.worth(of: report)
    return isOld(statement, report: report) ? base * policy.oldShare / 1000 : base
  }

  /// Whether what is stated ended, or was said of a day, before the fresh months began. An interval
  /// without an end goes on; a statement without any date is not known to be old.
  private func isOld(_ statement: Assertion, report: SourceReport?) -> Bool {
    if let end = statement.interval.end { return end <= fresh }
    if report == nil || statement.interval.start != nil { return false }
    return report?.entered.map { $0 < fresh } ?? false
  }

  /// The strength of a link that independent supports of these weights speak for, from 0 to 1.
  static func combined(_ weights: some Sequence<Int>) -> Double {
    // From light to heavy: the order of supports cannot show.
    1 - weights.sorted().reduce(1.0) { $0 * (1 - Double($1) / 1000) }
  }
}
