public import Records

/// One action of the plan against a position of the list, under one of the 4Ps.
public struct PlannedAction: Sendable, Hashable, Codable {
  /// The 4Ps: what an action is meant to do.
  public enum Pillar: String, Sendable, CaseIterable, Codable {
    case pursue, prevent, protect, prepare
  }

  /// The id of the position: of the master list, or of an accepted group.
  public let subject: String
  public let pillar: Pillar
  /// What is to be done.
  public let words: String
  /// The post that answers for it; nil where nobody does.
  public internal(set) var owner: String?
  /// Days as `2026-07-01`.
  public let opened: String
  public let due: String?
  /// When it was done or given up; nil while it is open.
  public let closed: String?

  public init(
    subject: String, pillar: Pillar, words: String, owner: String?, opened: Day, due: Day? = nil,
    closed: Day? = nil
  ) {
    self.subject = subject
    self.pillar = pillar
    self.words = words
    self.owner = owner
    self.opened = opened.description
    self.due = due?.description
    self.closed = closed?.description
  }

  /// Whether it was open on the last day before `end`.
  func isOpen(before end: Day) -> Bool {
    guard let start = Day(iso: opened), start < end else { return false }
    return closed.flatMap { Day(iso: $0) }.map { $0 >= end } ?? true
  }

  /// Days from the due date to `end`; nil where it is not late then, or not open.
  func daysOverdue(before end: Day) -> Int? {
    guard isOpen(before: end), let due = due.flatMap({ Day(iso: $0) }), due < end else {
      return nil
    }
    return end - due
  }

  /// What is wrong with it; nil where nothing is.
  var problem: String? {
    if subject.isEmpty || words.isEmpty { return "subject and words must be stated" }
    for (name, text) in [("opened", opened), ("due", due), ("closed", closed)] {
      if let text, Day(iso: text) == nil {
        return "\(name) is \"\(text)\", but must be a day such as 2026-07-01"
      }
    }
    return nil
  }
}
