/// What a kernel is run with; a kernel reads what concerns it.
public struct KernelSetting: Sendable {
  /// The most threads to use.
  public var threads = 1
  public var seed: UInt64 = 1
  /// Where a search starts; nil means at the node of highest degree, of several the first.
  public var source: Int?
  /// Where a path ends; nil means at the last node reached from the source.
  public var target: Int?
  /// How many paths are wanted.
  public var limit = 100
  /// The resolution of Leiden; nil means 1 for modularity and 0.02 for CPM.
  public var resolution: Double?
  /// How many passes of Leiden at most; nil leaves it to Leiden.
  public var repetitions: Int?
  /// When the iterations of PageRank end.
  public var tolerance = 1e-6
  /// The guarantee of sampled betweenness.
  public var error = 0.01
  public var risk = 0.1

  public init() {}
}
