import GraphCore
import Records

/// What each position would be without one of its reports: members held as they are, everything
/// counted anew.
struct ReportDependence: Sendable {
  /// One report and the points that the position would have without it.
  struct Without: Sendable {
    let report: Int
    let points: Int
    let rank: Int
  }

  /// For each position of the list, the report whose loss costs it most; nil where it has none. Of
  /// equals the one with the least key.
  let heaviest: [Without?]
  /// For each position, how many single reports would move it down by their loss.
  let movers: [Int]

  init(reading: Reading, workers: Int) {
    let (scored, scoring, order) = (reading.scored, reading.scoring.wordless, reading.byPoints)
    let results = WorkerPool.shared.map(scored.count, workers: workers) { place in
      let item = scored[place]
      let own = item.score.points
      var heaviest: Without?
      var movers = 0
      for key in item.facts.support.keys.sorted() {
        guard case .report(let report) = key else { continue }
        let facts = scoring.gatherer.facts(of: item.candidate, without: key)
        let left = scoring.score(of: item.candidate, facts: facts).points
        let rank = order.rank(of: left, insteadOf: own)
        if rank > order.rank(of: own) { movers += 1 }
        if heaviest.map({ left < $0.points }) ?? true {
          heaviest = Without(report: report, points: left, rank: rank)
        }
      }
      return (heaviest, movers)
    }
    heaviest = results.map(\.0)
    movers = results.map(\.1)
  }
}
