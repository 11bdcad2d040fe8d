/// The ranks between which a position lies, from where replicates put it.
struct RankSpread: Sendable, Equatable {
  let lower: Int
  let upper: Int

  /// - Parameters:
  ///   - rank: Where it stands, doubled so that the middle of a tie is whole.
  ///   - replicates: Where the replicates that have anything left of it put it, doubled.
  ///   - absent: How many have nothing.
  ///   - last: Where these count as having put it, doubled.
  ///   - tail: The share of replicates left outside at either end, in thousandths.
  ///
  /// What was lost before the list was made may have moved a rank either way, so a move that the
  /// replicates show counts in both directions; that nothing was left counts downwards alone.
  init(rank: Int, replicates: [Int], absent: Int = 0, last: Int = 0, tail: Int) {
    let found = replicates.map { $0 - rank }.sorted()
    let all = (found + [Int](repeating: last - rank, count: absent)).sorted()
    let (least, most) = RankSpread.ends(of: all, tail: tail)
    let fall = RankSpread.ends(of: found, tail: tail).most
    lower = max(1, (rank + min(least, -fall, 0)) / 2)
    upper = (rank + max(most, -least, 0) + 1) / 2
  }

  private init(lower: Int, upper: Int) {
    self.lower = lower
    self.upper = upper
  }

  /// Widens the range to the ranks that a tie covers, and cuts it at the end of the list.
  func covering(_ tie: ClosedRange<Int>, of count: Int) -> RankSpread {
    RankSpread(
      lower: min(lower, tie.lowerBound), upper: max(min(upper, count), tie.upperBound))
  }

  private static func ends(of moves: [Int], tail: Int) -> (least: Int, most: Int) {
    guard !moves.isEmpty else { return (0, 0) }
    let cut = moves.count * tail / 1000
    return (moves[cut], moves[moves.count - 1 - cut])
  }
}
