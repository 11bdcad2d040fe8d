/// The account of one imported file: every row read is either stored or rejected with its reason.
public struct IngestReceipt: Sendable, Equatable, Codable {
  /// A row that was not stored.
  public struct Rejection: Sendable, Equatable, Codable {
    /// The data row, from 1, and the line of the file it begins on.
    public let row: Int
    public let line: Int
    public let column: String?
    /// At most 80 characters of the offending text, made printable.
    public let value: String
    public let reason: Reason

    public init(row: Int, line: Int, column: String?, value: String, reason: Reason) {
      self.row = row
      self.line = line
      self.column = column
      self.value = value
      self.reason = reason
    }
  }

  /// Why a row was not stored. The raw value is the words of the receipt.
  public enum Reason: String, Sendable, CaseIterable, Codable {
    /// The mapping's `keep` set the row aside; nothing is wrong with it.
    case excluded = "excluded by the mapping"
    case fieldCount = "more fields than columns"
    case invalidText = "text is not valid in the stated encoding"
    case controlCharacter = "control character in a field"
    case fieldTooLong = "field longer than 1 MiB"
    case unclosedQuote = "quotation mark never closed"
    case badDate = "not a date that exists in the stated formats"
    case badGrade = "not a 3x5x2 or 5x5x5 grade"
    case unknownCode = "code not in the mapping"
    case badAmount = "not an amount of money above 0 in the stated unit"
    case badCurrency = "not a currency of three capital letters"
    case missingValue = "required value is empty"
  }

  /// A value that was kept as raw text only, because it did not validate, by feature.
  public struct Unvalidated: Sendable, Equatable, Codable {
    public let feature: String
    public let count: Int
    /// The first such text in the file.
    public let example: String

    public init(feature: String, count: Int, example: String) {
      self.feature = feature
      self.count = count
      self.example = example
    }
  }

  public var file: String
  public var profile: String
  public var system: String
  /// The reference of the agreement that the mapping names; nil for none.
  public var agreement: String?
  public var rowsRead = 0
  public var rowsStored = 0
  public var rowsRejected = 0
  /// How many rows were rejected, by reason.
  public var rejectedByReason: [Reason: Int] = [:]
  /// The first 1,000 rejections.
  public var rejections: [Rejection] = []
  /// Assertions stated by the stored rows.
  public var assertions = 0
  /// By feature name.
  public var unvalidated: [Unvalidated] = []

  public init(file: String, profile: String, system: String, agreement: String? = nil) {
    self.file = file
    self.profile = profile
    self.system = system
    self.agreement = agreement
  }

  /// Whether rows read = rows stored + rows rejected.
  public var addsUp: Bool {
    rowsRead == rowsStored + rowsRejected
      && rowsRejected == rejectedByReason.values.reduce(0, +)
  }

  /// Rows rejected for a reason that a human must look at.
  public var rowsForReview: Int { rowsRejected - (rejectedByReason[.excluded] ?? 0) }
}
