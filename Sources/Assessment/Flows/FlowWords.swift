import Linkage
import Records

/// Says what the flows of money come to, as products may show it: an account that the victim shield withholds
/// carries a path and is never named, and no row is cited that names one.
struct FlowWords {
  let flows: MoneyFlows
  let network: Network
  let labels: ReleasedLabels

  static let passThroughOrdinary =
    "a payroll bureau or agency client account, rent or wages passed on, money sent home, a sum put "
    + "into savings"
  static let layeringOrdinary =
    "a family or a business moving its own money, invoices along a supply chain, pay day followed by "
    + "rent"

  /// Those through accounts that may be shown: what a possible victim's account does is no prompt.
  var passThroughs: [PassThrough] { flows.passThroughs.filter { labels.mayShow($0.account) } }

  /// The label of an account with its id, or what stands in their place.
  func name(_ account: Int) -> String {
    labels.mayShow(account)
      ? "\(labels.label(of: account)) (\(network.entities[account].id))"
      : "an account, \(ReleasedLabels.withheld)"
  }

  func id(_ account: Int) -> EntityID? {
    labels.mayShow(account) ? network.entities[account].id : nil
  }

  /// Such as `GBP 12,345.00`.
  static func words(_ hundredths: Int64, _ currency: String) -> String {
    let decimal = Money.decimal(hundredths)
    let whole = Array(decimal.dropLast(3))
    var grouped = ""
    for (place, digit) in whole.enumerated() {
      if place > 0, (whole.count - place) % 3 == 0 { grouped += "," }
      grouped.append(digit)
    }
    return "\(currency) \(grouped)\(decimal.suffix(3))"
  }

  /// The rows that state `transfers`, without those that name an account which may not be shown.
  func rows(of transfers: [Int]) -> [Position.Row] {
    let evidence = network.evidence
    return transfers.flatMap { index -> [Position.Row] in
      let transfer = flows.transfers.all[index]
      guard labels.mayShow(transfer.from), labels.mayShow(transfer.to) else { return [] }
      return transfer.statements.map { statement in
        let found = evidence.assertions[statement]
        return Position.Row(file: evidence.sources[found.source].name, row: found.row)
      }
    }.sorted()
  }

  /// What was seen of `pass`, without the ordinary explanations.
  func found(_ pass: PassThrough) -> String {
    "\(name(pass.account)): \(FlowWords.words(pass.passed, pass.currency)) of "
      + "\(FlowWords.words(pass.received, pass.currency)) received in the period went out again "
      + "within \(Score.count(flows.plan.passThroughDays, "day")), traced first in, first out"
  }

  func found(_ path: LayeringSearch.Path) -> String {
    let transfers = path.transfers.map { flows.transfers.all[$0] }
    guard let first = transfers.first, let last = transfers.last else { return "" }
    let legs = transfers.map {
      "\(FlowWords.words($0.money.hundredths, $0.money.currency)) on \($0.day.words) to "
        + name($0.to)
    }
    return "\(Score.count(transfers.count, "transfer")) in a row over "
      + "\(Score.count(last.day - first.day + 1, "day")), each at least "
      + "\(FlowWords.percent(flows.plan.pathShare)) of the one before: from \(name(first.from)), "
      + legs.joined(separator: ", ") + "; at most "
      + "\(FlowWords.words(path.carried, first.money.currency)) went all the way"
  }

  /// Thousandths as a percentage, such as `70 %` or `62.5 %`.
  static func percent(_ thousandths: Int) -> String {
    "\(thousandths / 10)\(thousandths % 10 == 0 ? "" : ".\(thousandths % 10)") %"
  }

  /// The accounts that a path goes through, in its order.
  func accounts(of path: LayeringSearch.Path) -> [Int] {
    let transfers = path.transfers.map { flows.transfers.all[$0] }
    return transfers.prefix(1).map(\.from) + transfers.map(\.to)
  }
}

// MARK: - One position

extension FlowWords {
  /// So many paths of a position are told as prompts; the export of all has the others.
  static let mostPaths = 5

  /// The accounts among a position's things.
  func accounts(among assets: [Int]) -> [Int] {
    assets.filter { network.entities[$0].kind == .account }.sorted {
      network.entities[$0].id < network.entities[$1].id
    }
  }

  /// What passes through `accounts`, and the paths that touch one of them.
  func prompts(of accounts: [Int]) -> [Position.Prompt] {
    let own = Set(accounts)
    let passing = passThroughs.filter { own.contains($0.account) }.map {
      prompt(about: $0.account, "\(found($0)) (or \(FlowWords.passThroughOrdinary))")
    }
    let touching = flows.layering.paths.filter { !own.isDisjoint(with: self.accounts(of: $0)) }
    let paths = touching.prefix(FlowWords.mostPaths).map { path in
      prompt(
        about: self.accounts(of: path).first(where: own.contains) ?? -1,
        "\(found(path)) (or \(FlowWords.layeringOrdinary))")
    }
    return passing + paths + more(than: touching.count)
  }

  private func more(than count: Int) -> [Position.Prompt] {
    guard count > FlowWords.mostPaths else { return [] }
    return [
      Position.Prompt(
        kind: FlowWords.kind, entity: nil, records: [],
        words: "\(count - FlowWords.mostPaths) more such paths are in the export money-paths "
          + "(or \(FlowWords.layeringOrdinary))")
    ]
  }

  private static let kind = "money flow"

  private func prompt(about account: Int, _ words: String) -> Position.Prompt {
    let isShown = labels.mayShow(account)
    let entity = network.entities[account]
    return Position.Prompt(
      kind: FlowWords.kind, entity: isShown ? entity.id : nil,
      records: isShown ? network.evidence.keys(of: entity.records) : [], words: words)
  }

  /// What came into and went out of those of `accounts` that may be shown.
  func flows(of accounts: [Int]) -> [Position.Flow] {
    accounts.filter(labels.mayShow).flatMap { account in
      flows.flows(of: account, id: id).map { flow in
        Position.Flow(
          account: network.entities[account].id, label: labels.label(of: account),
          isIncoming: flow.isIncoming,
          counterpart: flow.counterpart.map { labels.label(of: $0) } ?? ReleasedLabels.withheld,
          counterpartID: flow.counterpart.map { network.entities[$0].id }, month: flow.month,
          currency: flow.currency, hundredths: flow.hundredths, transfers: flow.transfers.count,
          rows: rows(of: flow.transfers))
      }
    }
  }
}
