import Foundation
import Linkage
import Records
import Support
import Testing

@testable import Assessment

@Suite("Flows of money") struct FlowTests {
  private func flows(
    _ evidence: Evidence, _ change: (inout AssessmentPolicy) -> Void = { _ in }
  ) throws -> (MoneyFlows, Network) {
    var policy = AssessmentPolicy.standard
    change(&policy)
    let period = try #require(Period("2026-Q3"))
    let network = Network(
      evidence: evidence, resolution: Linker.resolve(evidence),
      strength: LinkStrength(policy: policy, period: period))
    return (MoneyFlows(network: network, policy: policy, period: period), network)
  }

  /// The number of each transfer of a town, which its pence tell.
  private func number(_ transfer: Transfers.Transfer, of town: Town) -> Int {
    Int(transfer.money.hundredths % 10_000)
  }

  // MARK: Paths

  @Test(
    "Paths are those of the definition, no more and no fewer", arguments: 0..<60 as Range<UInt64>)
  func paths(seed: UInt64) throws {
    let town = Town(seed: seed, accounts: 4 + Int(seed % 4), transfers: 16, days: 20)
    let (share, days) = (Int64([700, 900, 1000][Int(seed % 3)]), [5, 10, 20][Int(seed / 3 % 3)])
    let most = 3 + Int(seed % 3)
    let (found, _) = try flows(town.evidence()) {
      $0.flows.pathShare = Int(share)
      $0.flows.pathDays = days
      $0.flows.pathLeast = 2 + Int(seed % 2)
      $0.flows.pathMost = most
    }
    let expected = town.pathsByDefinition(
      least: 2 + Int(seed % 2), most: most, share: share, days: days)
    let paths = found.layering.paths.map { path in
      path.transfers.map { number(found.transfers.all[$0], of: town) }
    }
    #expect(found.layering.isWhole)
    #expect(Set(paths) == expected)
    #expect(paths.count == expected.count)
    for path in found.layering.paths {
      let amounts = path.transfers.map { found.transfers.all[$0].money.hundredths }
      #expect(path.carried == amounts.min())
    }
    #expect(
      found.layering.paths.map(\.carried) == found.layering.paths.map(\.carried).sorted(by: >))
  }

  @Test("Some of the towns have paths, so that the comparison can fail")
  func townsHavePaths() {
    let counts = (0..<60 as Range<UInt64>).map {
      Town(seed: $0, accounts: 4 + Int($0 % 4), transfers: 16, days: 20)
        .pathsByDefinition(least: 3, most: 4, share: 700, days: 20).count
    }
    #expect(counts.count { $0 > 0 } > 20)
  }

  @Test("The search keeps to its limit and says that it ended there")
  func limit() throws {
    let town = Town(seed: 3, accounts: 8, transfers: 70, days: 20)
    let whole = try flows(town.evidence()).0.layering
    let (cut, _) = try flows(town.evidence()) { $0.flows.pathSteps = whole.steps / 2 }
    #expect(whole.isWhole && whole.steps > 100)
    #expect(!cut.layering.isWhole && cut.layering.steps <= whole.steps / 2)
    #expect(
      Set(cut.layering.paths.map(\.transfers)).isSubset(of: Set(whole.paths.map(\.transfers))))
    let table = try tables(town.evidence()) { $0.flows.pathSteps = 5 }[.moneyPaths]
    #expect(try #require(table?.rows.last)[0] == "not searched to the end")
  }

  @Test("A path that ended before the period is of no interest now")
  func before() throws {
    var builder = EvidenceBuilder()
    let days = ["2026-06-01", "2026-06-02", "2026-06-03"]
    for (place, day) in days.enumerated() {
      transfer(&builder, "\(place)", "\(place + 1)", day, 100_000)
    }
    #expect(try flows(builder.evidence()).0.layering.paths.isEmpty)
    transfer(&builder, "3", "4", "2026-07-01", 100_000)
    let paths = try flows(builder.evidence()).0.layering.paths
    #expect(paths.map(\.transfers.count) == [4])
  }

  // MARK: Pass-through

  @Test(
    "What passes through is the most that can, and the amounts are conserved",
    arguments: 0..<60 as Range<UInt64>)
  func passed(seed: UInt64) throws {
    let town = Town(seed: seed, accounts: 4, transfers: 30, days: 25)
    let days = Int(seed % 5)
    let (found, network) = try flows(town.evidence())
    let period = try #require(Period("2026-Q3"))
    for account in network.entities.indices {
      let place = try #require(Int(network.entities[account].label.suffix(1)))
      let own = PassThrough.of(account, in: found.transfers, period: period, days: days)
        .first { $0.currency == "GBP" }
      let received = town.sums.enumerated().filter {
        $0.element.to == place && $0.element.currency == "GBP"
      }.reduce(Int64(0)) { $0 + $1.element.pence + Int64($1.offset) }
      #expect(own?.received ?? 0 == received)
      #expect(own?.passed ?? 0 == town.mostPassed(place, days: days))
    }
  }

  @Test("What came in before the period is used first and not counted")
  func carriedOver() throws {
    var builder = EvidenceBuilder()
    transfer(&builder, "1", "2", "2026-06-30", 60_000)
    transfer(&builder, "1", "2", "2026-07-01", 100_000)
    transfer(&builder, "2", "3", "2026-07-02", 110_000)
    let found = try flows(builder.evidence()) { $0.flows.passThroughShare = 500 }.0.passThroughs
    #expect(found.map(\.received) == [100_000])
    #expect(found.map(\.passed) == [50_000])
  }

  @Test("Thresholds are met by what lies on them and by nothing below")
  func thresholds() throws {
    func found(in amount: Int64, out: Int64, day: String) throws -> Int {
      var builder = EvidenceBuilder()
      transfer(&builder, "1", "2", "2026-07-01", amount)
      transfer(&builder, "2", "3", day, out)
      return try flows(builder.evidence()).0.passThroughs.count
    }
    #expect(try found(in: 100_000, out: 80_000, day: "2026-07-04") == 1)
    #expect(try found(in: 99_999, out: 99_999, day: "2026-07-04") == 0)
    #expect(try found(in: 100_000, out: 79_999, day: "2026-07-04") == 0)
    #expect(try found(in: 100_000, out: 80_000, day: "2026-07-05") == 0)
    #expect(try found(in: 100_000, out: 80_000, day: "2026-06-30") == 0)
  }

  @Test("What passes through an account that is declared a hub is of no interest")
  func hub() throws {
    func found(_ hub: String?) throws -> Int {
      var builder = EvidenceBuilder()
      transfer(&builder, "1", "2", "2026-07-01", 100_000)
      transfer(&builder, "2", "3", "2026-07-02", 100_000)
      if let hub {
        builder.record(
          "S/account/2", .account, [.bankAccount: "account 2", .hub: hub])
      }
      return try flows(builder.evidence()).0.passThroughs.count
    }
    #expect(try found(nil) == 1)
    #expect(try found("payroll bureau") == 0)
  }

  @Test("The day after the period is none of it, and what comes in stands before what goes out")
  func boundaries() throws {
    var builder = EvidenceBuilder()
    for (from, to, day) in [
      ("1", "2", "2026-09-28"), ("2", "3", "2026-09-29"), ("3", "4", "2026-09-30"),
      ("4", "5", "2026-10-01"), ("9", "2", "2026-07-01"), ("2", "9", "2026-07-01"),
      ("2", "1", "2026-10-01"), ("2", "3", "2026-06-30"),
    ] { transfer(&builder, from, to, day, 100_000) }
    let (found, network) = try flows(builder.evidence())
    #expect(found.layering.paths.map(\.transfers.count) == [3])
    let second = try #require(
      network.entities.indices.first { network.entities[$0].label.hasSuffix("2") })
    func told(withholding withheld: String?) -> [String] {
      found.flows(of: second) { other in
        network.entities[other].label.hasSuffix(withheld ?? "-") ? nil : network.entities[other].id
      }.map { flow in
        let other = flow.counterpart.map { String(network.entities[$0].label.suffix(1)) } ?? "?"
        return "\(flow.month) \(flow.isIncoming ? "in" : "out") \(other)"
      }
    }
    #expect(
      told(withholding: nil) == ["2026-07 in 9", "2026-07 out 9", "2026-09 in 1", "2026-09 out 3"])
    #expect(
      told(withholding: "9")
        == ["2026-07 in ?", "2026-07 out ?", "2026-09 in 1", "2026-09 out 3"])
  }

  // MARK: Counting

  @Test("Two banks that state one transfer state it once, and equal rows of one bank are two")
  func twice() throws {
    var builder = EvidenceBuilder()
    for source in ["BANK-A/a.csv", "BANK-A/a.csv", "BANK-B/b.csv"] {
      transfer(&builder, "1", "2", "2026-07-01", 100_000, source: source)
    }
    transfer(&builder, "1", "2", "2026-07-02", 100_000, source: "BANK-B/b.csv")
    let (found, _) = try flows(builder.evidence())
    #expect(found.transfers.all.map(\.statements.count) == [2, 1, 1])
  }

  @Test("A report adds a transfer only where no register has it, and one worth nothing adds none")
  func reports() throws {
    var builder = EvidenceBuilder()
    builder.report("R/1", "2B", entered: Day(iso: "2026-07-05"))
    builder.report("R/2", "3E", entered: Day(iso: "2026-07-05"))
    transfer(&builder, "1", "2", "2026-07-01", 100_000)
    transfer(&builder, "1", "2", "2026-07-01", 100_000, report: "R/1", source: "R/r.csv")
    transfer(&builder, "1", "2", "2026-07-02", 100_000, report: "R/1", source: "R/r.csv")
    transfer(&builder, "1", "2", "2026-07-03", 100_000, report: "R/2", source: "R/r.csv")
    let (found, _) = try flows(builder.evidence())
    #expect(found.transfers.all.count == 2)
    #expect(found.transfers.doubtful == 1)
  }

  @Test("Reports of two amounts on one day are no copies of each other")
  func notCopies() throws {
    var builder = EvidenceBuilder()
    for (system, amount) in [("N", Int64(100_000)), ("S", 200_000)] {
      builder.report("\(system)/R", "2B", entered: Day(iso: "2026-07-05"), reference: system)
      transfer(
        &builder, "1", "2", "2026-07-01", amount, report: "\(system)/R",
        source: "\(system)/r.csv")
    }
    #expect(try flows(builder.evidence()).0.transfers.all.count == 2)
  }

  // MARK: Products

  @Test("Flows of a position sum to its transfers, and rows in another order change nothing")
  func conserved() throws {
    let evidence = group(transfers: [
      ("0", "1", "2026-07-01", 100_001), ("0", "1", "2026-07-09", 5), ("0", "1", "2026-08-01", 7),
      ("1", "X", "2026-07-02", 90_000), ("X", "0", "2026-09-30", 1), ("X", "0", "2026-10-01", 3),
    ])
    let position = try #require(try assess(evidence).positions.first)
    let sums = Dictionary(grouping: position.flows, by: \.isIncoming).mapValues {
      $0.reduce(Int64(0)) { $0 + $1.hundredths }
    }
    #expect(sums == [false: 190_013, true: 100_014])
    let july = position.flows.filter { $0.month == "2026-07" && !$0.isIncoming }
    #expect(july.map(\.hundredths) == [100_006, 90_000])
    #expect(july.map(\.transfers) == [2, 1])
    #expect(july.allSatisfy { $0.rows.count == $0.transfers })
    let points = try assess(group(transfers: [])).positions.first?.points
    #expect(position.points == points, "flows of money give no points")
  }

  @Test("The account of a possible victim carries a path and is named nowhere")
  func shielded() throws {
    var builder = EvidenceBuilder()
    fill(&builder)
    builder.person("S/nominal/victim", "Vera Shielded")
    account(&builder, "V", held: "S/nominal/victim")
    builder.link("S/nominal/victim", "S/nominal/A0", .associate, role: .potentialVictim)
    transfer(&builder, "0", "V", "2026-07-01", 900_000, source: "BANK/t.csv")
    transfer(&builder, "V", "1", "2026-07-02", 880_000, source: "BANK/t.csv")
    transfer(&builder, "1", "X", "2026-07-03", 870_000, source: "BANK/t.csv")
    let assessment = try assess(builder.evidence())
    let position = try #require(assessment.positions.first)
    let path = try #require(position.prompts.first { $0.words.contains("3 transfers in a row") })
    #expect(path.words.contains("to an account, withheld (victim shield), GBP 8,800.00"))
    #expect(path.words.contains("at most GBP 8,700.00 went all the way (or "))
    let tables = try tables(builder.evidence())
    let id = try #require(
      assessment.network.entities.first { $0.label.hasSuffix("account V") }?.id.text)
    let all = "\(tables) \(position)"
    for secret in [id, "account V", "Vera", "S/account/V", "S/nominal/victim"] {
      #expect(!all.contains(secret), "\(secret)")
    }
    let row = try #require(tables[.moneyPaths]?.rows.first { $0[0] == "layering path" })
    #expect(row.last == .text("t.csv \(transferRows(of: builder.evidence())[2])"))
    #expect(position.flows.filter { $0.counterpartID == nil }.map(\.rows) == [[], []])
  }

  /// The row numbers of the transfers, in the order of their days.
  private func transferRows(of evidence: Evidence) -> [Int] {
    evidence.assertions.filter { $0.amount != nil }.sorted {
      ($0.interval.start?.number ?? 0) < ($1.interval.start?.number ?? 0)
    }.map(\.row)
  }

  @Test("No shielded id is in the products of random networks with transfers", arguments: 0..<100)
  func randomShield(seed: Int) throws {
    let random = RandomEvidence(seed: UInt64(seed))
    var evidence = random.evidence
    let accounts = evidence.records.indices.filter { evidence.records[$0].kind == .account }
    for number in 0..<40 {
      let (a, b) = (number * 7 + seed, number * 3 + seed / 2 + 1)
      evidence.assertions.append(
        Assertion(
          key: UInt64(100_000 + number), from: accounts[a % accounts.count],
          to: accounts[b % accounts.count], type: .transferred, role: nil,
          interval: DayInterval(on: Town.start.adding(days: number)), report: nil, source: 0,
          row: 5_000 + number, amount: Money(hundredths: 900_000 - Int64(number), currency: "GBP")))
    }
    let assessment = try assess(evidence)
    let labels = ReleasedLabels(network: assessment.network, shield: assessment.shield)
    let release = assessment.release(
      title: "Review list", recipient: "test", engineVersion: "0", runDigest: "00",
      withBodyTables: true)
    let text =
      release.bodyTables.filter { [.flows, .moneyPaths, .segments].contains($0.kind) }
      .map { "\($0)" }.joined()
      + release.positions.map { "\($0.prompts) \($0.flows) \($0.segments)" }.joined()
    for (index, entity) in assessment.network.entities.enumerated() where !labels.mayShow(index) {
      #expect(!text.contains(entity.id.text), "\(entity.id)")
      #expect(!text.contains("\(entity.label)\""), "\(entity.label)")
    }
    for statement in assessment.network.evidence.assertions where statement.amount != nil {
      let ends = [statement.from, statement.to].map {
        assessment.network.resolution.entityOfRecord[$0]
      }
      if !ends.allSatisfy(labels.mayShow) {
        #expect(!text.contains("row: \(statement.row))"), "row \(statement.row)")
      }
    }
  }

  @Test("Policies from before there were flows follow the example's, and bad numbers are refused")
  func policy() throws {
    let text = AssessmentPolicy.standard.canonicalText
    let start = try #require(text.range(of: "\"flows\":{"))
    let end = try #require(text[start.upperBound...].range(of: "},"))
    let former = text.replacingCharacters(in: start.lowerBound..<end.upperBound, with: "")
    #expect(!former.contains("passThrough"))
    let read = try JSONDecoder().decode(AssessmentPolicy.self, from: Data(former.utf8))
    #expect(read == .standard)
    for member in ["pathMost: 2", "pathLeast: 1", "pathShare: 1001", "passThroughDays: -1"] {
      let file = try TemporaryPolicy("{ flows: { \(member) } }")
      let error = #expect(throws: AssessmentError.self) { try AssessmentPolicy.load(file.path) }
      #expect("\(try #require(error))".contains("flows."))
    }
    let file = try TemporaryPolicy("{ flows: { pathDays: 7 } }")
    #expect(try AssessmentPolicy.load(file.path).flows.pathDays == 7)
    let unknown = try TemporaryPolicy("{ flows: { pathDay: 7 } }")
    #expect(throws: AssessmentError.self) { try AssessmentPolicy.load(unknown.path) }
  }

  // MARK: Cases

  private func tables(
    _ evidence: Evidence, _ change: (inout AssessmentPolicy) -> Void = { _ in }
  ) throws -> [Release.BodyTable.Kind: Release.BodyTable] {
    var policy = AssessmentPolicy.standard
    policy.stability.replicates = 0
    change(&policy)
    let tables = try assess(evidence, policy: policy).release(
      title: "Review list", recipient: "test", engineVersion: "0", runDigest: "00",
      withBodyTables: true
    ).bodyTables
    for table in tables {
      #expect(table.rows.allSatisfy { $0.count == table.columns.count }, "\(table.kind)")
      #expect(!table.columns.isEmpty)
    }
    return Dictionary(tables.map { ($0.kind, $0) }, uniquingKeysWith: { first, _ in first })
  }

  private func account(_ builder: inout EvidenceBuilder, _ name: String, held: String? = nil) {
    builder.record("S/account/\(name)", .account, [.bankAccount: "account \(name)"])
    if let held { builder.link(held, "S/account/\(name)", .accountHolder) }
  }

  private func transfer(
    _ builder: inout EvidenceBuilder, _ from: String, _ to: String, _ day: String, _ pence: Int64,
    report: String? = nil, source: String = "REGISTER/register.csv"
  ) {
    for name in [from, to] { account(&builder, name) }
    builder.link(
      "S/account/\(from)", "S/account/\(to)", .transferred,
      during: Day(iso: day).map { DayInterval(on: $0) } ?? .unknown, report: report,
      source: source, amount: Money(hundredths: pence, currency: "GBP"))
  }

  /// A group on the master list, of whom two hold the accounts 0 and 1.
  private func fill(_ builder: inout EvidenceBuilder) {
    builder.group(
      "A", count: 3, pairs: [(0, 1), (1, 2), (0, 2)], entered: Day(iso: "2026-08-01"))
    builder.subject("ML-1", members: (0..<3).map { "S/nominal/A\($0)" })
    for number in 0..<2 { account(&builder, "\(number)", held: "S/nominal/A\(number)") }
    account(&builder, "X")
  }

  private func group(transfers: [(String, String, String, Int64)]) -> Evidence {
    var builder = EvidenceBuilder()
    fill(&builder)
    for (from, to, day, pence) in transfers { transfer(&builder, from, to, day, pence) }
    return builder.evidence()
  }
}
