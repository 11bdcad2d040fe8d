/// What the phases of a search share: how many threads, their tables, and the hand from outside.
struct LeidenTeam: Sendable {
  /// The levels of a pass that count as progress; a pass of fewer finishes the rest at its end.
  static let levelsPerPass = 6

  let workers: Int
  let tables: LeidenTables
  let control: WorkControl?
  /// Whether levels and passes count as progress, or only whole runs, which the caller reports.
  let reportsLevels: Bool
  /// Levels with fewer arcs are gone over node by node; above that nodes move in sub-rounds, each
  /// of about a quarter of so many.
  var queueArcs = 1 << 16

  /// Whether a level is so large that a later pass may end on it: see `LeidenSearch.worthwhile`.
  func isLarge(arcs: Int) -> Bool { arcs / 16 >= queueArcs }

  init(workers: Int, control: WorkControl? = nil, reportsLevels: Bool = false) {
    self.workers = workers
    self.control = control
    self.reportsLevels = reportsLevels
    tables = LeidenTables(workers: workers)
  }

  /// Stops here where the caller cancelled.
  func check() throws(GraphError) {
    try control?.check()
  }

  func finish(_ levels: Int) {
    if reportsLevels, levels > 0 { control?.finish(levels) }
  }
}
