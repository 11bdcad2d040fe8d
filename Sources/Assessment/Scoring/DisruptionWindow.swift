import Records

/// Holds each disruption of the register against what was reported before and after it.
///
/// A network is disrupted where it can no longer work as it did, and not just briefly: that needs a
/// window before and one after. Both count reports that name members, so that a group that is
/// watched less afterwards looks quieter; the counts are shown for that reason.
struct DisruptionWindow {
  let period: Period
  let policy: AssessmentPolicy

  /// The accounts of the disruptions of `subject` that lie before the end of the period, by day.
  ///
  /// - Parameter reports: The days that each report about members speaks of, by report.
  func accounts(
    of subject: Subject, disruptions: [Disruption], reports: [[Day]]
  ) -> [Position.DisruptionAccount] {
    disruptions.filter { $0.subject == subject.id && $0.day < period.end }
      .sorted { $0.day < $1.day }.map { account(of: $0, reports: reports) }
  }

  private func account(
    of disruption: Disruption, reports: [[Day]]
  ) -> Position.DisruptionAccount {
    let window = policy.disruptionWindow
    let day = disruption.day
    let before = reports.count { $0.contains { $0 < day && day - $0 <= window } }
    let after = reports.count { $0.contains { $0 > day && $0 - day <= window } }
    let daysAfter = min(window, max(0, period.end - day - 1))
    return Position.DisruptionAccount(
      day: day, level: disruption.level, judge: disruption.judge, note: disruption.note,
      window: window, before: before, after: after, daysAfter: daysAfter,
      challenge: challenge(
        disruption.level, before: before, after: after, isWhole: daysAfter == window))
  }

  /// What the counts say against `level`. A fall is only taken for one when the whole window after has
  /// been seen; that there is no fall can be said before. Counts vary by chance: a network that can no
  /// longer work as it did is not told by a report or two less.
  func challenge(
    _ level: Disruption.Level, before: Int, after: Int, isWhole: Bool
  ) -> String? {
    switch level {
    case .major where after > 0 && after * 1000 > before * (1000 - policy.majorFall):
      "judged major, but what was reported after it "
        + (after >= before
          ? "is as much as before" : "fell by less than \(policy.majorFall / 10) %")
    case .major: nil
    case .moderate:
      after >= before && after > 0
        ? "judged moderate, but as much was reported after it as before" : nil
    case .minor, .none:
      isWhole && before > 0 && after == 0
        ? "judged \(level.rawValue), but nothing was reported after it" : nil
    case .negative:
      isWhole && after < before ? "judged negative, but less was reported after it" : nil
    }
  }
}
