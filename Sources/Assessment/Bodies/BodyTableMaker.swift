import Linkage
import Records

/// Makes the tables for the working of bodies and record systems.
struct BodyTableMaker {
  typealias Table = Release.BodyTable

  let network: Network
  let shield: Shield
  let labels: ReleasedLabels
  let period: Period
  let policy: AssessmentPolicy
  let positions: [Position]
  /// Those of the positions.
  let prompts: [ControlPrompt]
  let actions: [PlannedAction]
  let codes: CrimeCodeList?
  let statements: AnalystStatements
  let flows: MoneyFlows

  var evidence: Evidence { network.evidence }

  /// One of each kind, in their order; those of which there is nothing have columns and no row.
  func tables() -> [Table] { Table.Kind.allCases.map(table) }

  private func table(_ kind: Table.Kind) -> Table {
    switch kind {
    case .submissionCheck: submissionCheck()
    case .disruptions: disruptions()
    case .lineages: lineages()
    case .feeds: feeds()
    case .monthlyReturn: monthlyReturn()
    case .figures: figures()
    case .jointVisits: jointVisits()
    case .debriefs: debriefs()
    case .adverts: adverts()
    case .termsOfReference: termsOfReference()
    case .flows: moneyFlows()
    case .moneyPaths: moneyPaths()
    case .segments: segments()
    case .ranks: ranks()
    }
  }

  /// What the register has of disruptions, and the open actions, of everything on the list.
  private func disruptions() -> Table {
    var rows: [[Table.Cell]] = []
    for position in positions {
      let head: [Table.Cell] = [
        .text(position.id), .text(position.title), .text(position.kind.words),
        .text(position.status), .text(position.owner ?? ""),
      ]
      rows += position.disruptions.map {
        head + [
          "disruption", "", .text($0.level.rawValue), .text($0.judge), .text($0.day.description),
          "",
          "", .text($0.note), .number($0.window), .number($0.before), .number($0.after),
          .text($0.challenge ?? ""),
        ]
      }
      rows += position.actions.map {
        head + [
          "action", .text($0.pillar.rawValue), "", .text($0.owner ?? ""),
          .text($0.opened.description), .text($0.due?.description ?? ""),
          $0.daysOverdue.map { .number($0) } ?? "", .text(labels.open($0.words)), "", "", "", "",
        ]
      }
    }
    return Table(
      kind: .disruptions,
      columns: [
        "subject", "title", "kind", "status", "owner", "entry", "4P", "level",
        "judged or answered for by", "day", "due", "days overdue", "words", "days compared",
        "reports before", "reports after", "what the reports say against it",
      ], rows: rows,
      notes: [
        "Levels are those of the five-point scale ("
          + Disruption.Level.allCases.map(\.rawValue).joined(separator: ", ")
          + ") as the person named judged them; the register ties no disruption to one of the 4Ps."
      ])
  }

  /// Of people who arrived, how many were debriefed, by system.
  ///
  /// A register of debriefs is told by its rows: they tie people to events of the space `arrival` and,
  /// where there was one, of the space `debrief`.
  private func debriefs() -> Table {
    var arrived: [String: Set<Int>] = [:]
    var debriefs: [String: [Int: Set<Int>]] = [:]
    for statement in evidence.assertions where statement.type == .involved {
      let event = evidence.records[statement.to]
      let person = network.resolution.entityOfRecord[statement.from]
      guard event.kind == .event, person >= 0 else { continue }
      switch event.space {
      case "arrival": arrived[event.system, default: []].insert(person)
      case "debrief": debriefs[event.system, default: [:]][person, default: []].insert(statement.to)
      default: break
      }
    }
    let rows = arrived.sorted { $0.key < $1.key }.map { system, people -> [Table.Cell] in
      let counts = people.map { debriefs[system]?[$0]?.count ?? 0 }
      func part(_ test: (Int) -> Bool) -> Table.Cell {
        .text(ShieldedPart(counts.count(where: test), of: people.count).description)
      }
      return [
        .text(system), .text("\(ShieldedCount(people.count))"), part { $0 > 0 }, part { $0 == 0 },
        part { $0 > 1 },
      ]
    }
    return Table(
      kind: .debriefs,
      columns: ["system", "people who arrived", "debriefed", "not debriefed", "more than once"],
      rows: rows,
      notes: ["Everybody in a register of debriefs is under the victim shield and named nowhere."])
  }
}

extension SourceRecord {
  /// The id space of the key, such as `debrief`.
  var space: Substring {
    let parts = key.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false)
    return parts.count == 3 ? parts[1] : ""
  }
}
