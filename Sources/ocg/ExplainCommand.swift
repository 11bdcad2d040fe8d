import ArgumentParser
import Assessment
import CaseStore
import Records

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Say why a position stands where it stands, down to rows of source files.",
    discussion: """
      Prints the parts of the points, how stable the rank is and what would change it, the \
      members with their roles, what joins it to other positions, and every report and register \
      row it rests on. Rows that name possible victims are counted and not shown. Explaining is \
      a disclosure and is recorded in the log.

      Example:
        ocg explain fens.ocgcase OCG-001
      """)

  @Argument(help: ArgumentHelp("The case file.", valueName: "case"))
  var path: String

  @Argument(help: "The id of the position, as in the column of ids of the review list.")
  var subject: String

  @OptionGroup var chosen: PeriodOption
  @OptionGroup var assessment: AssessmentOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    let terminal = Terminal(json: common.json)
    let session = try CaseSession.open(at: path)
    let request = try assessment.request(
      period: try chosen.period(of: session, at: path), charts: 0, workers: common.workers)
    let release = try terminal.stage("assess", summary: assessSummary) { progress in
      try session.assess(request, purpose: .explanation(subject), progress: progress)
    }
    guard let explanation = release.explanation,
      let position = release.positions.first(where: { $0.id == subject })
    else {
      throw CommandError.unknownSubject(
        id: subject, known: release.positions.prefix(3).map(\.id))
    }
    let text = ExplanationText(release: release, position: position, explanation: explanation)
    for line in text.lines { try terminal.say(line) }
    try terminal.result(ExplainResult(release, position, explanation))
  }
}

/// An explanation as plain lines.
struct ExplanationText {
  let release: Release
  let position: Position
  let explanation: Explanation

  var lines: [String] {
    let header = release.header
    return [
      "\(header.marking.rawValue): \(header.handling)",
      "\(position.title) (\(position.id)), \(header.period.name), run \(header.runDigest.prefix(16))",
      "Rank \(position.rank)\(position.tied ? " (tied)" : "") of \(release.positions.count) with "
        + "\(thousandths(position.points)) points, which are the sum of:",
    ] + parts + prompts + FlowText(position: position).lines + reliability + judgement + plan
      + people + around + evidence
  }

  private var parts: [String] {
    position.contributions.map {
      "  \(padded($0.name, 38)) \(padded(thousandths($0.points), 7))  \($0.explanation)"
    }
  }

  private var prompts: [String] {
    guard !position.prompts.isEmpty else { return [] }
    return ["", "Prompts for review, never proof:"]
      + position.prompts.map { "  \($0.kind): \($0.words)" }
  }

  private var reliability: [String] {
    guard let stability = position.stability else { return [] }
    let reasons = stability.reasons.map { "  reason: \($0)" }
    let head =
      "How far to rely on the rank: \(stability.verdict.rawValue); rank \(stability.lower) to "
      + "\(stability.upper) in \(stability.share / 10) % of \(stability.replicates) replicates"
    let tests = stability.tests.map { "  (\($0.letter)) \($0.name): \($0.result)" }
    let exposure = position.exposure.daysObserved.map {
      ["  seen over \(counted($0, "day")) in \(counted(position.exposure.systems, "system"))"]
    }
    return ["", head] + reasons + tests + (exposure ?? [])
  }

  private var judgement: [String] {
    let scores = position.scores
    var lines = [
      "",
      "Two scores: matrix \(thousandths(scores.matrix)) (rank \(scores.matrixRank)), network "
        + "\(thousandths(scores.network)) (rank \(scores.networkRank))",
    ]
    lines += scores.sections.map {
      "  of the matrix \($0.section.rawValue) \(thousandths($0.points)) (rank \($0.rank))"
    }
    if let disagreement = scores.disagreement { lines.append("  they disagree: \(disagreement)") }
    if let match = position.match {
      lines.append("Against the master list: \(match.status.rawValue); \(match.evidence)")
    }
    lines += position.changes.map { "What would change it: \($0)" }
    lines += position.gaps.map { "To be learnt: \($0.question): \($0.effect)" }
    return lines + position.caveats.map { "Before relying on it: \($0)" }
  }

