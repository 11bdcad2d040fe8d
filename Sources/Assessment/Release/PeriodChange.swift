public import Records

/// How the list of one period became that of a later one, each move of a rank with its causes.
public struct PeriodComparison: Sendable, Equatable {
  public let from: Period
  public let to: Period
  /// In the order of the later list, then what is no longer on it.
  public let changes: [PeriodChange]

  package init(from: Period, to: Period, changes: [PeriodChange]) {
    self.from = from
    self.to = to
    self.changes = changes
  }
}

/// What became of one position.
public struct PeriodChange: Sendable, Equatable {
  public enum Fate: String, Sendable, CaseIterable {
    case carriedOver = "carried over"
    case grown, split, merged, new, dormant, gone
  }

  /// Why ranks move. The causes are taken one after the other, in this order, each with all before it
  /// in place; so their moves sum exactly to the whole.
  public enum Cause: String, Sendable, CaseIterable {
    /// The policy has changed, or the resolution at which groups are sought.
    case method = "changed method"
    /// Records are joined otherwise than was possible then.
    case linkage = "changed linkage"
    /// Reports entered since that speak of days before the later period.
    case reporting = "new reporting"
    /// What happened in the later period or no longer did, and reviews that fell due.
    case behaviour
  }

  /// How many places one cause moved the position: above 0 towards the top.
  public struct Move: Sendable, Equatable {
    public let cause: Cause
    public let places: Int
    /// In thousandths of a point.
    public let points: Int

    package init(cause: Cause, places: Int, points: Int) {
      self.cause = cause
      self.places = places
      self.points = points
    }
  }

  public let id: String
  public let title: String
  public let fate: Fate
  /// One sentence with the counts it rests on.
  public let detail: String
  /// Nil where it is not on that list.
  public let rankBefore: Int?
  public let rankAfter: Int?
  /// All four causes; empty where it is on one list alone.
  public let moves: [Move]

  package init(
    id: String, title: String, fate: Fate, detail: String, rankBefore: Int?, rankAfter: Int?,
    moves: [Move]
  ) {
    self.id = id
    self.title = title
    self.fate = fate
    self.detail = detail
    self.rankBefore = rankBefore
    self.rankAfter = rankAfter
    self.moves = moves
  }
}
