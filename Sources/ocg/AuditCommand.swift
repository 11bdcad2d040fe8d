import ArgumentParser
import CaseStore

struct AuditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "Show who did what with a case, and check that nothing was changed behind its log.",
    discussion: """
      The log records collection, alteration, combination, consultation, disclosure and erasure \
      (DPA 2018 s.62). Its entries form a chain of digests, and they hold digests of every imported \
      file, decision and run and of all imported rows: what was changed, added or removed from \
      outside shows, and the command then ends with exit status 1.

      The last line is the head of the chain. Noted outside the case, it proves later that no entry \
      up to now was changed.

      Example:
        ocg audit fens.ocgcase --operation disclosure
      """)

  @Argument(help: ArgumentHelp("The case file.", valueName: "case"))
  var path: String

  @Option(help: "Show only this kind: collection, alteration, combination, disclosure ...")
  var operation: LogEntry.Operation?

  @Option(help: "Show only what this account did.")
  var person: String?

  @Option(help: "Show only entries from this day on, as yyyy-MM-dd.")
  var since: String?

  @OptionGroup var common: CommonOptions

  func run() throws {
    let terminal = Terminal(json: common.json)
    let session = try CaseSession.open(at: path)
    let report = try session.audit()
    let entries = try session.log().filter { entry in
      (operation.map { $0 == entry.operation } ?? true)
        && (person.map { $0 == entry.person } ?? true) && (since.map { $0 <= entry.time } ?? true)
    }
    for entry in entries { try terminal.say(entry.line) }
    try terminal.say(report, of: path, shown: entries.count)
    try terminal.result(
      AuditResult(entries: entries, isWhole: report.faults.isEmpty, report: report))
    try report.end(for: path)
  }
}

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check that a case file is whole: structure, rules, permissions, log and contents.",
    discussion: """
      Exit status 1 means that something is not as it was written; keep the file for examination \
      and go back to a backup.

      Example:
        ocg check fens.ocgcase
      """)

  @Argument(help: ArgumentHelp("The case file.", valueName: "case"))
  var path: String

  @OptionGroup var common: CommonOptions

  func run() throws {
    let terminal = Terminal(json: common.json)
    let session = try CaseSession.open(at: path)
    let report = try terminal.stage(
      "check", summary: { counted($0.entries, "log entry", plural: "log entries") }
    ) { _ in
      try session.check()
    }
    try terminal.say(report, of: path, shown: nil)
    try terminal.result(report)
    try report.end(for: path)
  }
}

extension LogEntry.Operation: ExpressibleByArgument {}

extension LogEntry {
  fileprivate var line: String {
    let recipient = recipient.map { ", to \($0)" } ?? ""
    let purpose = purpose.map { ", for \($0)" } ?? ""
    return "\(number) \(time) \(person) \(operation.rawValue): "
      + (detail?.split(separator: "\n").first.map(String.init) ?? "(words erased by a disposal)")
      + recipient + purpose
  }
}

extension Terminal {
  /// Writes what was found, then what it comes to.
  fileprivate func say(_ report: AuditReport, of path: String, shown: Int?) throws {
    for note in report.notes { try say("note: \(note)") }
    for fault in report.faults { try say("fault: \(fault)") }
    let words = counted(report.entries, "entry", plural: "entries")
    let part = shown.map { $0 < report.entries ? ", \(grouped($0)) shown" : "" } ?? ""
    try say(
      report.faults.isEmpty
        ? "\(words)\(part); the chain and what it tells of are whole"
        : "\(words)\(part); \(counted(report.faults.count, "fault"))")
    if let head = report.head { try say("head \(head)") }
  }
}

extension AuditReport {
  fileprivate func end(for path: String) throws {
    if !faults.isEmpty {
      Terminal.complain(
        "\(path): was changed from outside or damaged; keep the file for examination and go back to a backup"
      )
    }
    try (faults.isEmpty ? Outcome.done : .needsHuman).end()
  }
}

/// What `audit --json` prints.
struct AuditResult: Encodable {
  let entries: [LogEntry]
  let isWhole: Bool
  let report: AuditReport
}
