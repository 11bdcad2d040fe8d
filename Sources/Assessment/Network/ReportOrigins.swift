import Linkage
import Records

/// Which reports are copies of one another, so that each piece of intelligence counts once however
/// many systems it was entered in.
///
/// Two reports count as one where they bear the same number, whatever system each lies in; or where
/// they lie in different systems, say exactly the same of the same people and things, with a date,
/// and neither has a grade that the other contradicts. Undated statements are no sign of copying:
/// two sources may well say no more than that two people know each other. Under the same number they
/// are: such a report is a copy where it says nothing beside, dated or not.
///
/// - Complexity: O(*a* log *a*) for *a* assertions.
struct ReportOrigins: Sendable {
  /// For each report the index of the report that it counts as, itself where it is no copy: of
  /// copies one that states something, then the one that has a grade, then the one entered first.
  let origin: [Int]
  /// Whether all that a report says is said by the report that it counts as.
  let isCopy: [Bool]
  /// For each source the first of the same register: what one mapping reads from one system is one
  /// register, however many files it came in.
  let register: [Int]

  private struct Statement: Hashable, Comparable {
    let from: Int
    let to: Int
    let type: LinkType
    let start: Int32
    let end: Int32
    /// Empty where none is stated.
    let amount: String

    static func < (a: Statement, b: Statement) -> Bool {
      (a.from, a.to, a.type, a.start, a.end, a.amount)
        < (b.from, b.to, b.type, b.start, b.end, b.amount)
    }
  }

  init(evidence: Evidence, resolution: Resolution) {
    let reports = evidence.reports
    let statements = ReportOrigins.statements(evidence, resolution)
    let order = reports.indices.sorted { a, b in
      let (x, y) = (reports[a], reports[b])
      if statements[a].isEmpty != statements[b].isEmpty { return statements[b].isEmpty }
      if (x.grading == nil) != (y.grading == nil) { return y.grading == nil }
      if x.entered != y.entered {
        guard let first = x.entered, let second = y.entered else { return x.entered != nil }
        return first < second
      }
      return x.key < y.key
    }
    var origin = Array(reports.indices)
    var isCopy = [Bool](repeating: false, count: reports.count)
    var byReference: [String: Int] = [:]
    for report in order {
      if let first = byReference[reports[report].reference] {
        origin[report] = first
        isCopy[report] =
          !statements[report].isEmpty
          && ReportOrigins.agree(reports[first].grading, reports[report].grading)
          && Set(statements[report]).isSubset(of: statements[first])
      } else {
        byReference[reports[report].reference] = report
      }
    }
    var firsts: [[Statement]: [Int]] = [:]
    for report in order {
      let said = statements[report]
      guard said.contains(where: { $0.start != .min }) else { continue }
      let same = firsts[said, default: []].first { first in
        reports[first].system != reports[report].system
          && ReportOrigins.agree(reports[first].grading, reports[report].grading)
      }
      guard let same else {
        firsts[said, default: []].append(report)
        continue
      }
      isCopy[report] = true
      origin[report] = origin[same]
    }
    // A report may share its number with one that was found to be a copy.
    for report in order { origin[report] = origin[origin[report]] }
    self.origin = origin
    self.isCopy = isCopy
    var firstOfRegister: [[String]: Int] = [:]
    register = evidence.sources.enumerated().map { index, source in
      let key = [source.system, source.profile]
      if let first = firstOfRegister[key] { return first }
      firstOfRegister[key] = index
      return index
    }
  }

  /// What each report says, sorted.
  private static func statements(
    _ evidence: Evidence, _ resolution: Resolution
  ) -> [[Statement]] {
    var statements = [[Statement]](repeating: [], count: evidence.reports.count)
    for assertion in evidence.assertions {
      guard let report = assertion.report else { continue }
      var from = resolution.entityOfRecord[assertion.from]
      var to = resolution.entityOfRecord[assertion.to]
      if assertion.type.isMutual, from > to { swap(&from, &to) }
      statements[report].append(
        Statement(
          from: from, to: to, type: assertion.type,
          start: assertion.interval.start?.number ?? .min,
          end: assertion.interval.end?.number ?? .max,
          amount: assertion.amount.map { "\($0.hundredths) \($0.currency)" } ?? ""))
    }
    return statements.map { $0.sorted() }
  }

  private static func agree(_ a: Grading?, _ b: Grading?) -> Bool {
    guard let a, let b else { return true }
    return a.text == b.text
  }
}

/// What makes two statements independent of one another: the report, whatever systems it was copied
/// to, the register, or the crime's own record.
enum Support: Hashable, Sendable, Comparable {
  /// Index of the report that copies count as.
  case report(Int)
  /// Index of the first source of the register.
  case register(Int)
  /// Index of the event's entity: a register row that calls somebody suspect of it.
  case crimeRecord(Int)

  private var order: (Int, Int) {
    switch self {
    case .report(let index): (0, index)
    case .register(let index): (1, index)
    case .crimeRecord(let index): (2, index)
    }
  }

  static func < (a: Support, b: Support) -> Bool { a.order < b.order }
}
