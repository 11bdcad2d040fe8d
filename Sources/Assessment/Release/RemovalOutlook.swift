public import Records

/// What removing members of a position would come to: a study of how the network holds together, not
/// advice about anybody. Nobody under the victim shield is part of it.
public struct RemovalOutlook: Sendable, Equatable {
  /// Removal in one order. Ranges hold nine tenths of the draws.
  public struct Option: Sendable, Equatable {
    /// By what rule the next person is removed, such as `by lot`.
    public let order: String
    /// After how many removals the effect is told.
    public let count: Int
    /// Who they are without recovery; empty where they are drawn by lot.
    public let people: [String]
    /// The ids of `people`, in the same order.
    public let entities: [EntityID]
    /// Pairs of members still in touch, in thousandths of those before: without recovery, and with it.
    public let left: ClosedRange<Int>
    public let recovered: ClosedRange<Int>
    /// After how many removals no part of the group spans two force areas any more, without recovery and
    /// with it; `mostSteps` + 1 stands for more. Nil where none does from the beginning.
    public let steps: ClosedRange<Int>?
    public let recoveredSteps: ClosedRange<Int>?
    public let mostSteps: Int

    package init(
      order: String, count: Int, people: [String], left: ClosedRange<Int>,
      recovered: ClosedRange<Int>, steps: ClosedRange<Int>?, recoveredSteps: ClosedRange<Int>?,
      mostSteps: Int, entities: [EntityID] = []
    ) {
      self.entities = entities
      self.order = order
      self.count = count
      self.people = people
      self.left = left
      self.recovered = recovered
      self.steps = steps
      self.recoveredSteps = recoveredSteps
      self.mostSteps = mostSteps
    }

    /// Such as `3`, `2 to 4`, `4 to more than 10` or `more than 10`.
    public func words(of steps: ClosedRange<Int>) -> String {
      func word(_ number: Int) -> String {
        number > mostSteps ? "more than \(mostSteps)" : "\(number)"
      }
      return steps.lowerBound == steps.upperBound
        ? word(steps.lowerBound) : "\(word(steps.lowerBound)) to \(word(steps.upperBound))"
    }

    /// A share in whole per cent, such as `40 %` or `35 to 52 %`.
    public static func words(ofShare share: ClosedRange<Int>) -> String {
      let (low, high) = (share.lowerBound / 10, share.upperBound / 10)
      return low == high ? "\(low) %" : "\(low) to \(high) %"
    }
  }

  public let options: [Option]

  /// The order whose first people a chart takes away: the first that names people.
  public var shown: Option? { options.first { !$0.entities.isEmpty } }

  /// Who alone holds a kind of thing, one sentence each.
  public let scarce: [String]
  public let draws: Int
  /// The chance, in thousandths, that two contacts of a removed person find each other through a third
  /// where nobody can take over.
  public let reformed: Int
  /// Members who were left out because the group is large.
  public let others: Int

  package init(
    options: [Option], scarce: [String], draws: Int, reformed: Int, others: Int
  ) {
    self.options = options
    self.scarce = scarce
    self.draws = draws
    self.reformed = reformed
    self.others = others
  }

  /// The rules by which links re-form.
  public var rule: String {
    "whoever left holds the same kind of thing and has most contacts in common takes over; where "
      + "nobody does, two contacts of the removed person with a third in common find each other in "
      + "\(reformed / 10) of 100 cases"
  }
}
