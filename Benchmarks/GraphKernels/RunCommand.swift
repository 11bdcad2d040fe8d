import BenchmarkGraphs
import BenchmarkKernels
import Foundation
import GraphCore

enum RunCommand {
  private static let names: Set<String> = [
    "--kernel", "--threads", "--repeat", "--answer", "--seed", "--source", "--target", "--limit",
    "--resolution", "--repetitions", "--tolerance", "--error", "--risk",
  ]

  /// A graph as loaded, and what it holds.
  private struct Loaded {
    let path: String
    let list: EdgeList
    let graph: CSRGraph
    /// The growth of the process while the graph was built.
    let bytes: Int

    init(_ path: String) throws {
      self.path = path
      list = try EdgeList.read(path)
      let before = Memory.resident
      graph = try CSRGraph(list)
      bytes = Memory.resident - before
    }
  }

  static func run(_ arguments: [String]) throws {
    let options = try Options(arguments, values: names)
    try print(answer(options, on: Loaded(options.word(0, "FILE"))))
  }

  /// Answers each line of standard input, until it ends.
  static func serve(_ arguments: [String]) throws {
    let loaded = try Loaded(Options(arguments, values: []).word(0, "FILE"))
    reply(#"{"ready": true}"#)
    while let line = readLine() {
      do {
        let options = try Options(line.split(separator: " ").map(String.init), values: names)
        reply(try answer(options, on: loaded))
      } catch {
        reply(JSON.object([("error", .text("\(error)"))]).line)
      }
    }
  }

  /// Writes past the buffer of `print`, so that whoever waits for the line gets it.
  private static func reply(_ line: String) {
    FileHandle.standardOutput.write(Data((line + "\n").utf8))
  }

  private static func setting(_ options: Options) throws -> KernelSetting {
    var setting = KernelSetting()
    setting.threads = try options.value("--threads", or: setting.threads)
    setting.seed = try options.value("--seed", or: setting.seed)
    setting.source = try options.optional("--source")
    setting.target = try options.optional("--target")
    setting.limit = try options.value("--limit", or: setting.limit)
    setting.resolution = try options.optional("--resolution")
    setting.repetitions = try options.optional("--repetitions")
    setting.tolerance = try options.value("--tolerance", or: setting.tolerance)
    setting.error = try options.value("--error", or: setting.error)
    setting.risk = try options.value("--risk", or: setting.risk)
    return setting
  }

  private static func answer(_ options: Options, on loaded: Loaded) throws -> String {
    let name = try options.required("--kernel")
    let setting = try setting(options)
    let work = try work(name, loaded, setting)
    let repeats = try options.value("--repeat", or: 1)
    var (seconds, processorSeconds) = ([JSON](), [JSON]())
    var last: Answer?
    var digests: [UInt64] = []
    let before = Memory.resident
    Memory.resetPeak()
    for _ in 0..<max(0, repeats) {
      last = nil
      let (start, startProcessor) = (clock(CLOCK_MONOTONIC), clock(CLOCK_PROCESS_CPUTIME_ID))
      let answer = try measured(work)
      seconds.append(.number(clock(CLOCK_MONOTONIC) - start))
      processorSeconds.append(.number(clock(CLOCK_PROCESS_CPUTIME_ID) - startProcessor))
      digests.append(answer.digest)
      last = answer
    }
    let peak = Memory.peak
    guard digests.allSatisfy({ $0 == digests[0] }) else {
      throw Options.Fault.invalid(name, "a second run with another answer")
    }
    if let prefix = options.text("--answer") { try last?.write(to: prefix) }
    return JSON.object([
      ("graph", .text(loaded.path)), ("nodes", .whole(loaded.graph.nodeCount)),
      ("links", .whole(loaded.graph.linkCount)), ("kernel", .text(name)),
      ("threads", .whole(setting.threads)), ("seconds", .list(seconds)),
      ("processorSeconds", .list(processorSeconds)),
      ("digests", Self.members(last)),
      ("summary", .object((last?.summary ?? []).map { ($0.name, .number($0.value)) })),
      (
        "memory",
        .object([
          ("graph", .whole(loaded.bytes)), ("before", .whole(before)), ("peak", .whole(peak)),
        ])
      ),
    ]).line
  }

  /// The kernel alone, under a name at which `instructions.sh` starts and stops to count.
  @inline(never)
  private static func measured(_ work: () throws -> Answer) throws -> Answer {
    try work()
  }

  private static func members(_ answer: Answer?) -> JSON {
    let arrays = answer?.arrays ?? []
    return .object(arrays.map { ($0.name, .text(Digest.text($0.values.digest))) })
  }

  private static func work(
    _ name: String, _ loaded: Loaded, _ setting: KernelSetting
  ) throws -> () throws -> Answer {
    if name == "build" {
      return {
        let graph = try CSRGraph(loaded.list)
        return Answer(degreesOf: graph)
      }
    }
    guard let kernel = Kernel(rawValue: name) else { throw Options.Fault.unknown(name) }
    return try kernel.work(on: loaded.graph, setting)
  }

  private static func clock(_ id: clockid_t) -> Double {
    var time = timespec()
    unsafe clock_gettime(id, &time)
    return Double(time.tv_sec) + 1e-9 * Double(time.tv_nsec)
  }
}
