import Linkage

/// How fast pairs are explained, each explanation held against what it explains.
struct Explanations: Encodable {
  let count: Int
  /// In seconds of one thread.
  let seconds: Double
  let perSecond: Double

  private static let limit = 20_000

  /// - Throws: `Problem` where the weights of an explanation do not sum to the evidence.
  init(_ result: MatchResult) throws {
    var pairs: [(a: Int, b: Int, probability: Double)] = []
    result.forEachLink { a, b, probability in
      if pairs.count < Self.limit { pairs.append((a, b, probability)) }
    }
    var explainer = MatchExplainer(result)
    let start = Clock()
    let explained = pairs.map { explainer.pair($0.a, $0.b) }
    seconds = Clock().since(start).cpu
    count = pairs.count
    perSecond = seconds > 0 ? Double(count) / seconds : 0
    for (pair, explanation) in zip(pairs, explained)
    where explanation.evidence.probability != pair.probability {
      throw Problem(
        description: "rows \(pair.a) and \(pair.b): the weights sum to "
          + "\(explanation.evidence.bits) bits, which is not the evidence")
    }
  }
}
