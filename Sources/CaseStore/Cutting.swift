import Assessment
import Linkage
import Records

extension CaseSession {
  /// Returns the case as it may be given to a recipient, linked anew: without sources above the profile's
  /// marking, without reports of handling code C whose conditions nobody recorded as met for the
  /// recipient and what their rows alone say, with the profile's features alone, without keys of records
  /// where features are taken out, and without amounts of money where accounts are none of them.
  /// Everything that follows is computed from the cut and cannot hold what is not in it.
  ///
  /// What is withheld is decided by the whole case: a report is under conditions where any source says so,
  /// and what is shielded stays shielded, in free text too, also where what shields it was cut.
  func cut(
    _ outcome: EvidenceReader.Outcome, resolution: Resolution, for plan: AssessmentPlan,
    moment: CaseMoment = .now, workers: Int, progress: ProgressHandler?
  ) throws -> (EvidenceReader.Outcome, Resolution) {
    guard let profile = plan.parameters.profile else { return (outcome, resolution) }
    let whole = outcome.evidence
    let protected = ProtectedRecords.all(of: whole, resolution: resolution, period: plan.period)
    let withheld = Set(
      whole.reports.lazy.filter { report in
        report.grading?.handling == .conditions
          && !outcome.linking.mayRelease(report.key, to: plan.parameters.recipient)
      }.map(\.key))
    var moment = moment
    moment.marking = profile.marking
    moment.withheldReports = withheld
    let allowed = try evidenceAndIDs(progress: progress, moment: moment)
    var evidence = allowed.evidence
    evidence.removeReports { withheld.contains($0.key) }
    evidence.keepFeatures(Set(profile.features))
    evidence.shield(protected.peopleKeys(in: whole))
    var linking = allowed.linking
    // Reasons are free text that may say more than the recipient may know.
    linking.judgements = linking.judgements.map {
      Judgement(
        $0.first, $0.second, $0.verdict, analyst: "an analyst", reason: "on the case file",
        time: $0.time)
    }
    let cut = EvidenceReader.Outcome(
      evidence: evidence, recordIDs: allowed.recordIDs, linking: linking,
      protected: protected.among(evidence, of: whole))
    return (cut, cut.resolve(workers: workers))
  }
}

extension LinkInputs {
  /// Whether a decision in force says that the conditions of a report are met for `recipient`.
  fileprivate func mayRelease(_ report: String, to recipient: String) -> Bool {
    laterDecisions.contains { decision in
      guard decision.kind == .release, decision.subject == [report] else { return false }
      let payload: ConditionsMet? = CanonicalJSON.value(of: decision.payload)
      return payload?.recipient == recipient
    }
  }
}

extension Evidence {
  /// Takes reports out, with every assertion that one of them makes and every record that nothing else
  /// speaks of.
  fileprivate mutating func removeReports(where isRemoved: (SourceReport) -> Bool) {
    var index = [Int](repeating: -1, count: reports.count)
    var kept: [SourceReport] = []
    for (place, report) in reports.enumerated() where !isRemoved(report) {
      index[place] = kept.count
      kept.append(report)
    }
    guard kept.count < reports.count else { return }
    reports = kept
    let before = mentioned
    assertions = assertions.compactMap { assertion in
      guard let report = assertion.report else { return assertion }
      guard index[report] >= 0 else { return nil }
      return Assertion(
        key: assertion.key, from: assertion.from, to: assertion.to, type: assertion.type,
        role: assertion.role, interval: assertion.interval, report: index[report],
        source: assertion.source, row: assertion.row, amount: assertion.amount)
    }
    let silent = before.subtracting(mentioned)
    for record in silent {
      records[record].kind = nil
      records[record].features = []
    }
    for subject in subjects.indices { subjects[subject].members.removeAll(where: silent.contains) }
  }

  /// Takes every feature but these out of records, and with accounts their money.
  fileprivate mutating func keepFeatures(_ kept: Set<Feature.Name>) {
    for index in records.indices {
      records[index].features.removeAll { !kept.contains($0.name) }
    }
    showsKeys = kept.isSuperset(of: Feature.Name.allCases)
    if !kept.contains(.bankAccount) { removeAmounts() }
  }

  /// Leaves transfers without what went: whoever may not be given accounts may not be given their money.
  private mutating func removeAmounts() {
    for index in assertions.indices where assertions[index].amount != nil {
      let stated = assertions[index]
      assertions[index] = Assertion(
        key: stated.key, from: stated.from, to: stated.to, type: stated.type, role: stated.role,
        interval: stated.interval, report: stated.report, source: stated.source, row: stated.row)
    }
  }

  /// The records that an assertion speaks of.
  private var mentioned: Set<Int> { Set(assertions.flatMap { [$0.from, $0.to] }) }
}
