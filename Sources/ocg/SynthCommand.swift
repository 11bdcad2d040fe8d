import ArgumentParser
import CaseStore
import Synthetic

struct SynthCommand: ParsableCommand {
  enum World: String, ExpressibleByArgument, CaseIterable { case fens }

  static let configuration = CommandConfiguration(
    commandName: "synth",
    abstract: "Write a synthetic world as the exports of several record systems.",
    discussion: """
      Planted groups, decoys, possible victims and damaged duplicates, with the mapping files \
      that read them and, in a folder of its own, the truth that no import reads. All \
      identifiers are from ranges that can belong to nobody. Equal seed and scale give equal \
      bytes.

      Example:
        ocg synth --world fens --scale 100k --seed 7 --output world
      """)

  @Option(help: "Which world: fens.")
  var world: World = .fens

  @Option(help: "How many rows in all: small, 100k, 650k, 10m, or a number from 5000.")
  var scale = "small"

  @Option(help: "The seed of every random draw.")
  var seed: UInt64 = 1

  @Option(name: .shortAndLong, help: "The folder to fill; new or empty unless --force.")
  var output: String

  @Flag(help: "Replace files of the world in a folder that is not empty.")
  var force = false

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if FensWorld.Scale(scale) == nil {
      throw ValidationError(
        "--scale \(scale): not a scale; give small, 100k, 650k, 10m or a number from 5000")
    }
  }

  func run() throws {
    guard let scale = FensWorld.Scale(scale) else { return try validate() }
    let terminal = Terminal(json: common.json)
    try OutputFiles.prepareFolder(output, force: force)
    let files = try terminal.stage("synth", summary: summary) { progress in
      var done = 0
      return try FensWorld(scale: scale, seed: seed).write(to: output) { file in
        done += file.rows
        progress?(StageProgress(stage: file.path, done: done, total: scale.rows))
      }
    }
    var table = TextTable(["File", ">Rows"])
    for file in files { table.add([file.path, grouped(file.rows)]) }
    table.addTotal(["Total", grouped(files.reduce(0) { $0 + $1.rows })])
    try terminal.say(table.text)
    try terminal.result(SynthResult(folder: output, seed: seed, files: files))
  }

  private func summary(_ files: [FensWorld.File]) -> String {
    "\(counted(files.count, "file")), \(counted(files.reduce(0) { $0 + $1.rows }, "row"))"
  }
}

/// What `synth --json` prints.
struct SynthResult: Encodable {
  struct File: Encodable {
    let path: String
    let rows: Int
  }

  let folder: String
  let seed: UInt64
  let generatorVersion: Int
  let files: [File]

  init(folder: String, seed: UInt64, files: [FensWorld.File]) {
    self.folder = folder
    self.seed = seed
    generatorVersion = FensWorld.generatorVersion
    self.files = files.map { File(path: $0.path, rows: $0.rows) }
  }
}
