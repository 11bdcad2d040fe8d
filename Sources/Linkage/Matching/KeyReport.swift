/// What one key costs and finds.
public struct KeyReport: Sendable, Equatable {
  /// The parts of the key, such as `name family + born`.
  public let name: String
  /// Pairs in its blocks after cutting, those of earlier keys included.
  public var pairs = 0
  /// Pairs compared because of this key: on no earlier key do they agree.
  public var compared = 0
  /// Of these, the expected number of pairs of one entity.
  public var expectedMatches = 0.0
  /// The share of all expected matches that agree on this key, whichever key found them.
  public var reach = 0.0
  /// Blocks above the limit, cut by further features.
  public var bigBlocks = 0
  /// Rows whose value stayed too common and makes no key.
  public var rowsDropped = 0

  init(name: String) { self.name = name }
}
