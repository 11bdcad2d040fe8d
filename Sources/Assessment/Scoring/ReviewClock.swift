import Records

/// Finds subjects of the master list whose review is late or whose entry does not fit the evidence.
struct ReviewClock: Sendable {
  let period: Period
  let policy: AssessmentPolicy

  /// Whether the register keeps the subject open for review.
  func isOpen(_ subject: Subject) -> Bool {
    !["archived", "merged", "closed"].contains(subject.status.lowercased())
  }

  func due(_ subject: Subject) -> Day? {
    subject.due ?? subject.lastAssessed?.adding(months: policy.reviewMonths)
  }

  /// Days from the due date to the end of the period; nil where the review is not late or the subject
  /// is closed.
  func daysOverdue(_ subject: Subject) -> Int? {
    guard isOpen(subject), let due = due(subject), due < period.end else { return nil }
    return period.end - due
  }

  /// - Parameter activity: For a subject, by index, the days that each report about its members speaks
  ///   of, by report.
  func findings(
    subjects: [Subject], disruptions: [Disruption], activity: (Int) -> [[Day]]
  ) -> [ReviewFinding] {
    subjects.indices.flatMap { index -> [ReviewFinding] in
      let subject = subjects[index]
      let reports = activity(index)
      return [
        overdue(subject), unowned(subject), archivedButActive(subject, reports),
        unchanged(subject, disruptions, reports),
      ].compactMap { $0 }
    }
  }

  private func overdue(_ subject: Subject) -> ReviewFinding? {
    guard let late = daysOverdue(subject), let due = due(subject) else { return nil }
    return finding(
      .overdue, subject,
      "due \(due.words), \(late) days before the end of \(period.name)")
  }

  private func unowned(_ subject: Subject) -> ReviewFinding? {
    guard isOpen(subject), subject.owner == nil else { return nil }
    return finding(.unowned, subject, "status \(subject.status), no lead responsible officer named")
  }

  private func archivedButActive(_ subject: Subject, _ reports: [[Day]]) -> ReviewFinding? {
    let within = ReviewClock.count(reports) { $0 >= period.start && $0 < period.end }
    guard !isOpen(subject), within > 0 else { return nil }
    return finding(
      .archivedButActive, subject,
      "status \(subject.status), but \(within) reports about members in \(period.name)")
  }

  /// The reports that speak of a day that passes `test`.
  private static func count(_ reports: [[Day]], where test: (Day) -> Bool) -> Int {
    reports.count { $0.contains(where: test) }
  }

  private func unchanged(_ subject: Subject, _ disruptions: [Disruption], _ reports: [[Day]])
    -> ReviewFinding?
  {
    let accounts = DisruptionWindow(period: period, policy: policy).accounts(
      of: subject, disruptions: disruptions, reports: reports)
    guard let first = accounts.first(where: { $0.level == .major && $0.challenge != nil }) else {
      return nil
    }
    return finding(
      .majorButUnchanged, subject,
      "judged major by \(first.judge) on \(first.day.words): \(first.counts)")
  }

  /// Actions that are late or that nobody answers for, in the order of `actions`.
  func findings(of actions: [PlannedAction], title: (String) -> String) -> [ReviewFinding] {
    actions.flatMap { action -> [ReviewFinding] in
      guard action.isOpen(before: period.end) else { return [] }
      func finding(_ kind: ReviewFinding.Kind, _ detail: String) -> ReviewFinding {
        ReviewFinding(
          kind: kind, subject: action.subject, title: title(action.subject),
          detail: "\(action.pillar.rawValue): \(action.words): \(detail)")
      }
      return [
        action.daysOverdue(before: period.end).map {
          finding(.actionOverdue, "due \($0) days before the end of \(period.name)")
        },
        action.owner == nil ? finding(.actionUnowned, "no owner named") : nil,
      ].compactMap { $0 }
    }
  }

  private func finding(_ kind: ReviewFinding.Kind, _ subject: Subject, _ detail: String)
    -> ReviewFinding
  {
    ReviewFinding(kind: kind, subject: subject.id, title: subject.title, detail: detail)
  }
}
