import Assessment
import Records

/// What `assess --json` prints of the registers: decisions, the 4P plan, disruptions and checks.
struct RegisterResult: Encodable {
  struct Codes: Encodable {
    struct Fault: Encodable {
      let system: String
      let reference: String
      /// Nil where there is none.
      let code: String?
    }

    let list: String
    let checked: Int
    let systemsWithoutCodes: [String]
    let faults: [Fault]
  }

  struct Referrals: Encodable {
    let checked: ShieldedCount
    let withoutCrimeRecord: String?
    let withoutSubmission: String?
  }

  struct Rejected: Encodable {
    let members: [String]
    let decision: String
  }

  let codes: Codes?
  let referrals: Referrals?
  let rejectedGroups: [Rejected]
  let notApplied: [String]

  init(_ release: Release) {
    codes = release.codes.map { check in
      Codes(
        list: check.list, checked: check.checked, systemsWithoutCodes: check.systemsWithoutCodes,
        faults: check.faults.map {
          Codes.Fault(system: $0.system, reference: $0.reference, code: $0.code)
        })
    }
    referrals = release.referrals.map {
      Referrals(
        checked: $0.checked, withoutCrimeRecord: $0.withoutCrimeRecord,
        withoutSubmission: $0.withoutSubmission)
    }
    rejectedGroups = release.rejectedGroups.map {
      Rejected(members: $0.members, decision: $0.decision.words)
    }
    notApplied = release.notApplied
  }
}

/// The plan against a position and the disruptions of it, as `assess --json` prints them.
struct PlanResult: Encodable {
  struct Action: Encodable {
    let words: String
    let owner: String?
    let opened: String
    let due: String?
    let daysOverdue: Int?
  }

  struct Disruption: Encodable {
    let day: String
    let level: String
    let judge: String
    let note: String
    let window: Int
    let reportsBefore: Int
    let reportsAfter: Int
    let daysAfter: Int
    let challenge: String?
  }

  let decision: String?
  let override: String?
  /// Open ones, by the 4Ps.
  let actions: [String: [Action]]
  let disruptions: [Disruption]

  init(_ position: Position) {
    decision = position.decision?.words
    override = position.override?.words
    actions = Dictionary(grouping: position.actions, by: \.pillar.rawValue).mapValues { open in
      open.map {
        Action(
          words: $0.words, owner: $0.owner, opened: $0.opened.description,
          due: $0.due?.description, daysOverdue: $0.daysOverdue)
      }
    }
    disruptions = position.disruptions.map {
      Disruption(
        day: $0.day.description, level: $0.level.rawValue, judge: $0.judge, note: $0.note,
        window: $0.window, reportsBefore: $0.before, reportsAfter: $0.after,
        daysAfter: $0.daysAfter, challenge: $0.challenge)
    }
  }
}

/// Returns one line for each check of the registers that was made, and for each decision that could
/// not be applied.
func registerLines(_ release: Release) -> [String] {
  var lines: [String] = []
  if let codes = release.codes {
    let absent = codes.faults.count { $0.code == nil }
    lines.append(
      "crime identifier codes: \(counted(codes.checked, "report")) checked by \(codes.list), "
        + "\(grouped(absent)) without a code, \(grouped(codes.faults.count - absent)) with one that "
        + "is not on the list")
  }
  if let referrals = release.referrals {
    let parts = [
      referrals.withoutCrimeRecord.map { "\($0) without a crime record" },
      referrals.withoutSubmission.map { "\($0) without an intelligence submission" },
    ].compactMap { $0 }
    lines.append(
      "victim referrals: \(referrals.checked) checked, \(parts.joined(separator: ", "))"
        + "; which, tells ocg safeguard")
  }
  return lines + release.notApplied.map { "not applied: \($0)" }
}
