import Records

/// What was known at the end of a period, and what could have been.
///
/// A report is known from the day it was entered, or where that is not stated from the day it speaks
/// of. A register row bears no day of entry: it is known from the day that its interval begins, and
/// always where it has none. The master list is taken as it is now.
struct EvidenceCut {
  let evidence: Evidence

  /// What was known before `day`.
  func known(before day: Day) -> Evidence {
    cut { assertion in knownFrom(assertion).map { $0 < day } ?? true }
  }

  /// What was known before `day` of things that happened before `happened`, with what is not dated.
  func known(before day: Day, of happened: Day) -> Evidence {
    cut { assertion in
      (knownFrom(assertion).map { $0 < day } ?? true)
        && (dayOf(assertion).map { $0 < happened } ?? true)
    }
  }

  private func knownFrom(_ assertion: Assertion) -> Day? {
    assertion.report.flatMap { evidence.reports[$0].entered } ?? dayOf(assertion)
  }

  private func dayOf(_ assertion: Assertion) -> Day? {
    if let start = assertion.interval.start { return start }
    let ends = [assertion.to, assertion.from].lazy
      .filter { evidence.records[$0].kind == .event }
      .flatMap { evidence.records[$0].values(.day) }
      .compactMap { Day(iso: $0) }
    return ends.first ?? assertion.report.flatMap { evidence.reports[$0].entered }
  }

  /// Keeps the assertions that pass; records that nothing kept describes are as if never imported.
  private func cut(_ passes: (Assertion) -> Bool) -> Evidence {
    var evidence = evidence
    evidence.assertions = evidence.assertions.filter(passes)
    var isMentioned = [Bool](repeating: false, count: evidence.records.count)
    for assertion in evidence.assertions {
      isMentioned[assertion.from] = true
      isMentioned[assertion.to] = true
    }
    for record in evidence.subjects.flatMap(\.members) { isMentioned[record] = true }
    for record in evidence.records.indices where !isMentioned[record] {
      evidence.records[record].kind = nil
    }
    return evidence
  }
}
