/// The ranks between which a position lies, from where replicates put it.
struct RankSpread: Sendable, Equatable {
  let lower: Int
  let upper: Int

  /// - Parameters:
  ///   - rank: Where it stands, doubled so that the middle of a tie is whole.
  ///   - replicates: Where the replicates put it, doubled.
  ///   - tail: The share of replicates left outside at either end, in thousandths.
  ///
  /// What was lost before the list was made may have moved a rank either way, so a move that the
  /// replicates show counts in both directions.
  init(rank: Int, replicates: [Int], tail: Int) {
    let moves = replicates.map { $0 - rank }.sorted()
    guard let first = moves.first, let last = moves.last else {
      (lower, upper) = (max(1, rank / 2), (rank + 1) / 2)
      return
    }
    let cut = moves.count * tail / 1000
    let least = cut < moves.count ? moves[cut] : first
    let most = cut < moves.count ? moves[moves.count - 1 - cut] : last
    lower = max(1, (rank + min(least, -most, 0)) / 2)
    upper = (rank + max(most, -least, 0) + 1) / 2
  }
}
