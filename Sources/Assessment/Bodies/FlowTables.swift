import Linkage
import Records

/// The tables for a financial investigator, and the segments of the chain. They make no evidential claim.
extension BodyTableMaker {
  func moneyFlows() -> Table {
    let rows = positions.flatMap { position in
      position.flows.map { flow -> [Table.Cell] in
        [
          .text(position.id), .text(position.title), .text(flow.label), .text(flow.account.text),
          .text(flow.isIncoming ? "in" : "out"), .text(flow.counterpart),
          .text(flow.counterpartID?.text ?? ""), .text(flow.month), .text(flow.currency),
          .text(Money.decimal(flow.hundredths)), .number(Int(flow.hundredths)),
          .number(flow.transfers), .text(Position.Row.words(flow.rows)),
        ]
      }
    }
    return Table(
      kind: .flows,
      columns: [
        "subject", "title", "account", "id", "direction", "counterpart", "counterpart id", "month",
        "currency", "amount", "amount in hundredths", "transfers", Table.rowNumber,
      ], rows: rows, notes: flowNotes(hasRows: !rows.isEmpty))
  }

  private func flowNotes(hasRows: Bool) -> [String] {
    let all = flows.inPeriod.map { flows.transfers.all[$0] }
    var sums: [String: Int64] = [:]
    for transfer in all { sums[transfer.money.currency, default: 0] += transfer.money.hundredths }
    let total = sums.sorted { $0.key < $1.key }.map { FlowWords.words($0.value, $0.key) }
    let ids = Set(positions.flatMap(\.flows).map(\.account))
    let touching = all.count { transfer in
      [transfer.from, transfer.to].contains { ids.contains(network.entities[$0].id) }
    }
    guard hasRows else { return [] }
    return [
      "The case holds \(Score.count(all.count, "transfer")) of the period, "
        + "\(total.joined(separator: " and ")) in all; \(touching) of them into or out of accounts "
        + "of positions that may be shown. A transfer between two of these stands once as out and "
        + "once as in.",
      "Accounts that the victim shield withholds are one counterpart together, and rows that name "
        + "one are not cited. Sums are exact; currencies are never converted."
        + (flows.transfers.doubtful == 0
          ? ""
          : " \(flows.transfers.doubtful) stated by reports that count for nothing are left out."),
    ]
  }

  /// Everything that passes through accounts, and every path, whether or not it touches a position.
  func moneyPaths() -> Table {
    let words = FlowWords(flows: flows, network: network, labels: labels)
    let passing = words.passThroughs.map { pass in
      pathRow(
        "rapid pass-through", accounts: [pass.account], transfers: pass.transfers,
        currency: pass.currency, amount: pass.passed, found: words.found(pass),
        ordinary: FlowWords.passThroughOrdinary, words: words)
    }
    let paths = flows.layering.paths.map { path in
      pathRow(
        "layering path", accounts: words.accounts(of: path), transfers: path.transfers,
        currency: path.transfers.first.map { flows.transfers.all[$0].money.currency } ?? "",
        amount: path.carried, found: words.found(path), ordinary: FlowWords.layeringOrdinary,
        words: words)
    }
    return Table(
      kind: .moneyPaths,
      columns: [
        "what", "subjects", "accounts", "ids", "first day", "last day", "transfers", "currency",
        "amount at most", "what was found", "or an ordinary explanation", Table.rowNumber,
      ], rows: passing + paths + unsearched, notes: pathNotes)
  }

  /// The terms by which paths were sought.
  private var pathNotes: [String] {
    let plan = flows.plan
    return [
      "A path has \(plan.pathLeast) to \(plan.pathMost) transfers within "
        + "\(Score.count(plan.pathDays, "day")), each of \(Money.decimal(Int64(plan.pathAmount))) "
        + "or more and at least \(FlowWords.percent(plan.pathShare)) of the one before, through no "
        + "account twice and through no declared hub; longer ones stand as parts that overlap."
        + (flows.layering.isWhole ? " Every path by these terms is here." : ""),
      "Prompts for a financial investigator, never proof and no evidence: rows bear no time of day, "
        + "and accounts that were not supplied are missing.",
    ]
  }

  /// Rows that say so where the search for paths was not ended, or not all it found are here.
  private var unsearched: [[Table.Cell]] {
    func row(_ what: String, _ words: String) -> [Table.Cell] {
      [.text(what)] + Array(repeating: "", count: 8) + [.text(words), "", ""]
    }
    let layering = flows.layering
    var rows: [[Table.Cell]] = []
    if !layering.isWhole {
      rows.append(
        row(
          "not searched to the end",
          "the search for paths ended at its limit of \(flows.plan.pathSteps) continuations: paths "
            + "that begin with smaller amounts are missing; narrow the terms under flows in the "
            + "policy file"))
    }
    if layering.count > layering.paths.count {
      rows.append(
        row(
          "not all shown",
          "\(layering.count - layering.paths.count) more paths, each with an amount no greater than "
            + "these, were found; narrow the terms under flows in the policy file"))
    }
    return rows
  }

  private func pathRow(
    _ what: String, accounts: [Int], transfers: [Int], currency: String, amount: Int64,
    found: String, ordinary: String, words: FlowWords
  ) -> [Table.Cell] {
    let days = transfers.map { flows.transfers.all[$0].day }
    let subjects = positions.filter { position in
      position.flows.contains { flow in
        accounts.contains { network.entities[$0].id == flow.account }
      }
    }
    return [
      .text(what), .text(subjects.map(\.id).joined(separator: "; ")),
      .text(
        accounts.map { labels.mayShow($0) ? labels.label(of: $0) : ReleasedLabels.withheld }
          .joined(separator: " > ")),
      .text(accounts.map { words.id($0)?.text ?? "" }.joined(separator: " > ")),
      .text(days.min()?.description ?? ""), .text(days.max()?.description ?? ""),
      .number(transfers.count), .text(currency), .text(Money.decimal(amount)), .text(found),
      .text(ordinary), .text(Position.Row.words(words.rows(of: transfers))),
    ]
  }

  func segments() -> Table {
    let rows = positions.flatMap { position in
      position.segments.map { segment -> [Table.Cell] in
        [
          .text(position.id), .text(position.title),
          .text(segment.function.isUpstream ? "upstream" : "downstream"),
          .text(segment.function.rawValue), .text(segment.force?.name ?? "no place stated"),
          .text(segment.force?.rocu ?? ""), .text(segment.links.joined(separator: "; ")),
          .text(segment.things.joined(separator: "; ")), .number(segment.statements),
          .text(segment.first?.description ?? ""), .text(segment.last?.description ?? ""),
          .text(Position.Row.words(segment.rows)),
        ]
      }
    }
    return Table(
      kind: .segments,
      columns: [
        "subject", "title", "side of the chain", "segment", "force area", "region", "links",
        "concerned", "statements", "first day", "last day", Table.rowNumber,
      ], rows: rows,
      notes: [
        "Presence in the imported files and no score. A segment that is not here may lie in a system "
          + "that was not imported. Rows about people under the victim shield are not counted.",
        "Supply of equipment has no import profile and is no segment here.",
      ])
  }
}
