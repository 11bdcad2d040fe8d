import Records

/// What was known at the end of a period, and what could have been.
///
/// A report is known from the day it was entered, or where that is not stated from the day it speaks
/// of; what it says without a day from the first day that it speaks of. A register row bears no day of entry: it is known from the day that its interval begins, and
/// always where it has none. The master list is taken as it is now.
struct EvidenceCut {
  let evidence: Evidence
  /// The first day that each report without a day of entry speaks of.
  private let firstDays: [Int: Day]

  init(evidence: Evidence) {
    self.evidence = evidence
    firstDays = evidence.assertions.reduce(into: [:]) { first, assertion in
      guard let report = assertion.report, evidence.reports[report].entered == nil,
        let day = evidence.day(of: assertion)
      else { return }
      first[report] = min(first[report] ?? day, day)
    }
  }

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

  /// The last day before `end` on which a report was entered or something began; nil where none is
  /// dated.
  ///
  /// - Parameter end: Nil for the last day of all.
  func lastDay(before end: Day? = nil) -> Day? {
    let entered = evidence.reports.lazy.compactMap(\.entered)
    let begun = evidence.assertions.lazy.compactMap(\.interval.start)
    func last(_ days: some Sequence<Day>) -> Day? {
      days.filter { day in end.map { day < $0 } ?? true }.max()
    }
    return [last(entered), last(begun)].compactMap { $0 }.max()
  }

  /// How many reports were entered before `end`, or state something that is left of the evidence.
  func knownReports(before end: Day) -> Int {
    let stating = Set(evidence.assertions.lazy.compactMap(\.report))
    return evidence.reports.indices.count { index in
      stating.contains(index) || evidence.reports[index].entered.map { $0 < end } ?? false
    }
  }

  /// The day on which whoever is under eighteen is a child: the last one of which the data speak.
  func childhoodDay(of period: Period) -> Day {
    lastDay(before: period.end) ?? period.end.adding(days: -1)
  }

  private func knownFrom(_ assertion: Assertion) -> Day? {
    assertion.report.flatMap { evidence.reports[$0].entered } ?? dayOf(assertion)
      ?? assertion.report.flatMap { firstDays[$0] }
  }

  private func dayOf(_ assertion: Assertion) -> Day? {
    evidence.day(of: assertion)
      ?? assertion.report.flatMap { evidence.reports[$0].entered }
  }

  /// Keeps the assertions that pass; where any do not, records that nothing kept describes are as if
  /// never imported.
  private func cut(_ passes: (Assertion) -> Bool) -> Evidence {
    let kept = evidence.assertions.filter(passes)
    guard kept.count < evidence.assertions.count else { return evidence }
    var evidence = evidence
    evidence.assertions = kept
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

extension Evidence {
  /// The day on which what `assertion` states happened or began, or else that of the event it names.
  func day(of assertion: Assertion) -> Day? {
    if let start = assertion.interval.start { return start }
    return [assertion.to, assertion.from].lazy
      .filter { records[$0].kind == .event }
      .flatMap { records[$0].values(.day) }
      .compactMap { Day(iso: $0) }.first
  }
}
