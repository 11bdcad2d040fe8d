import Records

/// Money that came into an account and soon went out again, traced first in, first out.
///
/// Each sum that goes out is taken from what came in on that day or at most so many days before and is not
/// yet used up, the oldest first. What came in on a day is held to be there before what goes out on it:
/// rows bear no time of day.
///
/// - Note: No other tracing passes more in all: what is used first is what would be too old first.
struct PassThrough: Sendable, Equatable {
  /// Index into `Network.entities`.
  let account: Int
  let currency: String
  /// What came in within the period, and how much of that went out again in time; in hundredths.
  let received: Int64
  let passed: Int64
  /// Indices into `Transfers.all` of the transfers in and out between which it passed, ascending.
  let transfers: [Int]

  /// In thousandths, rounded down.
  var share: Int64 { received == 0 ? 0 : passed * 1000 / received }

  private struct Holding {
    let transfer: Int
    let day: Day
    var left: Int64
  }

  /// One for each currency that came in within `period`, by currency.
  ///
  /// - Complexity: O(transfers of the account).
  static func of(
    _ account: Int, in transfers: Transfers, period: Period, days: Int
  ) -> [PassThrough] {
    let since = period.start.adding(days: -days)
    var received: [String: Int64] = [:]
    var holdings: [String: [Holding]] = [:]
    for index in transfers.incoming[account] ?? [] {
      let transfer = transfers.all[index]
      guard transfer.day >= since, transfer.day < period.end else { continue }
      let sum = transfer.money
      holdings[sum.currency, default: []].append(
        Holding(transfer: index, day: transfer.day, left: sum.hundredths))
      if transfer.day >= period.start { received[sum.currency, default: 0] += sum.hundredths }
    }
    return received.keys.sorted().map { currency in
      var tracing = Tracing(held: holdings[currency] ?? [], start: period.start, days: days)
      for index in transfers.outgoing[account] ?? [] {
        let transfer = transfers.all[index]
        if transfer.money.currency == currency { tracing.pay(transfer, at: index) }
      }
      return PassThrough(
        account: account, currency: currency, received: received[currency] ?? 0,
        passed: tracing.passed, transfers: tracing.used.sorted())
    }
  }

  private struct Tracing {
    /// By day.
    var held: [Holding]
    let start: Day
    let days: Int
    var passed: Int64 = 0
    var used = Set<Int>()
    /// The first that is neither used up nor too old.
    var first = 0

    init(held: [Holding], start: Day, days: Int) {
      self.held = held
      self.start = start
      self.days = days
    }

    /// Takes what `transfer` pays out from what is held; transfers must come by day.
    mutating func pay(_ transfer: Transfers.Transfer, at index: Int) {
      var owed = transfer.money.hundredths
      while first < held.count, held[first].left == 0 || transfer.day - held[first].day > days {
        first += 1
      }
      var place = first
      while owed > 0, place < held.count, held[place].day <= transfer.day {
        let taken = min(owed, held[place].left)
        held[place].left -= taken
        owed -= taken
        if taken > 0, held[place].day >= start {
          passed += taken
          used.formUnion([held[place].transfer, index])
        }
        place += 1
      }
    }
  }
}
