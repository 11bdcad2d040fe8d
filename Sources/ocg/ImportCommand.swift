import ArgumentParser
import CaseStore
import Records

struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Read exports of one record system into a case.",
    discussion: """
      The mapping names the columns, entity kinds, roles, codes and date formats of the system. \
      Every row is either stored or rejected with its reason, and the receipt adds up. All \
      files of one call go in together: after an error, or if the program is stopped, the case \
      is as it was before. A file whose content the case already holds is not imported twice.

      With --replaces the one file given counts in place of an earlier file of the same system: a \
      corrected export, or a later one of the same register. Both are kept; "ocg verify" still makes \
      runs from before again.

      Exit status 1 means that rows were rejected for a reason that a human must look at; rows \
      that the mapping sets aside on purpose do not count.

      Example:
        ocg import fens.ocgcase --mapping cambridgeshire.json5 cambridgeshire-*.csv
      """)

  @Argument(help: ArgumentHelp("The case file.", valueName: "case"))
  var path: String

  @Option(help: "The mapping file (JSON5) of the record system.")
  var mapping: String

  @Argument(help: ArgumentHelp("The files to read.", valueName: "file"))
  var files: [String]

  @Option(help: "The name of an earlier file, as `ocg status` shows it, that the file corrects.")
  var replaces: String?

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if replaces != nil && files.count != 1 {
      throw ValidationError("--replaces: \(files.count) files named; give the one that corrects it")
    }
  }

  func run() throws {
    let terminal = Terminal(json: common.json)
    let session = try CaseSession.open(at: path)
    let receipts = try terminal.stage("import", summary: importSummary) { progress in
      try session.importFiles(files, mapping: mapping, replacing: replaces, progress: progress)
    }
    try terminal.say(receiptTable(receipts))
    for line in rejectionLines(receipts) { try terminal.say(line) }
    try terminal.result(ImportResult(case: path, receipts: receipts))
    try (receipts.allSatisfy { $0.rowsForReview == 0 } ? Outcome.done : .needsHuman).end()
  }
}

/// Returns what a stage line says of an import.
func importSummary(_ receipts: [ImportReceipt]) -> String {
  let read = receipts.reduce(0) { $0 + $1.rowsRead }
  return "\(counted(receipts.count, "file")), \(counted(read, "row"))"
}

/// Returns the receipts as a table whose last row is the sum of the others.
func receiptTable(_ receipts: [ImportReceipt]) -> String {
  var table = TextTable(
    ["File", "System", ">Read", ">Stored", ">Rejected", ">Set aside", ">For review"])
  func numbers(_ receipts: [ImportReceipt]) -> [String] {
    let counts = receipts.map { receipt in
      [
        receipt.rowsRead, receipt.rowsStored, receipt.rowsRejected,
        receipt.rowsRejected - receipt.rowsForReview, receipt.rowsForReview,
      ]
    }
    return (0..<5).map { column in grouped(counts.reduce(0) { $0 + $1[column] }) }
  }
  for receipt in receipts {
    table.add([fileName(receipt.file), receipt.system] + numbers([receipt]))
  }
  table.addTotal(["Total", ""] + numbers(receipts))
  return table.text
}

/// Returns what the case has to add to a receipt, and one line for each reason with the first row
/// that it struck.
func rejectionLines(_ receipts: [ImportReceipt]) -> [String] {
  receipts.flatMap { receipt in
    let notes = receipt.note.map { ["\(fileName(receipt.file)): \($0)"] } ?? []
    return notes
      + IngestReceipt.Reason.allCases.compactMap { reason -> String? in
        guard reason != .excluded, let count = receipt.rejectedByReason[reason] else { return nil }
        let first = receipt.rejections.first { $0.reason == reason }
        let place = first.map { rejection in
          let column = rejection.column.map { ", column \($0)" } ?? ""
          return "; first in row \(rejection.row), line \(rejection.line)\(column)"
        }
        return "\(fileName(receipt.file)): \(counted(count, "row")) rejected: \(reason.rawValue)"
          + (place ?? "")
      }
  }
}

/// Returns the last part of `path`.
func fileName(_ path: String) -> String {
  path.split(separator: "/").last.map(String.init) ?? path
}

/// What `import --json` prints.
struct ImportResult: Encodable {
  struct Totals: Encodable {
    let rowsRead: Int
    let rowsStored: Int
    let rowsRejected: Int
    let rowsForReview: Int
  }

  let `case`: String
  let receipts: [ReceiptResult]
  let totals: Totals

  init(case path: String, receipts: [ImportReceipt]) {
    self.case = path
    self.receipts = receipts.map(ReceiptResult.init)
    totals = Totals(
      rowsRead: receipts.reduce(0) { $0 + $1.rowsRead },
      rowsStored: receipts.reduce(0) { $0 + $1.rowsStored },
      rowsRejected: receipts.reduce(0) { $0 + $1.rowsRejected },
      rowsForReview: receipts.reduce(0) { $0 + $1.rowsForReview })
  }
}

/// One receipt of `import --json`.
struct ReceiptResult: Encodable {
  let file: String
  let profile: String
  let system: String
  let rowsRead: Int
  let rowsStored: Int
  let rowsRejected: Int
  let rowsForReview: Int
  let assertions: Int
  let rejectedByReason: [String: Int]
  let rejections: [IngestReceipt.Rejection]
  let unvalidated: [IngestReceipt.Unvalidated]
  let alreadyImported: Bool
  let replaces: String?

  init(_ receipt: ImportReceipt) {
    file = receipt.file
    profile = receipt.profile
    system = receipt.system
    rowsRead = receipt.rowsRead
    rowsStored = receipt.rowsStored
    rowsRejected = receipt.rowsRejected
    rowsForReview = receipt.rowsForReview
    assertions = receipt.assertions
    rejectedByReason = Dictionary(
      uniqueKeysWithValues: receipt.rejectedByReason.map { ($0.key.rawValue, $0.value) })
    rejections = receipt.rejections
    unvalidated = receipt.unvalidated
    alreadyImported = receipt.alreadyImported
    replaces = receipt.replaces
  }
}
