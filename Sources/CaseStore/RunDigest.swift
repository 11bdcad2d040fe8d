import Assessment
import GRDB
import Linkage
import Records

/// What identifies a run: everything that its result follows from, and nothing else. Order of rows,
/// paths, the time of the run and the number of workers are no part of it.
///
/// Equal digests mean equal bytes of every product.
enum RunDigest {
  /// What a linking follows from.
  struct LinkFields {
    /// The digest of all that was imported.
    let sources: String
    let judgements: [Judgement]
    let shielded: [Decision]
    let policy: LinkPolicy
    /// The records that came in after a linking, with the number of linkings before them: entities that
    /// they join keep their ids.
    let laterRecords: [String]
    /// What each disposal left of the imported rows.
    let disposals: [String]
  }

  static func link(_ fields: LinkFields, engineVersion: String) -> String {
    var digest = FieldDigest()
    digest.add("link")
    digest.add(engineVersion)
    digest.add(fields.sources)
    digest.add(fields.policy.canonicalText)
    digest.add(fields.judgements)
    digest.add(fields.laterRecords.count)
    for record in fields.laterRecords { digest.add(record) }
    if !fields.shielded.isEmpty { digest.add(fields.shielded) }
    for total in fields.disposals { digest.add(total) }
    return digest.hexadecimal
  }

  /// - Parameters:
  ///   - linking: The digest of the linking that is assessed.
  ///   - decisions: Those in force that linking does not follow from.
  static func assessment(
    _ parameters: RunParameters, linking: String, decisions: [Decision], engineVersion: String
  ) -> String {
    var digest = FieldDigest()
    digest.add("assessment")
    digest.add(engineVersion)
    digest.add(parameters.policy)
    digest.add(parameters.period)
    digest.add(parameters.recipient)
    digest.add(parameters.title)
    digest.add(parameters.charts)
    digest.add(linking)
    if let decisions = parameters.decisions {
      digest.add("decisions")
      digest.add(decisions)
    }
    if let codes = parameters.codes {
      digest.add("codes")
      digest.add(codes.count)
      for code in codes { digest.add(code) }
    }
    if let statements = parameters.statements {
      digest.add("statements")
      digest.add(statements)
    }
    if let comparison = parameters.comparison {
      digest.add(comparison.from)
      digest.add(comparison.policy)
    }
    if !decisions.isEmpty { digest.add(decisions) }
    if let profile = parameters.profile {
      digest.add((try? CanonicalJSON.text(profile)) ?? profile.name)
      digest.add(optional: parameters.agreement)
    }
    return digest.hexadecimal
  }

