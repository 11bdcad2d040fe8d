import Records

/// Paths of transfers through which a sum may have been layered: in time order from a placement account to
/// an end account, each transfer at least a stated share of the one before.
///
/// A path has between `pathLeast` and `pathMost` transfers of one currency, none below `pathAmount`, within
/// `pathDays` days; it comes to no account twice and goes through no declared hub, though it may begin or
/// end at one. Transfers of one day may follow each other either way: rows bear no time of day. Of paths
/// that are parts of a longer one only the longer is told.
///
/// The search is exhaustive: every such path is found, unless `pathSteps` transfers were looked at before
/// it ended. Then `isWhole` is false, and paths that begin with smaller amounts than those searched are
/// missing.
///
/// - Complexity: O(`pathSteps` + *t* log *t*) for *t* transfers, whatever they are.
struct LayeringSearch: Sendable {
  struct Path: Sendable, Equatable {
    /// Indices into `Transfers.all`, in the order of the path.
    let transfers: [Int]
    /// The smallest amount on it, in hundredths: no more than this can have gone all the way.
    let carried: Int64
  }

  /// The first `mostPaths` of those that end within the period: the one that may have carried most first,
  /// then in the order of their transfers.
  let paths: [Path]
  /// How many there are in all.
  let count: Int
  let isWhole: Bool
  let steps: Int

  static let mostPaths = 1_000

  init(
    _ transfers: Transfers, plan: AssessmentPolicy.FlowPlan, period: Period,
    isHub: (Int) -> Bool
  ) {
    let first = period.start.adding(days: -plan.pathDays)
    let able = transfers.all.indices.filter {
      let transfer = transfers.all[$0]
      return transfer.day >= first && transfer.day < period.end
        && transfer.money.hundredths >= plan.pathAmount
    }
    var search = Search(transfers.all, able: able, plan: plan, isHub: isHub)
    let starts = able.sorted { a, b in
      let (x, y) = (transfers.all[a].money.hundredths, transfers.all[b].money.hundredths)
      return x != y ? x > y : a < b
    }
    for start in starts where search.hasSteps { search.grow(from: start) }
    isWhole = search.hasSteps
    steps = search.steps
    let found = search.found.filter { path in
      path.last.map { transfers.all[$0].day >= period.start } ?? false
    }.map { path in
      Path(transfers: path, carried: path.map { transfers.all[$0].money.hundredths }.min() ?? 0)
    }.sorted { a, b in
      a.carried != b.carried
        ? a.carried > b.carried : a.transfers.lexicographicallyPrecedes(b.transfers)
    }
    count = found.count
    paths = Array(found.prefix(LayeringSearch.mostPaths))
  }

  private struct Search {
    private let all: [Transfers.Transfer]
    private let plan: AssessmentPolicy.FlowPlan
    private let hubs: Set<Int>
    /// By account, ascending.
    private let outgoing: [Int: [Int]]
    private let incoming: [Int: [Int]]
    private var path: [Int] = []
    private var accounts: [Int] = []
    private(set) var steps = 0
    private(set) var found: [[Int]] = []

    var hasSteps: Bool { steps < plan.pathSteps }

    init(
      _ all: [Transfers.Transfer], able: [Int], plan: AssessmentPolicy.FlowPlan,
      isHub: (Int) -> Bool
    ) {
      self.all = all
      self.plan = plan
      hubs = Set(able.flatMap { [all[$0].from, all[$0].to] }).filter(isHub)
      outgoing = Dictionary(grouping: able) { all[$0].from }
      incoming = Dictionary(grouping: able) { all[$0].to }
    }

    mutating func grow(from start: Int) {
      path = [start]
      accounts = [all[start].from, all[start].to]
      grow()
    }

    private mutating func grow() {
      guard let first = path.first, let last = path.last else { return }
      var isLongest = true
      if path.count < plan.pathMost, !hubs.contains(all[last].to) {
        let next = outgoing[all[last].to] ?? []
        for index in next[Search.firstPlace(in: next, all, from: all[last].day)...] {
          guard hasSteps else { return }
          steps += 1
          if all[index].day - all[first].day > plan.pathDays { break }
          guard follows(index, after: last), !accounts.contains(all[index].to) else { continue }
          isLongest = false
          path.append(index)
          accounts.append(all[index].to)
          grow()
          path.removeLast()
          accounts.removeLast()
        }
      }
      guard isLongest, path.count >= plan.pathLeast, hasSteps else { return }
      if !canBeginEarlier(first: first, last: last), hasSteps { found.append(path) }
    }

    /// Whether a transfer before the first one would make the path longer.
    private mutating func canBeginEarlier(first: Int, last: Int) -> Bool {
      guard path.count < plan.pathMost, !hubs.contains(all[first].from) else { return false }
      let before = incoming[all[first].from] ?? []
      let since = all[last].day.adding(days: -plan.pathDays)
      for index in before[Search.firstPlace(in: before, all, from: since)...] {
        guard hasSteps, all[index].day <= all[first].day else { return false }
        steps += 1
        if follows(first, after: index), !accounts.contains(all[index].from) { return true }
      }
      return false
    }

    /// Whether `next` may stand behind `index` on a path, accounts that come twice apart.
    private func follows(_ next: Int, after index: Int) -> Bool {
      let (a, b) = (all[index].money, all[next].money)
      return a.currency == b.currency
        && b.hundredths * 1000 >= a.hundredths * Int64(plan.pathShare)
    }

    /// The first place in `transfers`, which stand by day, of one on `day` or later.
    private static func firstPlace(
      in transfers: [Int], _ all: [Transfers.Transfer], from day: Day
    ) -> Int {
      var (low, high) = (0, transfers.count)
      while low < high {
        let middle = (low + high) / 2
        if all[transfers[middle]].day < day { low = middle + 1 } else { high = middle }
      }
      return low
    }
  }
}
