import ArgumentParser
import Assessment
import CaseStore
import Records

struct AssessCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "assess",
    abstract: "Rank what should be reviewed first, and write the products.",
    discussion: """
      Subjects of the master list and groups that nobody has mapped are put in one order. Each \
      position shows the parts of its points, which sum exactly. Possible victims are in no \
      ranking and on no chart. The folder receives review-list.csv, assessment.html and .pdf, \
      network.graphml, an overview and one chart for each of the first positions.

      A folder that holds something is refused; with --force the products in it are replaced, \
      its folder "charts" as a whole, and other files are left alone.

      Exit status 1 means that subjects are overdue for review or have no owner, or that a chart \
      could not be drawn; its table of links then stands in its place.

      Example:
        ocg assess fens.ocgcase --period 2026-Q3 --output products
      """)

  @Argument(help: ArgumentHelp("The case file.", valueName: "case"))
  var path: String

  @Option(help: "The assessment period: 2026-Q3, 2026-07 or 2026.", transform: period(_:))
  var period: Period

  @Option(name: .shortAndLong, help: "The folder for the products.")
  var output: String

  @Option(help: "How many of the first positions get a chart.")
  var charts = 10

  @Flag(help: "Replace products in a folder that is not empty.")
  var force = false

  @OptionGroup var assessment: AssessmentOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if charts < 0 {
      throw ValidationError("--charts \(charts): cannot be negative; give 0 for none")
    }
  }

  func run() throws {
    let terminal = Terminal(json: common.json)
    let session = try CaseSession.open(at: path)
    try OutputFiles.prepareFolder(output, force: force)
    let request = try assessment.request(period: period, charts: charts, workers: common.workers)
    let release = try terminal.stage("assess", summary: assessSummary) { progress in
      try session.assess(request, purpose: .assessment, progress: progress)
    }
    let products = try terminal.stage("draw", summary: productSummary) { progress in
      try Products(
        writing: release, of: session, to: output, workers: common.workers,
        terminal: terminal, progress: progress)
    }
    try terminal.say(positionTable(release, first: 10))
    for line in findingLines(release) + registerLines(release) { try terminal.say(line) }
    try terminal.say(productLines(products, in: output))
    for line in products.notDrawn { Terminal.complain(line) }
    try terminal.result(AssessResult(case: path, release, folder: output, products: products))
    let isWhole = products.notDrawn.isEmpty
    try (needsHuman(release) || !isWhole ? Outcome.needsHuman : .done).end()
  }
}

extension AssessmentOptions {
  func request(
    period: Period, charts: Int, workers: Int
  ) throws -> CaseSession.AssessmentRequest {
    var request = CaseSession.AssessmentRequest(
      period: period, policyPath: policy, recipient: recipient, title: title, charts: charts,
      workers: workers, weightsPath: weights, decisionsPath: decisions, codesPath: codes,
      statementsPath: statements)
    request.profile = try profile.map { try RecipientProfile.named($0) }
    request.agreement = agreement
    return request
  }
}

/// Returns what a stage line says of an assessment.
func assessSummary(_ release: Release) -> String {
  "\(counted(release.positions.count, "position")) for \(release.header.period)"
}

/// Returns whether the review clock found something that only a human can put right.
func needsHuman(_ release: Release) -> Bool {
  release.findings.contains { $0.kind == .overdue || $0.kind == .unowned }
}

/// Returns the head of the review list.
func positionTable(_ release: Release, first: Int) -> String {
  var table = TextTable(
    [
      ">Rank", "Range", "Verdict", "Id", "Title", "Kind", ">Points", ">Members", ">Reports",
      ">Forces", "Review",
    ])
  for position in release.positions.prefix(first) {
    let review = position.daysOverdue.map { "overdue by \(counted($0, "day"))" }
    table.add([
      "\(position.rank)\(position.tied ? "=" : "")",
      position.stability.map { "\($0.lower)-\($0.upper)" } ?? "",
      position.stability?.verdict.rawValue ?? "", position.id, position.title,
      position.kind.words, thousandths(position.points), grouped(position.members.count),
      grouped(position.reports), grouped(position.reach.forces.count),
      review ?? (isSubject(position) && position.owner == nil ? "no owner" : ""),
    ])
  }
  return table.text
}

/// Returns whether `position` is an entry of the master list, which somebody should own.
private func isSubject(_ position: Position) -> Bool {
  if case .subject = position.kind { true } else { false }
}

