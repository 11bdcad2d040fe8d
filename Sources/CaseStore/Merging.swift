import GRDB
import Records

// What is kept where rows disagree about the same thing. Each rule is a maximum or minimum, so the
// outcome does not depend on which row came first.

extension SourceReport {
  /// Of two accounts of one report, the more cautious grade as a whole (handling with conditions
  /// first, then the weaker source and assessment), the earlier date and the lesser code.
  func merged(with other: SourceReport) -> SourceReport {
    SourceReport(
      key: key,
      reference: exactLeast(reference, other.reference) ?? reference,
      system: exactLeast(system, other.system) ?? system,
      grading: greatest(grading, other.grading) { $0.caution < $1.caution },
      entered: least(entered, other.entered),
      crimeCode: exactLeast(crimeCode, other.crimeCode))
  }
}

extension Grading {
  fileprivate var caution: (Int, Int, String, ExactText) {
    (
      handling == .conditions ? 1 : 0, source?.rawValue ?? 0, assessment?.rawValue ?? "",
      ExactText(original)
    )
  }
}

extension Subject {
  /// A row that describes the subject outweighs one that only names a member; of two descriptions
  /// the later assessed stands.
  func merged(with other: Subject) -> Subject { yields(to: other) ? other : self }

  /// Whether `other` stands in place of this.
  func yields(to other: Subject) -> Bool {
    precedence < other.precedence
      || (precedence == other.precedence && secondary < other.secondary)
  }

  private var precedence: (Int, Int32, Int32, ExactText, ExactText) {
    (
      title.isEmpty ? 0 : 1, lastAssessed?.number ?? .min, due?.number ?? .min,
      ExactText(title), ExactText(status)
    )
  }

  private var secondary: (ExactText, String) { (ExactText(owner ?? ""), kind.rawValue) }
}

/// A text that is told from every other by its bytes, as SQLite does: Swift takes two spellings of one
/// accented letter to be equal, and then the first one read would stand.
struct ExactText: Comparable {
  let text: String

  init(_ text: String) { self.text = text }

  static func == (a: ExactText, b: ExactText) -> Bool { hasSameBytes(a.text, b.text) }

  static func < (a: ExactText, b: ExactText) -> Bool {
    if a.text < b.text { return true }
    if b.text < a.text { return false }
    return a.text.utf8.lexicographicallyPrecedes(b.text.utf8)
  }
}

/// Whether the two texts are the same byte by byte.
func hasSameBytes(_ a: String, _ b: String) -> Bool {
  let x = a.utf8.span
  let y = b.utf8.span
  guard x.count == y.count else { return false }
  for index in x.indices where x[index] != y[index] { return false }
  return true
}

private func exactLeast(_ a: String?, _ b: String?) -> String? {
  least(a.map(ExactText.init), b.map(ExactText.init))?.text
}

private func least<Value: Comparable>(_ a: Value?, _ b: Value?) -> Value? {
  guard let a, let b else { return a ?? b }
  return min(a, b)
}

private func greatest<Value>(
  _ a: Value?, _ b: Value?, by less: (Value, Value) -> Bool
) -> Value? {
  guard let a, let b else { return a ?? b }
  return less(a, b) ? b : a
}

// How the values stand in the tables.

extension SourceReport {
  /// The values of `reference` to `crimeCode`, in the order of the table's columns.
  var columns: [(any DatabaseValueConvertible)?] {
    [
      reference, system, grading?.original, grading?.source?.rawValue,
      grading?.assessment?.rawValue, grading?.handling?.rawValue, entered?.number, crimeCode,
    ]
  }

  /// Reads `id, key, reference, system, gradeText, gradeSource, gradeAssessment, handling, entered,
  /// crimeCode`.
  init(stored row: Row) throws {
    let grading = (row[4] as String?).map { original in
      Grading(
        source: (row[5] as Int?).flatMap(Grading.Source.init),
        assessment: (row[6] as String?).flatMap(Grading.Assessment.init),
        handling: (row[7] as String?).flatMap(Grading.Handling.init), original: original)
    }
    self.init(
      key: row[1], reference: row[2], system: row[3], grading: grading,
      entered: try Day(stored: row[8], path: "report \(row[1] as String)"), crimeCode: row[9])
  }
}

extension Subject {
  /// The values of `kind` to `due`, in the order of the table's columns.
  var columns: [(any DatabaseValueConvertible)?] {
    [kind.rawValue, title, status, owner, lastAssessed?.number, due?.number]
  }

  /// Reads `id, kind, title, status, owner, lastAssessed, due`; nil where only a disruption names the
  /// subject.
  init?(stored row: Row) throws {
    guard let kindName = row[1] as String? else { return nil }
    let place = "subject \(row[0] as String)"
    guard let kind = Kind(rawValue: kindName) else {
      throw CaseError.damaged(path: place, detail: "unknown kind")
    }
    self.init(
      id: row[0], kind: kind, title: row[2], status: row[3], owner: row[4],
      lastAssessed: try Day(stored: row[5], path: place), due: try Day(stored: row[6], path: place))
  }
}
