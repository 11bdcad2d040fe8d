import ArgumentParser
import Assessment
import CaseStore
import Foundation
import Records

struct DemoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Do the whole job on the synthetic Fens: import, link, assess, draw.",
    discussion: """
      Reads every mapping and export of the data folder into a new case, links the records, \
      assesses the period and leaves all products, with the case, in the output folder.

      The planted world has late reviews and faulty rows on purpose, so they do not make the \
      exit status 1 here as they do in "ocg assess". Standard output is the same in every run; \
      times go to standard error.

      Example:
        ocg demo --output demo
      """)

  @Option(name: .shortAndLong, help: "The folder for the case and the products.")
  var output: String

  @Option(
    help: "A folder that has mapping files in its folder mappings, exports in its folder data.")
  var data = "datasets/fens"

  @Option(name: .customLong("period"), help: "The assessment period: 2026-Q3, 2026-07 or 2026.")
  var quarter = "2026-Q3"

  @Option(help: "How many of the first positions get a chart.")
  var charts = 10

  @Flag(help: "Replace case and products in a folder that is not empty.")
  var force = false

  @OptionGroup var assessment: AssessmentOptions
  @OptionGroup var common: CommonOptions

  func validate() throws { _ = try period(quarter) }

  func run() throws {
    let terminal = Terminal(json: common.json)
    let inputs = try DemoInputs(folder: data)
    try OutputFiles.prepareFolder(output, force: force)
    let casePath = OutputFiles.join(output, "demo.ocgcase")
    for ending in ["", "-wal", "-shm", "-journal"] where force {
      try OutputFiles.remove(casePath + ending)
    }
    let session = try CaseSession.create(at: casePath)
    let receipts = try terminal.stage("import", summary: importSummary) { progress in
      try inputs.imports.flatMap { one in
        try session.importFiles(one.files, mapping: one.mapping, progress: progress)
      }
    }
    _ = try terminal.stage("link", summary: linkSummary) { progress in
      try session.link(workers: common.workers, progress: progress)
    }
    let request = try assessment.request(
      period: try period(quarter), charts: charts, workers: common.workers)
    let release = try terminal.stage("assess", summary: assessSummary) { progress in
      try session.assess(request, purpose: .assessment, progress: progress)
    }
    let products = try terminal.stage("draw", summary: productSummary) { progress in
      try Products(
        writing: release, of: session, to: output, workers: common.workers,
        terminal: terminal, progress: progress)
    }
    try report(receipts, release, products, case: casePath, on: terminal)
  }

  private func report(
    _ receipts: [ImportReceipt], _ release: Release, _ products: Products, case casePath: String,
    on terminal: Terminal
  ) throws {
    try terminal.say(receiptTable(receipts))
    for line in rejectionLines(receipts) { try terminal.say(line) }
    try terminal.say()
    let head = release.header
    try terminal.say(
      "\(head.title), \(head.period), \(head.marking.rawValue), run \(head.runDigest.prefix(16))")
    try terminal.say(positionTable(release, first: 10))
    for line in findingLines(release) + registerLines(release) { try terminal.say(line) }
    try terminal.say(
      "\(head.counts.shieldedPeople) people under the victim shield: in no ranking and on no chart")
    try terminal.say()
    try terminal.say(casePath)
    try terminal.say(productLines(products, in: output))
    try terminal.result(
      DemoResult(
        imported: ImportResult(case: casePath, receipts: receipts),
        assessed: AssessResult(case: casePath, release, folder: output, products: products)))
    for line in products.notDrawn { Terminal.complain(line) }
    try (products.notDrawn.isEmpty ? Outcome.done : .needsHuman).end()
  }
}

/// What `demo --json` prints.
struct DemoResult: Encodable {
  let imported: ImportResult
  let assessed: AssessResult
}

/// The mapping files of a folder, each with the exports that it reads.
struct DemoInputs {
  struct Import: Equatable {
    let mapping: String
    let files: [String]
  }

  let imports: [Import]

  /// Looks for mapping files in the folder `mappings`, and for exports in the folder `data` below
  /// `folder`; no other folder is looked into.
  init(folder: String) throws {
    let exports = try DemoInputs.paths(in: OutputFiles.join(folder, "data"))
    let mappings = try DemoInputs.paths(in: OutputFiles.join(folder, "mappings"))
    imports = try mappings.filter { $0.hasSuffix(".json5") }.compactMap { path in
      let mapping = try SourceMapping.load(path)
      let files = exports.filter { mapping.file(for: fileName($0)) != nil }
      return files.isEmpty ? nil : Import(mapping: path, files: files)
    }
    if imports.isEmpty {
      throw CommandError.noData(path: folder, problem: "no mapping here reads any export here")
    }
  }

  private static func paths(in folder: String) throws(CommandError) -> [String] {
    do {
      return try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        .map { OutputFiles.join(folder, $0) }
    } catch {
      throw .noData(path: folder, problem: reason(for: error))
    }
  }
}
