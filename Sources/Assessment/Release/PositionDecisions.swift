public import Records

extension Position {
  /// What a named analyst decided about the group.
  public struct Decision: Sendable, Equatable {
    public let verdict: GroupDecision.Verdict
    public let analyst: String
    public let reason: String
    public let time: String

    package init(
      verdict: GroupDecision.Verdict, analyst: String, reason: String, time: String
    ) {
      self.verdict = verdict
      self.analyst = analyst
      self.reason = reason
      self.time = time
    }

    /// Such as `accepted by DC Sample on 2026-07-01T09:30:00Z: seen together`.
    public var words: String { "\(verdict.past) by \(analyst) on \(time): \(reason)" }
  }

  /// What a named analyst makes of the position in place of what was computed.
  public struct Override: Sendable, Equatable {
    public let analyst: String
    public let reason: String
    public let time: String

    package init(analyst: String, reason: String, time: String) {
      self.analyst = analyst
      self.reason = reason
      self.time = time
    }

    /// Such as `read otherwise by DC Sample on 2026-07-01T09:30:00Z: higher, a source was late`.
    public var words: String { "read otherwise by \(analyst) on \(time): \(reason)" }
  }

  /// An action that was open at the end of the period.
  public struct OpenAction: Sendable, Equatable {
    public let pillar: PlannedAction.Pillar
    public let words: String
    public let owner: String?
    public let opened: Day
    public let due: Day?
    /// Days from the due date to the end of the period; nil where it is not late.
    public let daysOverdue: Int?

    package init(
      pillar: PlannedAction.Pillar, words: String, owner: String?, opened: Day, due: Day?,
      daysOverdue: Int?
    ) {
      self.pillar = pillar
      self.words = words
      self.owner = owner
      self.opened = opened
      self.due = due
      self.daysOverdue = daysOverdue
    }
  }

  /// A disruption as the register has it, beside what was reported before and after. The level is the
  /// judgement of the person named: it is challenged and never computed.
  public struct DisruptionAccount: Sendable, Equatable {
    public let day: Day
    public let level: Disruption.Level
    public let judge: String
    public let note: String
    /// So many days before and after the day are compared.
    public let window: Int
    /// Reports about members that speak of a day of the window before, and of the window after.
    public let before: Int
    public let after: Int
    /// How many days of the window after lie within what the list knows.
    public let daysAfter: Int
    /// One sentence where the reports do not fit the level.
    public let challenge: String?

    package init(
      day: Day, level: Disruption.Level, judge: String, note: String, window: Int, before: Int,
      after: Int, daysAfter: Int, challenge: String?
    ) {
      self.day = day
      self.level = level
      self.judge = judge
      self.note = note
      self.window = window
      self.before = before
      self.after = after
      self.daysAfter = daysAfter
      self.challenge = challenge
    }

    /// Such as `14 reports in the 90 days before, 13 after`.
    public var counts: String { "\(before) reports in the \(window) days before, \(after) after" }
  }
}
