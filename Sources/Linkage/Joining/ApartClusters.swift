/// Which clusters a human has told apart, kept while clusters are joined.
struct ApartClusters {
  /// For each root, the roots it must stay apart from, with the decision.
  private var others: [Int: [Int: Judgement]] = [:]

  var isEmpty: Bool { others.isEmpty }

  mutating func add(_ a: Int, _ b: Int, _ judgement: Judgement) {
    others[a, default: [:]][b] = judgement
    others[b, default: [:]][a] = judgement
  }

  /// Returns the decision that forbids joining the clusters at two roots.
  func judgement(between a: Int, and b: Int) -> Judgement? { others[a]?[b] }

  /// Notes that the cluster at `gone` is now part of the one at `kept`.
  mutating func join(_ gone: Int, into kept: Int) {
    guard let moved = others.removeValue(forKey: gone) else { return }
    for (other, judgement) in moved {
      others[other]?[gone] = nil
      // Of two decisions that say the same the earlier is the one to show.
      let known = others[kept]?[other]
      let earlier = known.map { Judgement.precedes($0, judgement) ? $0 : judgement } ?? judgement
      add(kept, other, earlier)
    }
  }
}
