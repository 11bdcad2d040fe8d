import Linkage
import Records

/// Checks what must hold of every report and referral, whoever it is about: codes against the supplied
/// list, and the duties that follow a referral.
struct RegisterChecks {
  let evidence: Evidence
  /// The day before which reports and referrals count: the end of the period.
  let end: Day

  /// A victim referral and what its register shows of the duties that follow it.
  struct Referral: Equatable {
    /// Index of the referral's record.
    let record: Int
    let hasCrimeRecord: Bool
    let hasSubmission: Bool
  }

  /// Reports whose code is absent or unknown, by number.
  ///
  /// A system of which no report has a code is taken not to record any: nothing can be missing there.
  func codes(against list: CrimeCodeList) -> Release.CodeCheck {
    let known = evidence.reports.filter { report in report.entered.map { $0 < end } ?? true }
    let coding = Set(known.lazy.filter { $0.crimeCode != nil }.map(\.system))
    let checked = known.filter { coding.contains($0.system) }
    let faults = checked.compactMap { report -> Release.CodeFault? in
      if let code = report.crimeCode, list.contains(code) { return nil }
      return Release.CodeFault(
        system: report.system, reference: report.reference, code: report.crimeCode)
    }
    return Release.CodeCheck(
      list: list.name, checked: checked.count,
      systemsWithoutCodes: Set(known.map(\.system)).subtracting(coding).sorted(),
      faults: faults.sorted { ($0.system, $0.reference) < ($1.system, $1.reference) })
  }

  /// The referrals, by record.
  ///
  /// A register of referrals is told by its rows: they tie to the event that a possible victim was
  /// referred in the crime recorded for it (an event) and the intelligence submitted (an object). Which
  /// of the two a register ties to any referral at all it keeps, and must tie to each.
  func referrals() -> (all: [Referral], keepsCrimes: Bool, keepsSubmissions: Bool) {
    var isReferred = Set<Int>()
    var crimes: [Int: Set<Int>] = [:]
    var submissions: [Int: Set<Int>] = [:]
    for assertion in evidence.assertions where assertion.type == .involved {
      let (from, to) = (evidence.records[assertion.from], evidence.records[assertion.to])
      guard to.kind == .event, from.system == to.system else { continue }
      switch from.kind {
      case .nominal where assertion.role?.shields == true: isReferred.insert(assertion.to)
      case .event: crimes[assertion.to, default: []].insert(assertion.from)
      case .object: submissions[assertion.to, default: []].insert(assertion.from)
      default: break
      }
    }
    let followed = isReferred.filter { crimes[$0] != nil || submissions[$0] != nil }
    let registers = Set(followed.map { space(of: $0) })
    let all = isReferred.sorted().filter { registers.contains(space(of: $0)) && isBefore($0) }
    return (
      all.map {
        Referral(
          record: $0, hasCrimeRecord: crimes[$0] != nil, hasSubmission: submissions[$0] != nil)
      },
      keepsCrimes: all.contains { crimes[$0] != nil },
      keepsSubmissions: all.contains { submissions[$0] != nil }
    )
  }

  /// The counts of what referrals lack; nil where no register of referrals was imported.
  var referralCheck: Release.ReferralCheck? {
    let found = referrals()
    guard !found.all.isEmpty else { return nil }
    func words(_ lacks: (Referral) -> Bool) -> String {
      ShieldedPart(found.all.count(where: lacks), of: found.all.count).description
    }
    return Release.ReferralCheck(
      checked: ShieldedCount(found.all.count),
      withoutCrimeRecord: found.keepsCrimes ? words { !$0.hasCrimeRecord } : nil,
      withoutSubmission: found.keepsSubmissions ? words { !$0.hasSubmission } : nil)
  }

  /// `SYSTEM/space/` of a record's key: within it the local ids are of one kind.
  private func space(of record: Int) -> Substring {
    let key = evidence.records[record].key
    let parts = key.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false)
    return key[..<(parts.last?.startIndex ?? key.endIndex)]
  }

  private func isBefore(_ record: Int) -> Bool {
    let days = evidence.records[record].values(.day).compactMap { Day(iso: $0) }
    return days.allSatisfy { $0 < end }
  }
}