  /// Returns the digest of all that was imported: content, mapping and receipt of each source.
  static func sources(of db: Database, at moment: CaseMoment) throws -> String {
    var sources: [[String]] = []
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT system, name, contentDigest, mappingDigest, marking, profile, receipt, rowsRead
        FROM source
        WHERE id IN (\(try moment.sources(in: db).map(String.init).joined(separator: ", ")))
        """)
    while let row = try rows.next() {
      let receipt = try ImportReceipt(stored: row[6], path: row[1])
      let rejected = receipt.account.rejectedByReason
        .map { "\($0.key.rawValue)=\($0.value)" }.sorted()
      sources.append(
        [row[0], row[1], row[2], row[3], row[4], row[5], String(row[7] as Int)] + rejected)
    }
    sources.sort { $0.lexicographicallyPrecedes($1) }
    var digest = FieldDigest()
    digest.add(sources.count)
    for source in sources {
      digest.add(source.count)
      for field in source { digest.add(field) }
    }
    return digest.hexadecimal
  }
}

/// What a run followed from, digested part by part, so that a later check can say which part is no
/// longer what it was.
struct RunInputs: Codable, Equatable {
  let sources: String
  /// Decisions that linking follows from, and those that only an assessment does.
  let linkDecisions: String
  let laterDecisions: String
  let linkPolicy: String
  let laterRecords: String
  let disposals: String

  init(_ fields: RunDigest.LinkFields, laterDecisions: [Decision]) {
    func digest(_ add: (inout FieldDigest) -> Void) -> String {
      var digest = FieldDigest()
      add(&digest)
      return digest.hexadecimal
    }
    sources = fields.sources
    linkDecisions = digest {
      $0.add(fields.judgements)
      $0.add(fields.shielded)
    }
    self.laterDecisions = digest { $0.add(laterDecisions) }
    linkPolicy = digest { $0.add(fields.policy.canonicalText) }
    laterRecords = digest { digest in
      for record in fields.laterRecords { digest.add(record) }
    }
    disposals = digest { digest in
      for total in fields.disposals { digest.add(total) }
    }
  }

  /// Returns in words which parts of `then` are not those of this.
  func differences(from then: RunInputs) -> [String] {
    let parts: [(KeyPath<RunInputs, String>, String)] = [
      (\.sources, "the imported files"),
      (\.linkDecisions, "the decisions on records and the shield"),
      (\.laterDecisions, "the decisions on groups, reviews and positions"),
      (\.linkPolicy, "the rules of linking"),
      (\.laterRecords, "the records that came in after a linking"),
      (\.disposals, "the people disposed of"),
    ]
    return parts.filter { self[keyPath: $0.0] != then[keyPath: $0.0] }
      .map { "\($0.1) are not what they were" }
  }
}

extension FieldDigest {
  fileprivate mutating func add(_ judgements: [Judgement]) {
    add(
      lists: judgements.map {
        [$0.first, $0.second, $0.verdict.rawValue, $0.analyst, $0.reason, $0.time]
      })
  }

  fileprivate mutating func add(_ decisions: [Decision]) {
    add(
      lists: decisions.map {
        [$0.kind.rawValue, $0.payload, $0.person, $0.reason, $0.time] + $0.subject
      })
  }

  /// Adds lists of fields in an order of their own.
  private mutating func add(lists: [[String]]) {
    add(lists.count)
    for field in lists.sorted(by: { $0.lexicographicallyPrecedes($1) }).joined() { add(field) }
  }
}

/// The parameters of an assessment as they are stored with its run.
struct RunParameters: Codable {
  let period: String
  /// The policy's canonical text.
  let policy: String
  let recipient: String
  let title: String
  /// How many positions have charts in the document; 0 for a single chart or an interchange file.
  let charts: Int
  /// The position drawn or the format written, where not the whole assessment was asked for.
  let product: String?
  /// What the list is compared with; nil where it is not.
  let comparison: Comparison?
  /// What the recipient may be given, and the reference of the agreement; nil for the case's own team.
  let profile: RecipientProfile?
  let agreement: String?
  /// The canonical text of the decisions of a file; nil where the journal's were followed.
  let decisions: String?
  /// The name of the list of crime identifier codes, then the codes; nil where they are not checked.
  let codes: [String]?
  /// The canonical text of the judgements and figures of a file; nil for none.
  let statements: String?
  /// The kind of a chart that was asked for and the ids that it names.
  let question: [String]?

  init(
    _ request: CaseSession.AssessmentRequest, _ inputs: CaseSession.AssessmentInputs,
    _ purpose: CaseSession.Purpose, comparison: Comparison?
  ) {
    period = request.period.name
    policy = inputs.policy.canonicalText
    recipient = request.recipient
    title = request.title
    charts = purpose == .assessment ? request.charts : 0
    product = purpose.product
    self.comparison = comparison
    profile = request.profile
    agreement = request.agreement
    decisions = inputs.decisions.isEmpty ? nil : inputs.decisions.canonicalText
    codes = inputs.codes.map { [$0.name] + $0.codes }
    statements = inputs.statements.isEmpty ? nil : inputs.statements.canonicalText
    question = purpose.question
  }

  struct Comparison: Codable {
    /// The earlier period.
    let from: String
    /// The canonical text of the policy that held then.
    let policy: String
  }
}
