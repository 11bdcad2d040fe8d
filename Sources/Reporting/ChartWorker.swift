import Dispatch
public import Foundation

/// What a chart can be drawn as.
public enum ChartFormat: String, Sendable, CaseIterable {
  case svg, pdf, png
}

/// How Graphviz places the boxes of a chart.
enum ChartEngine: String, Sendable, CaseIterable {
  /// Where we put them (`neato -n2`).
  case placed = "nop2"
  /// By forces; for places alone, nothing is drawn.
  case force = "sfdp"
}

/// Draws charts, each in a process of its own with bounded time and memory, so that a hang or a
/// crash in the C library cannot take the case with it.
public struct ChartWorker: Sendable {
  /// What a drawing may cost.
  public struct Limits: Sendable, Equatable {
    public var cpuSeconds: Int
    public var wallSeconds: Int
    /// Address space in bytes.
    public var memory: Int
    /// Size of the drawing in bytes.
    public var output: Int

    public init(cpuSeconds: Int, wallSeconds: Int, memory: Int, output: Int) {
      self.cpuSeconds = cpuSeconds
      self.wallSeconds = wallSeconds
      self.memory = memory
      self.output = output
    }

    /// 20 s of CPU, 60 s by the clock, 2 GiB of address space, 64 MiB of drawing.
    public static let standard = Limits(
      cpuSeconds: 20, wallSeconds: 60, memory: 2 << 30, output: 64 << 20)

    /// Three times that, for the whole network on one page.
    public static let large = Limits(
      cpuSeconds: 60, wallSeconds: 180, memory: 4 << 30, output: 192 << 20)
  }

  /// The program that answers to the argument `graphviz-worker`.
  public let executable: URL
  public let limits: Limits

  /// A worker that starts `executable`; nil means the program that is running.
  public init(executable: URL? = nil, limits: Limits = .standard) {
    self.executable =
      executable ?? URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    self.limits = limits
  }

  /// Draws `chart` as `format`: an SVG that passed the allow-list and carries a title and a
  /// description, or a PDF or PNG as Graphviz makes it.
  ///
  /// Equal charts give equal bytes. Several charts may be drawn at once, from several threads.
  ///
  /// - Throws: `ReportingError.chartNotDrawn` where the process failed, hung or was killed, or where
  ///   Graphviz reported any error.
  public func draw(_ chart: ChartDocument, as format: ChartFormat) throws(ReportingError)
    -> [UInt8]
  {
    let job = GraphvizWorker.Job(
      engine: chart.engine, format: format, limits: limits, dot: chart.dot)
    do {
      let bytes = try run(job)
      guard format == .svg else { return bytes }
      return try SVGDocument(graphviz: bytes).bytes(
        title: chart.title, description: chart.summary)
    } catch {
      throw ReportingError.chartNotDrawn(position: chart.name, reason: error.reason)
    }
  }

  /// Runs `job` in a child and returns what it wrote.
  ///
  /// Input and output go through nameless files and not through pipes: nothing can block, however
  /// large the drawing, and a child that dies early cannot signal the parent.
  func run(_ job: GraphvizWorker.Job) throws(GraphvizRenderer.Refusal) -> [UInt8] {
    do {
      let folder = try TemporaryFolder()
      defer { folder.remove() }
      let input = try folder.openUnnamed()
      let output = try folder.openUnnamed()
      let messages = try folder.openUnnamed()
      try folder.writePictures()
      var job = job
      job.pictures = folder.path
      try input.write(contentsOf: job.bytes)
      try input.seek(toOffset: 0)

      let child = Process()
      child.executableURL = executable
      child.arguments = [GraphvizWorker.argument]
      child.environment = Self.environment
      child.standardInput = input
      child.standardOutput = output
      child.standardError = messages
      let ended = DispatchSemaphore(value: 0)
      child.terminationHandler = { _ in ended.signal() }
      try child.run()
      guard ended.wait(timeout: .now() + .seconds(limits.wallSeconds)) == .success else {
        kill(child.processIdentifier, SIGKILL)
        ended.wait()
        throw GraphvizRenderer.Refusal(
          reason: "took longer than \(limits.wallSeconds) s and was ended")
      }
      try messages.seek(toOffset: 0)
      let said = try messages.read(upToCount: 2_000).map { String(decoding: $0, as: UTF8.self) }
      guard child.terminationReason == .exit, child.terminationStatus == 0 else {
        throw GraphvizRenderer.Refusal(reason: Self.reason(of: child, said: said ?? ""))
      }
      try output.seek(toOffset: 0)
      return Array(try output.readToEnd() ?? Data())
    } catch let refusal as GraphvizRenderer.Refusal {
      throw refusal
    } catch {
      throw GraphvizRenderer.Refusal(
        reason: "\(executable.lastPathComponent) could not be started: \(error)")
    }
  }

  private static func reason(of child: Process, said: String) -> String {
    let words = said.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let end =
      child.terminationReason == .uncaughtSignal
      ? "ended by signal \(child.terminationStatus)" : "exit status \(child.terminationStatus)"
    return words.isEmpty ? end : "\(end): \(words)"
  }

  /// What the child sees of ours: where libraries lie, and nothing that could steer Graphviz. A
  /// crash prints no memory: it could hold data of the case.
  private static var environment: [String: String] {
    var result = ["LC_ALL": "C.UTF-8", "SWIFT_BACKTRACE": "enable=no"]
    let own = ProcessInfo.processInfo.environment
    for name in ["LD_LIBRARY_PATH", "TMPDIR", "XDG_CACHE_HOME", "HOME"] {
      if let value = own[name] { result[name] = value }
    }
    return result
  }
}
