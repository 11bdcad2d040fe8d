import Foundation

/// The hidden second life of our program: a process that draws one chart and ends.
///
/// `ocg` calls `runIfAsked` before anything else. The parent (`ChartWorker`) starts the same program
/// with the argument `graphviz-worker`; the child bounds itself, reads a header line and DOT text
/// from standard input and writes the drawing to standard output, messages to standard error.
public enum GraphvizWorker {
  /// The argument by which a child is told what it is.
  package static let argument = "graphviz-worker"

  /// Draws and returns the exit status if `arguments` (with the program's name first) ask for it;
  /// returns nil at once otherwise.
  public static func runIfAsked(arguments: [String]) -> Int32? {
    guard arguments.count == 2, arguments[1] == argument else { return nil }
    do {
      let input = try FileHandle.standardInput.readToEnd() ?? Data()
      let job = try Job(reading: input)
      let limits = job.limits
      guard
        ProcessLimits.apply(
          cpuSeconds: limits.cpuSeconds, memory: limits.memory, output: limits.output)
      else {
        throw GraphvizRenderer.Refusal(reason: "the system refused the limits")
      }
      let bytes = try draw(job)
      try FileHandle.standardOutput.write(contentsOf: Data(bytes))
      return 0
    } catch {
      let reason = (error as? GraphvizRenderer.Refusal)?.reason ?? "\(error)"
      try? FileHandle.standardError.write(contentsOf: Data((reason + "\n").utf8))
      return 1
    }
  }

  /// Draws `job` in this process.
  static func draw(_ job: Job) throws(GraphvizRenderer.Refusal) -> [UInt8] {
    let renderer = try GraphvizRenderer(dot: job.dot, pictures: job.pictures)
    if job.engine == .force { return try renderer.places(engine: job.engine) }
    let bytes = try renderer.render(as: job.format, engine: job.engine)
    return job.format == .pdf ? PDFDates.removed(from: bytes) : bytes
  }

  /// What a child is asked to do: one header line, then DOT.
  struct Job: Equatable {
    let engine: ChartEngine
    let format: ChartFormat
    let limits: ChartWorker.Limits
    let dot: String
    /// The folder in which the pictures of the chart lie. The parent makes and removes it, so that
    /// nothing is left behind where the child dies.
    var pictures: String

    init(
      engine: ChartEngine, format: ChartFormat, limits: ChartWorker.Limits, dot: String,
      pictures: String = ""
    ) {
      self.engine = engine
      self.format = format
      self.limits = limits
      self.dot = dot
      self.pictures = pictures
    }

    init(reading data: Data) throws(GraphvizRenderer.Refusal) {
      guard let end = data.firstIndex(of: 0x0A),
        let header = String(bytes: data[..<end], encoding: .utf8),
        let dot = String(bytes: data[data.index(after: end)...], encoding: .utf8)
      else { throw GraphvizRenderer.Refusal(reason: "no header line") }
      let fields = header.split(separator: " ", maxSplits: 6, omittingEmptySubsequences: false)
      guard fields.count == 7, fields[0] == "ocg-chart-1",
        let engine = ChartEngine(rawValue: String(fields[1])),
        let format = ChartFormat(rawValue: String(fields[2])),
        let cpu = Int(fields[3]), let memory = Int(fields[4]), let output = Int(fields[5])
      else { throw GraphvizRenderer.Refusal(reason: "a header line of another version") }
      self.init(
        engine: engine, format: format,
        limits: ChartWorker.Limits(
          cpuSeconds: cpu, wallSeconds: 0, memory: memory, output: output),
        dot: dot, pictures: String(fields[6]))
    }

    var bytes: Data {
      let header =
        "ocg-chart-1 \(engine.rawValue) \(format.rawValue) \(limits.cpuSeconds) "
        + "\(limits.memory) \(limits.output) \(pictures)\n"
      return Data((header + dot).utf8)
    }
  }
}

/// A folder that only this user can read, for the life of one chart.
struct TemporaryFolder {
  let path: String

  init() throws {
    let url = FileManager.default.temporaryDirectory
      .appendingPathComponent("ocg-chart-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: url, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    path = url.path
  }

  /// Puts our pictures into the folder, for Graphviz to load.
  func writePictures() throws {
    for icon in ChartIcon.all {
      let file = URL(fileURLWithPath: path).appendingPathComponent(icon.file)
      try Data(icon.bytes).write(to: file)
    }
  }

  /// Opens a new file for reading and writing and takes its name away, so that its content is gone
  /// when the last process that has it open ends, however it ends.
  func openUnnamed() throws -> FileHandle {
    let file = URL(fileURLWithPath: path).appendingPathComponent(UUID().uuidString)
    try Data().write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    return try FileHandle(forUpdating: file)
  }

  func remove() { try? FileManager.default.removeItem(atPath: path) }
}

/// The creation date that cairo writes into every PDF, which would make equal charts differ.
enum PDFDates {
  /// `bytes` with every `/CreationDate` set to the first second of 1970, length unchanged.
  static func removed(from bytes: [UInt8]) -> [UInt8] {
    let name = Array("/CreationDate (D:".utf8)
    let epoch = Array("19700101000000".utf8)
    var result = bytes
    var start = 0
    while let found = result[start...].firstRange(of: name) {
      start = found.upperBound
      guard start + epoch.count <= result.count else { break }
      result.replaceSubrange(start..<(start + epoch.count), with: epoch)
    }
    return result
  }
}
