import Records
import Support

/// Seeded transfers among a few accounts, and what is true of them by definition.
struct Town {
  struct Sum {
    let from: Int
    let to: Int
    let day: Int
    let pence: Int64
    let currency: String
  }

  let sums: [Sum]
  let hub: Int
  static let start = Day(iso: "2026-07-01") ?? Day(number: 0)

  init(seed: UInt64, accounts: Int, transfers: Int, days: Int) {
    var state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1
    func below(_ bound: Int) -> Int {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Int(state % UInt64(bound))
    }
    hub = accounts - 1
    sums = (0..<transfers).map { _ in
      let from = below(accounts)
      return Sum(
        from: from, to: (from + 1 + below(accounts - 1)) % accounts, day: below(days),
        pence: Int64(50_000 + below(6) * 10_000), currency: below(8) == 0 ? "EUR" : "GBP")
    }
  }

  /// Each transfer differs by its number of pence from every other, so that it can be told.
  func evidence(_ order: [Int]? = nil) -> Evidence {
    var builder = EvidenceBuilder()
    for account in 0...hub {
      var features: [Feature.Name: String] = [.bankAccount: "00-00-01 \(10_000_000 + account)"]
      if account == hub { features[.hub] = "payroll bureau" }
      builder.record("S/account/\(account)", .account, features)
    }
    for index in order ?? Array(sums.indices) {
      let sum = sums[index]
      builder.link(
        "S/account/\(sum.from)", "S/account/\(sum.to)", .transferred,
        during: DayInterval(on: Town.start.adding(days: sum.day)),
        amount: Money(hundredths: sum.pence + Int64(index), currency: sum.currency))
    }
    return builder.evidence()
  }

  /// Every path by trying every order of every choice, as the definition has it; each as the numbers of
  /// its transfers.
  func pathsByDefinition(least: Int, most: Int, share: Int64, days: Int) -> Set<[Int]> {
    func isPath(_ path: [Int]) -> Bool {
      let legs = path.map { sums[$0] }
      guard let first = legs.first, let last = legs.last, last.day - first.day <= days else {
        return false
      }
      for (place, (a, b)) in zip(legs, legs.dropFirst()).enumerated() {
        let (x, y) = (a.pence + Int64(path[place]), b.pence + Int64(path[place + 1]))
        guard a.to == b.from, a.day <= b.day, a.currency == b.currency, y * 1000 >= x * share,
          a.to != hub
        else { return false }
      }
      let accounts = [first.from] + legs.map(\.to)
      return Set(accounts).count == accounts.count
    }
    var all = Set(sums.indices.map { [$0] })
    var layer = all
    for _ in 1..<most {
      layer = Set(
        layer.flatMap { path in sums.indices.map { path + [$0] } }.filter(isPath))
      all.formUnion(layer)
    }
    let long = all.filter { $0.count >= least }
    return long.filter { path in
      !all.contains { other in
        other.count > path.count
          && (0...(other.count - path.count)).contains {
            Array(other[$0..<($0 + path.count)]) == path
          }
      }
    }
  }

  /// The most that can have passed through an account: the greatest flow from what came in to what went
  /// out in time, by augmenting paths.
  func mostPassed(_ account: Int, days: Int) -> Int64 {
    let ins = sums.indices.filter { sums[$0].to == account && sums[$0].currency == "GBP" }
    let outs = sums.indices.filter { sums[$0].from == account && sums[$0].currency == "GBP" }
    var left = ins.map { sums[$0].pence + Int64($0) }
    var owed = outs.map { sums[$0].pence + Int64($0) }
    var flow = Array(repeating: Array(repeating: Int64(0), count: outs.count), count: ins.count)
    func mayPass(_ i: Int, _ o: Int) -> Bool {
      let gap = sums[outs[o]].day - sums[ins[i]].day
      return gap >= 0 && gap <= days
    }
    /// Sends up to `amount` from the sum `i` on; returns what went.
    func send(_ i: Int, _ amount: Int64, _ seen: inout Set<Int>) -> Int64 {
      for o in outs.indices where mayPass(i, o) && seen.insert(o).inserted {
        if owed[o] > 0 {
          let sent = min(amount, owed[o])
          owed[o] -= sent
          flow[i][o] += sent
          return sent
        }
        for other in ins.indices where flow[other][o] > 0 && other != i {
          let moved = send(other, min(amount, flow[other][o]), &seen)
          if moved > 0 {
            flow[other][o] -= moved
            flow[i][o] += moved
            return moved
          }
        }
      }
      return 0
    }
    var passed: Int64 = 0
    for i in ins.indices {
      while left[i] > 0 {
        var seen = Set<Int>()
        let sent = send(i, left[i], &seen)
        if sent == 0 { break }
        left[i] -= sent
        passed += sent
      }
    }
    return passed
  }
}
