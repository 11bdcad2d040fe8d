/// How well a partition of records agrees with the truth.
///
/// Pairs: of all pairs of records, *P* is the share of joined pairs that are truly one, *R* the
/// share of true pairs that are joined. B-cubed: the same for each record's own cluster, averaged
/// over records, so that one big error does not outweigh many small ones. Both are 1 where there
/// is nothing to get wrong.
///
/// - Complexity: O(*n* log *n*).
///
/// > Source: A. Bagga and B. Baldwin, "Entity-Based Cross-Document Coreferencing Using the Vector
/// > Space Model", *COLING-ACL* 1998, [10.3115/980451.980859](https://doi.org/10.3115/980451.980859).
public struct LinkQuality: Sendable, Equatable {
  public struct Accuracy: Sendable, Equatable {
    public let precision: Double
    public let recall: Double
    /// The harmonic mean of both; 0 where both are 0.
    public var f1: Double {
      precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0
    }
  }

  public let pairs: Accuracy
  public let bCubed: Accuracy
  /// Pairs joined and not one, and pairs that are one and not joined.
  public let falsePairs: Int
  public let missedPairs: Int
  /// The rows of the largest entity found.
  public let largest: Int

  /// Numbers the labels of records: equal ones alike, and each empty one, which says nothing, on its
  /// own.
  ///
  /// - Complexity: O(length).
  public static func numbers(of labels: [String]) -> [Int] {
    var numbers: [String: Int] = [:]
    return labels.enumerated().map { place, label in
      if label.isEmpty { return labels.count + place }
      let number = numbers[label] ?? numbers.count
      numbers[label] = number
      return number
    }
  }

  /// - Parameters:
  ///   - found: The entity of each record.
  ///   - truth: The true entity of each record, as many.
  public init(found: [Int], truth: [Int]) {
    precondition(found.count == truth.count, "one truth for each record")
    let order = found.indices.sorted { (found[$0], truth[$0]) < (found[$1], truth[$1]) }
    var sizesFound: [Int: Int] = [:]
    var sizesTrue: [Int: Int] = [:]
    for index in found.indices {
      sizesFound[found[index], default: 0] += 1
      sizesTrue[truth[index], default: 0] += 1
    }
    var (both, precision, recall) = (0, 0.0, 0.0)
    var start = 0
    while start < order.count {
      var end = start + 1
      let (f, t) = (found[order[start]], truth[order[start]])
      while end < order.count, found[order[end]] == f, truth[order[end]] == t { end += 1 }
      let shared = end - start
      both += shared * (shared - 1) / 2
      precision += Double(shared * shared) / Double(sizesFound[f] ?? 1)
      recall += Double(shared * shared) / Double(sizesTrue[t] ?? 1)
      start = end
    }
    let joined = sizesFound.values.reduce(0) { $0 + $1 * ($1 - 1) / 2 }
    let wanted = sizesTrue.values.reduce(0) { $0 + $1 * ($1 - 1) / 2 }
    let records = Double(max(1, found.count))
    pairs = Accuracy(
      precision: joined > 0 ? Double(both) / Double(joined) : 1,
      recall: wanted > 0 ? Double(both) / Double(wanted) : 1)
    bCubed = Accuracy(
      precision: found.isEmpty ? 1 : precision / records,
      recall: found.isEmpty ? 1 : recall / records)
    falsePairs = joined - both
    missedPairs = wanted - both
    largest = sizesFound.values.max() ?? 0
  }
}

extension LinkQuality.Accuracy: Encodable {
  private enum CodingKeys: String, CodingKey { case precision, recall, f1 }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(precision, forKey: .precision)
    try container.encode(recall, forKey: .recall)
    try container.encode(f1, forKey: .f1)
  }
}

/// Whether probabilities mean what they say: of the pairs stated with about the same probability,
/// how many are true.
public struct CalibrationBin: Sendable, Equatable, Encodable {
  /// Probabilities from `low` up to but not including `high`; the last bin includes 1.
  public let low: Double
  public let high: Double
  public let pairs: Int
  /// The mean of the probabilities stated; 0 for an empty bin.
  public let stated: Double
  /// The share that is true; 0 for an empty bin.
  public let observed: Double

  /// The limits between bins that reports use.
  public static let limits = [0, 0.2, 0.5, 0.8, 0.95, 0.99, 1]

  /// Returns one bin between each two neighbours of `limits`.
  public static func bins(
    _ links: [(probability: Double, isTrue: Bool)], limits: [Double] = limits
  ) -> [CalibrationBin] {
    zip(limits, limits.dropFirst()).enumerated().map { index, range in
      let isLast = index == limits.count - 2
      let inside = links.filter {
        $0.probability >= range.0
          && ($0.probability < range.1 || (isLast && $0.probability <= range.1))
      }
      let count = Double(max(1, inside.count))
      // Sorted, so that the sum does not depend on the order of the links.
      let stated = inside.map(\.probability).sorted().reduce(0, +) / count
      return CalibrationBin(
        low: range.0, high: range.1, pairs: inside.count, stated: stated,
        observed: Double(inside.count { $0.isTrue }) / count)
    }
  }
}
