import Assessment
import Foundation
import GRDB
import Linkage
import Records

/// What identifies a run: everything that its result follows from, and nothing else. Order of rows,
/// paths, the time of the run and the number of workers are no part of it.
///
/// Equal digests mean equal bytes of every product.
enum RunDigest {
  /// - Parameter laterRecords: The records that came in after a linking, with the number of linkings
  ///   before them: entities that they join keep their ids.
  static func link(
    sources: String, judgements: [Judgement], policy: LinkPolicy, laterRecords: [String]
  ) -> String {
    var digest = FieldDigest()
    digest.add("link")
    digest.add(CaseSession.engineVersion)
    digest.add(sources)
    digest.add(policy.canonicalText)
    let decisions = judgements.map {
      [$0.first, $0.second, $0.verdict.rawValue, $0.analyst, $0.reason, $0.time]
    }.sorted { $0.lexicographicallyPrecedes($1) }
    digest.add(decisions.count)
    for field in decisions.joined() { digest.add(field) }
    digest.add(laterRecords.count)
    for record in laterRecords { digest.add(record) }
    return digest.hexadecimal
  }

  /// - Parameter linking: The digest of the linking that is assessed.
  static func assessment(_ parameters: RunParameters, linking: String) -> String {
    var digest = FieldDigest()
    digest.add("assessment")
    digest.add(CaseSession.engineVersion)
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
    if let comparison = parameters.comparison {
      digest.add(comparison.from)
      digest.add(comparison.policy)
    }
    return digest.hexadecimal
  }

  /// Returns the digest of all that was imported: content, mapping and receipt of each source.
  static func sources(of db: Database) throws -> String {
    var sources: [[String]] = []
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT system, name, contentDigest, mappingDigest, marking, profile, receipt, rowsRead
        FROM source
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
  /// The canonical text of the decisions followed; nil where there are none.
  let decisions: String?
  /// The name of the list of crime identifier codes, then the codes; nil where they are not checked.
  let codes: [String]?

  init(
    _ request: CaseSession.AssessmentRequest, _ inputs: CaseSession.AssessmentInputs, charts: Int,
    product: String?, comparison: Comparison?
  ) {
    period = request.period.name
    policy = inputs.policy.canonicalText
    recipient = request.recipient
    title = request.title
    self.charts = charts
    self.product = product
    self.comparison = comparison
    decisions = inputs.decisions.isEmpty ? nil : inputs.decisions.canonicalText
    codes = inputs.codes.map { [$0.name] + $0.codes }
  }

  /// As stored: one line with sorted members.
  func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }

  struct Comparison: Codable {
    /// The earlier period.
    let from: String
    /// The canonical text of the policy that held then.
    let policy: String
  }
}