  private var plan: [String] {
    let actions = position.actions.map { action in
      "  \(action.pillar.rawValue): \(action.words); \(action.owner ?? "nobody is named"), opened "
        + action.opened.words + (action.due.map { ", due \($0.words)" } ?? "")
        + (action.daysOverdue.map { ", overdue by \(counted($0, "day"))" } ?? "")
    }
    let disruptions = position.disruptions.map { item in
      "  \(item.day.words): \(item.level.rawValue), judged by \(item.judge); \(item.counts)"
        + (item.challenge.map { ": \($0)" } ?? "")
    }
    return (actions.isEmpty ? [] : ["", "Open actions:"] + actions)
      + (disruptions.isEmpty ? [] : ["", "Disruptions:"] + disruptions)
  }

  private var people: [String] {
    let members = position.members.map {
      "  \($0.label) (\($0.entity.text)): \($0.role); \($0.reason)"
    }
    let sets = position.keyPlayers.map {
      "  key players together: \($0.members.joined(separator: ", ")): \($0.value / 10) % "
        + "\($0.goal) (\($0.randomMean / 10) % by lot)"
    }
    return ["", "Members who may be named:"] + members
      + ["  and \(position.shieldedPeople) under the victim shield, counted and not named"] + sets
      + removal
  }

  private var removal: [String] {
    guard let removal = position.removal else { return [] }
    let options = removal.options.map { option in
      let who = option.people.isEmpty ? "" : " (\(option.people.joined(separator: ", ")))"
      let steps = option.steps.map { steps in
        "; in one force area after \(option.words(of: steps)) removals, "
          + "\(option.recoveredSteps.map(option.words) ?? "") with recovery"
      }
      return "  \(option.count) removed, \(option.order)\(who): "
        + "\(RemovalOutlook.Option.words(ofShare: option.left)) of pairs in touch left, "
        + "\(RemovalOutlook.Option.words(ofShare: option.recovered)) with recovery"
        + (steps ?? "")
    }
    return ["", "If members were removed (a study of the network, not advice about anybody):"]
      + options + removal.scarce.map { "  \($0)" } + ["  recovery: \(removal.rule)"]
  }

  private var around: [String] {
    let bridges = release.bridges.filter { [$0.first, $0.second].contains(position.id) }
    guard !bridges.isEmpty else { return [] }
    return ["", "Joined to other positions:"]
      + bridges.map { bridge in
        let other = bridge.first == position.id ? bridge.second : bridge.first
        return "  \(other) through \(bridge.people.joined(separator: ", "))"
          + (bridge.links.isEmpty ? " in both" : "; " + bridge.links.joined(separator: "; "))
      }
  }

  private var evidence: [String] {
    var lines = ["", "Reports and crime records that name a member:"]
    for item in explanation.intelligence { lines += text(of: item) }
    if explanation.intelligence.isEmpty { lines.append("  none") }
    if !explanation.registers.isEmpty {
      lines += ["", "What else links members and their things:"]
      for item in explanation.registers { lines += text(of: item) }
    }
    if !explanation.merges.isEmpty {
      lines += ["", "Records taken for one person:"] + explanation.merges.map { "  \($0)" }
    }
    return lines
  }

  private func text(of item: Explanation.Item) -> [String] {
    let worth = item.worth.map { ", worth \(thousandths($0))" } ?? ""
    let copies =
      item.copies.isEmpty ? "" : "; copied as \(item.copies.joined(separator: ", ")), counted once"
    let withheld =
      item.withheld.isNone
      ? [] : ["    \(item.withheld) rows withheld (victim shield or nobody to show)"]
    return ["  \(item.source)\(worth)\(copies)"]
      + item.rows.map { "    \($0.file) row \($0.row): \($0.words)" } + withheld
  }
}

/// What `explain --json` prints.
struct ExplainResult: Encodable {
  struct Row: Encodable {
    let file: String
    let row: Int
    let words: String
  }

  struct Item: Encodable {
    let source: String
    let worth: Int?
    let copies: [String]
    let rows: [Row]
    let withheld: ShieldedCount

    init(_ item: Explanation.Item) {
      source = item.source
      worth = item.worth
      copies = item.copies
      rows = item.rows.map { Row(file: $0.file, row: $0.row, words: $0.words) }
      withheld = item.withheld
    }
  }

  let position: AssessResult.Place
  let runDigest: String
  let intelligence: [Item]
  let registers: [Item]
  let merges: [String]
  let flows: [Flow]
  let segments: [Segment]

  init(_ release: Release, _ position: Position, _ explanation: Explanation) {
    self.position = AssessResult.Place(position)
    runDigest = release.header.runDigest
    intelligence = explanation.intelligence.map(Item.init)
    registers = explanation.registers.map(Item.init)
    merges = explanation.merges
    flows = position.flows.map(Flow.init)
    segments = position.segments.map(Segment.init)
  }
}
