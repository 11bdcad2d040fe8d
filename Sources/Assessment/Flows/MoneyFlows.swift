import Linkage
import Records

/// What the transfers of a case come to: sums by account, month and counterpart, what passes through
/// accounts, and paths that may layer money.
struct MoneyFlows: Sendable {
  /// What went between one account and a counterpart in one month of the period.
  struct Flow: Sendable, Equatable {
    /// Indices into `Network.entities`.
    let account: Int
    /// Nil for all counterparts together that the victim shield withholds.
    let counterpart: Int?
    /// Whether it came into the account.
    let isIncoming: Bool
    /// Such as `2026-07`.
    let month: String
    let currency: String
    /// The exact sum.
    let hundredths: Int64
    /// Indices into `Transfers.all`, ascending.
    let transfers: [Int]
  }

  let transfers: Transfers
  /// Those that the policy's thresholds ask about, declared hubs left out; by the account's id and currency.
  let passThroughs: [PassThrough]
  let layering: LayeringSearch
  let period: Period
  let plan: AssessmentPolicy.FlowPlan

  init(network: Network, policy: AssessmentPolicy, period: Period) {
    let transfers = Transfers(network: network, policy: policy)
    let plan = policy.flows
    self.transfers = transfers
    self.period = period
    self.plan = plan
    passThroughs = transfers.incoming.keys.filter { !network.isDeclaredHub($0) }.sorted {
      network.entities[$0].id < network.entities[$1].id
    }.flatMap {
      PassThrough.of($0, in: transfers, period: period, days: plan.passThroughDays)
    }.filter {
      $0.received >= plan.leastReceived && $0.share >= plan.passThroughShare
    }
    layering = LayeringSearch(
      transfers, plan: plan, period: period, isHub: { network.isDeclaredHub($0) })
  }

  /// The transfers of the period.
  var inPeriod: [Int] {
    transfers.all.indices.filter {
      transfers.all[$0].day >= period.start && transfers.all[$0].day < period.end
    }
  }

  /// What came into and went out of `account` in each month of the period: by month, currency, in before
  /// out, and the counterpart's id, those withheld last.
  ///
  /// - Parameter id: Of a counterpart, nil where it may not be shown.
  func flows(of account: Int, id: (Int) -> EntityID?) -> [Flow] {
    struct Key: Hashable {
      let month: String
      let currency: String
      let isIncoming: Bool
      let id: String
      let counterpart: Int?

      var order: (String, String, Int, String) {
        // Every id begins with a letter: what is withheld stands behind them all.
        (month, currency, isIncoming ? 0 : 1, counterpart == nil ? "~" : id)
      }
    }
    var found: [Key: [Int]] = [:]
    for (list, isIncoming) in [
      (transfers.incoming[account], true), (transfers.outgoing[account], false),
    ] {
      for index in list ?? [] {
        let transfer = transfers.all[index]
        guard transfer.day >= period.start, transfer.day < period.end else { continue }
        let other = isIncoming ? transfer.from : transfer.to
        let shown = id(other)
        found[
          Key(
            month: String(transfer.day.description.prefix(7)), currency: transfer.money.currency,
            isIncoming: isIncoming, id: shown?.text ?? "", counterpart: shown == nil ? nil : other),
          default: []
        ].append(index)
      }
    }
    return found.sorted { $0.key.order < $1.key.order }.map { key, indices in
      Flow(
        account: account, counterpart: key.counterpart, isIncoming: key.isIncoming,
        month: key.month, currency: key.currency,
        hundredths: indices.reduce(0) { $0 + transfers.all[$1].money.hundredths },
        transfers: indices)
    }
  }
}
