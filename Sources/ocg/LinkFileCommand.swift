import ArgumentParser
import Foundation
import Linkage
import Records

struct LinkFileCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "file",
    abstract: "Link the rows of CSV files without a case, and hold the result against the truth.",
    discussion: """
      The mapping is a JSON5 file that says which columns are compared and how: \
      { id: "rec_id", features: [{ name: "name", type: "personName", columns: ["given", "surname"] }, \
      { name: "born", type: "date", columns: ["dob"] }] }. Types are \(LinkFile.typeNames). One fixed \
      setting serves all files. The column of the truth is read after the rows were linked.

      Example:
        ocg link file persons.csv --mapping persons.json5 --truth-column cluster --json
      """)

  @Argument(help: "The files, one record in each row.")
  var files: [String]

  @Option(help: "The mapping (JSON5) of columns to features.")
  var mapping: String

  @Option(help: "The column whose equal texts mean one entity.")
  var truthColumn: String?

  @Option(
    help: """
      Files of more rows, which are added to the others once these are linked: what was learned from \
      those stays, and only entities that the new rows touch are formed again.
      """)
  var later: [String] = []

  @Option(help: "A file to write: the id of each row, and of the first row of its entity.")
  var output: String?

  @OptionGroup var common: CommonOptions

  func run() throws {
    let terminal = Terminal(json: common.json)
    let read = Effort.now
    let file = try terminal.stage("read", summary: { counted($0.rows.count, "row") }) { _ in
      try LinkFile(
        files, mapping: mapping, truth: truthColumn, workers: common.workers)
    }
    let match = Effort.now
    let found = try terminal.stage(
      "link", summary: { counted(Set($0.clusters).count, "entity", plural: "entities") }
    ) { _ in try file.link() }
    let end = Effort.now
    let seconds = LinkFileResult.Seconds(read: match.since(read), link: end.since(match))
    var linked = LinkedRows(file, found)
    var addition: LinkFileResult.Addition?
    if !later.isEmpty { (linked, addition) = try add(to: file, found, terminal) }
    let result = LinkFileResult(file, found, linked, seconds: seconds, later: addition)
    if let output {
      try OutputFiles.write(Data(linked.assignments().utf8), to: output, terminal: terminal)
    }
    try terminal.say(result.text)
    try terminal.result(result)
  }

  /// Adds the rows of the later files to what is linked.
  private func add(
    to file: LinkFile, _ found: MatchResult, _ terminal: Terminal
  ) throws -> (LinkedRows, LinkFileResult.Addition) {
    let standard = found.standard()
    var index = LinkIndex(file.table, standard: standard)
    let more = try file.later(later, standard: standard, truth: truthColumn)
    let start = Effort.now
    let change = try terminal.stage("add", summary: { counted($0.touched, "row") + " touched" }) {
      _ in try index.add(more.table)
    }
    let addition = LinkFileResult.Addition(
      records: more.rows.count, rejected: more.rejected, changedEntities: change.changed.count,
      touchedRecords: change.touched, seconds: Effort.now.since(start))
    return (LinkedRows(file, more, index), addition)
  }
}

/// What `link file --json` prints.
struct LinkFileResult: Encodable {
  struct Seconds: Encodable {
    let read: Effort
    let link: Effort
  }

  /// What came of the later files.
  struct Addition: Encodable {
    let records: Int
    let rejected: Int
    let changedEntities: Int
    /// Rows of all entities that were formed again.
    let touchedRecords: Int
    let seconds: Effort
  }

  let records: Int
  /// Rows that could not be read.
  let rejected: Int
  /// The first of them, and why; absent for none.
  let firstRejected: String?
  let entities: Int
  /// Absent where no column of the truth was named.
  let pairs: LinkQuality.Accuracy?
  let bcubed: LinkQuality.Accuracy?
  let falsePairs: Int?
  let missedPairs: Int?
  let largest: Int
  let calibration: [CalibrationBin]
  let seconds: Seconds
  /// Absent where no later files were named.
  let later: Addition?
  let peakMiB: Double?

  init(
    _ file: LinkFile, _ found: MatchResult, _ linked: LinkedRows, seconds: Seconds,
    later: Addition?
  ) {
    let clusters = linked.clusters
    let truth = linked.truth()
    let quality = truth.map { LinkQuality(found: clusters, truth: $0) }
    var links: [(probability: Double, isTrue: Bool)] = []
    if let truth {
      found.forEachLink { a, b, probability in links.append((probability, truth[a] == truth[b])) }
    }
    records = linked.rows.count
    rejected = file.rejected
    firstRejected = file.firstRejected
    entities = Set(clusters).count
    pairs = quality?.pairs
    bcubed = quality?.bCubed
    falsePairs = quality?.falsePairs
    missedPairs = quality?.missedPairs
    largest = LinkQuality(found: clusters, truth: clusters).largest
    calibration = truth == nil ? [] : CalibrationBin.bins(links)
    self.seconds = seconds
    self.later = later
    peakMiB = Effort.peakMiB
  }

  var text: String {
    var lines = [
      "\(counted(records, "row")) of \(counted(entities, "entity", plural: "entities")), the largest "
        + "with \(grouped(largest))"
    ]
    if let firstRejected {
      lines.append(
        "\(counted(rejected, "row")) could not be read and left out, first \(firstRejected)")
    }
    if let later {
      lines.append(
        "\(counted(later.records, "row")) added later, which changed "
          + counted(later.changedEntities, "entity", plural: "entities"))
    }
    if let pairs, let bcubed {
      lines += ["", accuracyTable([("Pairs of rows", pairs), ("B-cubed", bcubed)])]
      lines += calibrationLines(calibration)
    }
    return lines.joined(separator: "\n")
  }
}

/// Wall and processor time since some moment.
struct Effort: Encodable {
  let wall: Double
  let cpu: Double

  static var now: Effort {
    // POSIX counts `clock` in millionths of a second.
    Effort(wall: ProcessInfo.processInfo.systemUptime, cpu: Double(clock()) / 1e6)
  }

  func since(_ start: Effort) -> Effort { Effort(wall: wall - start.wall, cpu: cpu - start.cpu) }

  /// The most memory that the process has used; nil where the system does not say.
  static var peakMiB: Double? {
    let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)
    let line = status?.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    return line.flatMap { Double($0.filter(\.isNumber)) }.map { $0 / 1024 }
  }
}
