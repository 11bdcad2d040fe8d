extension Release {
  /// What an analyst judges. The engine makes no judgement and chooses no term.
  public struct KeyJudgement: Sendable, Equatable {
    public let words: String
    public let term: Yardstick
    /// `low`, `moderate` or `high`.
    public let confidence: String
    public let analyst: String

    package init(words: String, term: Yardstick, confidence: String, analyst: String) {
      self.words = words
      self.term = term
      self.confidence = confidence
      self.analyst = analyst
    }
  }

  /// A table in columns of our own for the working of one body or record system. It follows no official
  /// format: each is a profile, unofficial and synthetic-tested.
  public struct BodyTable: Sendable, Equatable {
    /// Which table. The raw value is the name that exports have.
    public enum Kind: String, Sendable, CaseIterable {
      case submissionCheck = "submission-check"
      case disruptions
      case lineages
      case feeds
      case monthlyReturn = "monthly-return"
      case figures
      case jointVisits = "joint-visits"
      case debriefs
      case adverts
      case termsOfReference = "terms-of-reference"
      case flows
      case moneyPaths = "money-paths"
      case segments
      case ranks

      /// What stands above it.
      public var title: String {
        switch self {
        case .submissionCheck: "Reports checked before they are submitted to the PND"
        case .disruptions: "Disruptions and 4P actions, as for APMIS"
        case .lineages: "Who and what stands in several record systems"
        case .feeds: "Feeds, and the agreements under which they came"
        case .monthlyReturn: "Live operations, month by month, as for MSOICU"
        case .figures: "Stated figures against their parts and against each other"
        case .jointVisits: "Addresses for a joint visit"
        case .debriefs: "Debriefs of people who arrived"
        case .adverts: "Adverts that share a contact"
        case .termsOfReference: "Terms of reference, as for TOEX"
        case .flows: "Money into and out of accounts of positions, month by month"
        case .moneyPaths: "Money that passes through accounts, and paths that may layer it"
        case .segments: "Segments of the chain and the force areas they lie in"
        case .ranks: "Ranks, and how each test of them came out"
        }
      }
    }

    public enum Cell: Sendable, Equatable {
      case text(String)
      case number(Int)
    }

    public let kind: Kind
    public let columns: [String]
    /// Where `columns` has the number of a row in its file, which alone depends on how a file is sorted.
    public var rowNumberColumn: Int? { columns.firstIndex(of: BodyTable.rowNumber) }
    package static let rowNumber = "row"
    /// Each as long as `columns`.
    public let rows: [[Cell]]
    /// Sentences that belong to it: totals, and what it does not say.
    public let notes: [String]

    package init(kind: Kind, columns: [String], rows: [[Cell]], notes: [String]) {
      self.kind = kind
      self.columns = columns
      self.rows = rows
      self.notes = notes
    }
  }
}

extension Release.BodyTable.Cell: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
  public init(stringLiteral value: String) { self = .text(value) }
  public init(integerLiteral value: Int) { self = .number(value) }
}
