import Linkage
import Records

/// Every transfer of money between two accounts, each counted once.
///
/// Each row of a register is a transfer of its own. Where several files state transfers of one amount from
/// one account to another on one day, as the banks of payer and payee do, as many are counted as the file
/// with the most rows has; an intelligence report adds one only where no register has any. Reports that
/// are worth nothing by the policy's grades are left out. A transfer within one account is none.
struct Transfers: Sendable {
  struct Transfer: Sendable, Equatable {
    /// Indices of accounts into `Network.entities`.
    let from: Int
    let to: Int
    let day: Day
    let money: Money
    /// Indices into `Evidence.assertions` of what states it, one for each file at most.
    let statements: [Int]
  }

  /// By day, then the greater amount, then the accounts' ids.
  let all: [Transfer]
  /// Indices into `all` of what goes out of and comes into each account, ascending.
  let outgoing: [Int: [Int]]
  let incoming: [Int: [Int]]
  /// How many were left out because only reports worth nothing state them.
  let doubtful: Int

  private struct Key: Hashable {
    let from: Int
    let to: Int
    let day: Day
    let money: Money
  }

  /// - Complexity: O(*t* log *t*) for *t* statements of transfers.
  init(network: Network, policy: AssessmentPolicy) {
    var found: [Key: [Int]] = [:]
    for link in network.links where link.type == .transferred {
      guard [link.from, link.to].allSatisfy({ network.entities[$0].kind == .account }) else {
        continue
      }
      for index in network.assertions[link.assertions] {
        let statement = network.evidence.assertions[index]
        guard let money = statement.amount, let day = statement.interval.start else { continue }
        found[Key(from: link.from, to: link.to, day: day, money: money), default: []].append(index)
      }
    }
    var doubtful = 0
    var all: [Transfer] = []
    for (key, statements) in found {
      let bySource = Transfers.bySource(statements, network: network, policy: policy)
      let count = bySource.map(\.count).max() ?? 0
      if count == 0 { doubtful += 1 }
      for place in 0..<count {
        all.append(
          Transfer(
            from: key.from, to: key.to, day: key.day, money: key.money,
            statements: bySource.compactMap { $0.indices.contains(place) ? $0[place] : nil }))
      }
    }
    func order(_ transfer: Transfer) -> (Int32, Int64, String, String, String) {
      let ids = [transfer.from, transfer.to].map { network.entities[$0].id.text }
      return (
        transfer.day.number, -transfer.money.hundredths, ids[0], ids[1], transfer.money.currency
      )
    }
    all.sort { a, b in
      let (x, y) = (order(a), order(b))
      return x != y ? x < y : a.statements.lexicographicallyPrecedes(b.statements)
    }
    self.all = all
    self.doubtful = doubtful
    outgoing = Dictionary(grouping: all.indices) { all[$0].from }
    incoming = Dictionary(grouping: all.indices) { all[$0].to }
  }

  /// The statements of each file of a register, and then the first of those by a report that counts, all in
  /// the order given.
  private static func bySource(
    _ statements: [Int], network: Network, policy: AssessmentPolicy
  ) -> [[Int]] {
    let evidence = network.evidence
    var files: [Int: [Int]] = [:]
    var reported: [Int] = []
    for index in statements {
      let statement = evidence.assertions[index]
      if let report = statement.report {
        if policy.worth(of: evidence.reports[report]) > 0 { reported.append(index) }
      } else {
        files[statement.source, default: []].append(index)
      }
    }
    return files.sorted { $0.key < $1.key }.map(\.value) + reported.prefix(1).map { [$0] }
  }
}
