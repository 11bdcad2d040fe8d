import BenchmarkGraphs

/// What a kernel answered: whole arrays to compare and digest, and a few numbers to read.
public struct Answer: Sendable {
  public enum Values: Sendable {
    case doubles([Double])
    case integers([Int])
    case numbers([Int32])

    public var count: Int {
      switch self {
      case .doubles(let values): values.count
      case .integers(let values): values.count
      case .numbers(let values): values.count
      }
    }

    /// The digest of every bit of the array.
    public var digest: UInt64 {
      var digest = Digest()
      digest.add(UInt64(count))
      switch self {
      case .doubles(let values): for value in values { digest.add(value.bitPattern) }
      case .integers(let values):
        for value in values { digest.add(UInt64(bitPattern: Int64(value))) }
      case .numbers(let values):
        for value in values { digest.add(UInt64(bitPattern: Int64(value))) }
      }
      return digest.value
    }
  }

  /// The output arrays by name, in a fixed order.
  public var arrays: [(name: String, values: Values)]
  /// Numbers that tell what came out, by name, in a fixed order.
  public var summary: [(name: String, value: Double)]

  init(
    _ arrays: [(name: String, values: Values)], _ summary: [(name: String, value: Double)] = []
  ) {
    self.arrays = arrays
    self.summary = summary
  }

  init(_ name: String, _ values: [Double]) {
    self.init([(name, .doubles(values))])
  }

  init(_ name: String, _ values: [Int]) {
    self.init([(name, .integers(values))])
  }

  /// One digest over all arrays.
  public var digest: UInt64 {
    var digest = Digest()
    for array in arrays { digest.add(array.values.digest) }
    return digest.value
  }
}
