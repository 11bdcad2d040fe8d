/// Why records cannot be matched. Each message says where, what and what to do next.
public enum MatchingError: Error, Equatable, CustomStringConvertible {
  /// A schema has no feature, or needs more comparison slots than fit.
  case schemaSize(slots: Int, limit: Int)
  /// Two features bear the same name.
  case featureTwice(String)
  /// A row has another number of values than the schema has features.
  case valueCount(row: String, found: Int, wanted: Int)
  /// The value of a feature is of another kind than the schema says.
  case valueKind(row: String, feature: String)
  /// Two rows bear the same id.
  case rowTwice(String)
  /// No row bears the id.
  case noRow(String)
  /// More rows than the row numbers can hold.
  case tooManyRows(limit: Int)
  /// The keys propose more pairs for each record than allowed.
  case tooManyPairs(perRecord: Int, limit: Int, worstKey: String)
  /// No key can be built: every feature is empty or too common.
  case noKeys

  public var description: String {
    switch self {
    case .schemaSize(let slots, let limit):
      "schema: \(slots) comparisons, 1 to \(limit) allowed; merge or leave out features"
    case .featureTwice(let name):
      "schema: feature \(name) occurs twice; rename one"
    case .valueCount(let row, let found, let wanted):
      "row \(row): \(found) values for \(wanted) features; give one value for each feature"
    case .valueKind(let row, let feature):
      "row \(row), feature \(feature): value of another kind; give the kind of the schema"
    case .rowTwice(let row):
      "row \(row): id occurs twice; give every row an id of its own"
    case .noRow(let row):
      "row \(row): no such id; give the id of a row that was added and not removed"
    case .tooManyRows(let limit):
      "rows: more than \(limit); split the input"
    case .tooManyPairs(let perRecord, let limit, let worstKey):
      "keys: \(perRecord) pairs a record, \(limit) allowed, most by \(worstKey); "
        + "leave out a feature that many share, or add one that tells records apart"
    case .noKeys:
      "keys: no feature splits the records; map a name, date or identifier"
    }
  }
}