/// Returns one line for each kind of finding that occurs.
func findingLines(_ release: Release) -> [String] {
  ReviewFinding.Kind.allCases.compactMap { kind in
    let found = release.findings.filter { $0.kind == kind }
    guard !found.isEmpty else { return nil }
    let named = found.filter { $0.withheld == nil }
    let parts =
      (named.isEmpty
        ? []
        : ["\(counted(named.count, "subject")): \(named.map(\.subject).joined(separator: ", "))"])
      + found.compactMap(\.withheld).map { "\($0) under the victim shield" }
    return "\(kind.rawValue): \(parts.joined(separator: "; "))"
  }
}

/// What `assess --json` prints.
struct AssessResult: Encodable {
  struct Place: Encodable {
    let rank: Int
    let tied: Bool
    let lower: Int?
    let upper: Int?
    let verdict: String?
    let id: String
    let title: String
    let kind: String
    let match: String?
    /// In thousandths of a point.
    let points: Int
    let matrix: Int
    let network: Int
    /// By section of the matrix.
    let sections: [String: Int]
    let disagreement: String?
    let contributions: [String: Int]
    let forces: [String]
    let members: Int
    let people: [Person]
    let shieldedPeople: ShieldedCount
    let prompts: [Prompt]
    let daysOverdue: Int?
    let caveats: [String]
    let plan: PlanResult
    let gaps: [Gap]
    let removal: Removal?

    init(_ position: Position) {
      rank = position.rank
      tied = position.tied
      lower = position.stability?.lower
      upper = position.stability?.upper
      verdict = position.stability?.verdict.rawValue
      id = position.id
      title = position.title
      kind = position.kind.words
      match = position.match?.status.rawValue
      points = position.points
      matrix = position.scores.matrix
      network = position.scores.network
      sections = Dictionary(
        position.scores.sections.map { ($0.section.rawValue, $0.points) }, uniquingKeysWith: +)
      disagreement = position.scores.disagreement
      contributions = Dictionary(
        position.contributions.map { ($0.name, $0.points) }, uniquingKeysWith: +)
      forces = position.reach.forces.map(\.name)
      members = position.members.count
      people = position.members.map { member in
        Person(
          entity: member.entity.text, label: member.label, role: member.role,
          reports: member.reports, unsupported: member.isUnsupported, records: member.records)
      }
      shieldedPeople = position.shieldedPeople
      prompts = position.prompts.map {
        Prompt(kind: $0.kind, entity: $0.entity?.text, records: $0.records, words: $0.words)
      }
      daysOverdue = position.daysOverdue
      caveats = position.caveats
      plan = PlanResult(position)
      gaps = position.gaps.map(Gap.init)
      removal = position.removal.map(Removal.init)
    }
  }

  struct Person: Encodable {
    let entity: String
    let label: String
    let role: String
    let reports: Int
    let unsupported: Bool
    let records: [String]
  }

  struct Prompt: Encodable {
    let kind: String
    let entity: String?
    let records: [String]
    let words: String
  }

  struct Broker: Encodable {
    let entity: String
    let label: String
    let share: Int
    let positions: [String]
    let records: [String]
  }

  struct Finding: Encodable {
    let kind: String
    let subject: String
    let detail: String
    /// For how many entries under the victim shield it stands; left out where it names its subject.
    let withheld: ShieldedCount?
  }

  let `case`: String
  let period: String
  let runDigest: String
  let marking: String
  let positions: [Place]
  let brokers: [Broker]
  let findings: [Finding]
  let registers: RegisterResult
  let folder: String
  let products: [String]
  let notDrawn: [String]

  init(case path: String, _ release: Release, folder: String, products: Products) {
    self.case = path
    period = release.header.period.name
    runDigest = release.header.runDigest
    marking = release.header.marking.rawValue
    positions = release.positions.map(Place.init)
    brokers = release.brokers.map { broker in
      Broker(
        entity: broker.entity.text, label: broker.label, share: broker.share,
        positions: broker.positions, records: broker.records)
    }
    findings = release.findings.map {
      Finding(
        kind: $0.kind.rawValue, subject: $0.subject, detail: $0.detail, withheld: $0.withheld)
    }
    registers = RegisterResult(release)
    self.folder = folder
    self.products = products.names
    notDrawn = products.notDrawn
  }
}
