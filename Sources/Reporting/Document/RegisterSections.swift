import Assessment
import Records

/// What people decided and plan, what disruptions came to, and what the checks of the registers found.
enum RegisterSections {
  /// The decision, the 4P plan and the disruptions of one position; nothing where there are none.
  static func plan(of position: Position) -> Markup {
    var content: Markup = ""
    if let decision = position.decision {
      content += "<p>This group was \(SafeText(decision.words)).</p>\n"
    }
    if !position.actions.isEmpty {
      content +=
        HTMLTable(
          caption: "Open actions against \(position.title)",
          columns: ["4P", "Action", "Owner", "Opened", "Due", "Days overdue"],
          rows: position.actions.map {
            [
              .text($0.pillar.rawValue), .text($0.words), .text($0.owner ?? "nobody is named"),
              .text($0.opened.words), .text($0.due?.words ?? "no date"),
              $0.daysOverdue.map { .number($0) } ?? .text(""),
            ]
          }
        ).markup
    }
    if !position.disruptions.isEmpty { content += disruptions(of: position) }
    return content
  }

  private static func disruptions(of position: Position) -> Markup {
    let table = HTMLTable(
      caption: "Disruptions of \(position.title): reports that name members, before and after",
      columns: [
        "Day", "Level", "Judged by", "Note", "Days compared", "Before", "After",
        "Days after that are known", "What the reports say against it",
      ],
      rows: position.disruptions.map {
        [
          .text($0.day.words), .text($0.level.rawValue), .text($0.judge), .text($0.note),
          .number($0.window), .number($0.before), .number($0.after), .number($0.daysAfter),
          .text($0.challenge ?? ""),
        ]
      })
    return """
      \(table.markup)<p>The level is the judgement of the person named. A group that is watched less \
      afterwards is reported less too.</p>

      """
  }

  /// The checks of codes and referrals, rejected groups, and what could not be applied.
  static func checks(_ release: Release) -> Markup {
    var content: Markup = ""
    if let codes = release.codes { content += self.codes(codes) }
    if let referrals = release.referrals {
      content +=
        HTMLTable(
          caption: "Victim referrals: \(referrals.checked) checked",
          columns: ["What is missing", "Referrals"],
          rows: [
            [.text("Crime record"), .text(referrals.withoutCrimeRecord ?? silent)],
            [.text("Intelligence submission"), .text(referrals.withoutSubmission ?? silent)],
          ]
        ).markup
      content += "<p>Which they are is in the safeguarding worklist alone.</p>\n"
    }
    content +=
      HTMLTable(
        caption: "Groups that an analyst rejected", columns: ["Members", "Decision"],
        rows: release.rejectedGroups.map {
          [.text($0.members.joined(separator: ", ")), .text($0.decision.words)]
        }
      ).markup
    let lines = release.notApplied.map { "<li>\(SafeText($0))</li>\n" as Markup }
    if !lines.isEmpty { content += "<p>Not applied:</p><ul>\n\(lines.joined())</ul>\n" }
    return content
  }

  private static func codes(_ check: Release.CodeCheck) -> Markup {
    let table = HTMLTable(
      caption: "Crime identifier codes: \(check.faults.count) of \(check.checked) reports at fault",
      columns: ["Report", "System", "Code", "Fault"],
      rows: check.faults.map {
        [
          .text($0.reference), .text($0.system), .text($0.code ?? ""),
          .text($0.code == nil ? "absent" : "not on the list"),
        ]
      })
    let notChecked: Markup =
      check.systemsWithoutCodes.isEmpty
      ? ""
      : """
      <p>Not checked, as none of their reports has a code: \
      \(SafeText(check.systemsWithoutCodes.joined(separator: ", "))).</p>

      """
    return "<p>Checked by the list \(SafeText(check.list)).</p>\n\(table.markup)\(notChecked)"
  }

  private static let silent = "the register does not say"
}
