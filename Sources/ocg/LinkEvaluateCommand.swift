import ArgumentParser
import CaseStore
import Linkage

struct LinkEvaluateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: "Compare the linking of a case with labels.",
    discussion: """
      The labels are a CSV file with a record key and a label in each row; records with equal labels \
      are of one entity. Precision is the share of joined pairs that are right, recall the share of \
      right pairs that are joined; B-cubed takes the same for each record and averages. Where a \
      model was fitted, its probabilities are held against the labels. Wrong joins are listed with \
      their reasons, missed ones with why they wait for review.

      Example:
        ocg link evaluate fens.ocgcase truth/nominals.csv --entity-column person
      """)

  @Argument(help: ArgumentHelp("The case file.", valueName: "case"))
  var path: String

  @Argument(help: "The file of labels.")
  var labels: String

  @Option(help: "The name of the column of record keys.")
  var recordColumn = "record"

  @Option(help: "The name of the column of labels.")
  var entityColumn = "entity"

  @Option(help: "How many wrong joins, and how many missed ones, to list at most.")
  var limit = 10

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if limit < 0 {
      throw ValidationError("--limit \(limit): cannot be negative; give 0 to list none")
    }
  }

  func run() throws {
    let terminal = Terminal(json: common.json)
    let session = try CaseSession.open(at: path)
    let evaluation = try terminal.stage(
      "evaluate", summary: { "\(counted($0.records, "record")) with a label" }
    ) { progress in
      try session.evaluate(
        labels: labels, columns: (recordColumn, entityColumn), workers: common.workers,
        progress: progress)
    }
    try terminal.say(text(of: evaluation))
    try terminal.result(EvaluationResult(case: path, evaluation, limit: limit))
  }

  private func text(of evaluation: LinkEvaluation) -> String {
    let table = accuracyTable([
      ("Pairs of records", evaluation.quality.pairs),
      ("B-cubed", evaluation.quality.bCubed),
    ])
    var lines = [table, ""]
    lines.append(
      "\(counted(evaluation.records, "record")) of \(counted(evaluation.labels, "label")) in "
        + "\(counted(evaluation.entities, "entity", plural: "entities")), the largest with "
        + grouped(evaluation.quality.largest))
    if evaluation.unknown > 0 {
      lines.append("\(counted(evaluation.unknown, "label")) of records that are not in the case")
    }
    lines += calibrationLines(evaluation.calibration)
    lines += list("wrong", evaluation.quality.falsePairs, evaluation.wronglyJoined)
    lines += list("missed", evaluation.quality.missedPairs, evaluation.missed)
    return lines.joined(separator: "\n")
  }

  private func list(
    _ word: String, _ pairs: Int, _ differences: [LinkEvaluation.Difference]
  ) -> [String] {
    if differences.isEmpty { return ["", "no \(word) pair"] }
    var lines = [
      "", "\(counted(pairs, "\(word) pair")) in \(counted(differences.count, "place"))",
    ]
    for difference in differences.prefix(limit) {
      lines.append("  \(difference.first) and \(difference.second)")
      lines += difference.reasons.map { "    \($0)" }
    }
    return lines
  }
}

/// What `link evaluate --json` prints.
struct EvaluationResult: Encodable {
  let `case`: String
  let records: Int
  let unknown: Int
  let entities: Int
  let labels: Int
  let pairs: LinkQuality.Accuracy
  let bcubed: LinkQuality.Accuracy
  let falsePairs: Int
  let missedPairs: Int
  let largest: Int
  let calibration: [CalibrationBin]
  let wronglyJoined: [LinkEvaluation.Difference]
  let missed: [LinkEvaluation.Difference]

  init(case path: String, _ evaluation: LinkEvaluation, limit: Int) {
    self.case = path
    records = evaluation.records
    unknown = evaluation.unknown
    entities = evaluation.entities
    labels = evaluation.labels
    pairs = evaluation.quality.pairs
    bcubed = evaluation.quality.bCubed
    falsePairs = evaluation.quality.falsePairs
    missedPairs = evaluation.quality.missedPairs
    largest = evaluation.quality.largest
    calibration = evaluation.calibration
    wronglyJoined = Array(evaluation.wronglyJoined.prefix(limit))
    missed = Array(evaluation.missed.prefix(limit))
  }
}
