/// What speaks for and against two records' being of one entity.
public struct MatchChart: Sendable, Equatable {
  public struct Step: Sendable, Equatable {
    public let feature: String
    /// How the values compare, such as `same`; never the values.
    public let comparison: String
    /// In thousandths of a bit: above 0 it speaks for one entity, below 0 against.
    public let bits: Int

    package init(feature: String, comparison: String, bits: Int) {
      self.feature = feature
      self.comparison = comparison
      self.bits = bits
    }
  }

  /// The labels of the entities that the records are in.
  public let first: String
  public let second: String
  public let firstKey: String
  public let secondKey: String
  /// Such as `possibly the same`.
  public let outcome: String
  /// That both are of one entity by the model alone, in thousandths; nil where no model was fitted.
  public let thousandths: Int?
  /// Empty where no model was fitted.
  public let steps: [Step]

  package init(
    first: String, second: String, firstKey: String, secondKey: String, outcome: String,
    thousandths: Int?, steps: [Step]
  ) {
    self.first = first
    self.second = second
    self.firstKey = firstKey
    self.secondKey = secondKey
    self.outcome = outcome
    self.thousandths = thousandths
    self.steps = steps
  }
}
