/// What a matching run may spend and where it draws its lines. One setting serves all inputs.
public struct MatchSettings: Sendable {
  /// Rows of one source are known to be of different entities.
  public var sourcesAreUnique = false
  /// The most pairs that the keys may propose for each row, all keys together.
  public var pairsPerRecord = 32.0
  /// The most pairs for each row that one key may propose.
  public var pairsPerRecordAndKey = 4.0
  /// A key must be expected to find this many pairs of one entity for each pair it proposes.
  public var matchesPerPair = 0.001
  public var keyLimit = 32
  /// Larger blocks are cut by further features, and dropped where that does not help.
  public var blockLimit = 50
  /// Pairs below this probability are not considered joined by anything.
  public var leastProbability = 0.05
  /// The most rows that one entity may have without a human.
  public var clusterLimit = 30
  /// The probability at which the evidence for joining outweighs that against.
  public var joinProbability = 0.5
  /// The most evidence, in bits, that one pair can bring for or against a join.
  public var clip = 12.0

  /// The most threads to use; 0 for one per processor. No result depends on it.
  public var workers = 0
  /// How often the model is fitted; from the second round values and chance are counted by the
  /// entities found in the round before.
  public var rounds = 2
  /// The probability from which rows count as one entity in rounds before the last.
  public var countingProbability = 0.1

  public init() {}
}
