import CGraphviz
import Foundation
import Synchronization

/// One graph in Graphviz, from DOT text to bytes: the only file that knows the C library.
///
/// Graphviz is not thread-safe, can call `exit`, and can crash on a valid chart; so in production it
/// runs only in the worker process (`GraphvizWorker`), one chart per process.
@safe
struct GraphvizRenderer: ~Copyable {
  /// Why Graphviz refused, in its own words.
  struct Refusal: Error, Equatable {
    let reason: String
  }

  // SAFETY: both come from the library in `init`, are never handed out, and are freed once, by
  // `deinit`; the type cannot be copied.
  private let context: OpaquePointer
  private let graph: UnsafeMutablePointer<Agraph_t>

  /// What Graphviz said since the last `init`; it reports through a plain function, in fragments.
  private static let messages = Mutex("")

  /// Reads `dot` and looks for pictures in the folder `pictures` only: the same one for all charts of
  /// a process, because Graphviz 2.43 may go on looking in that of an earlier chart.
  init(dot: String, pictures: String) throws(Refusal) {
    Self.messages.withLock { $0 = "" }
    // SAFETY: the function lives as long as the program and copies the text it is given.
    _ = unsafe agseterrf { fragment in
      guard let fragment = unsafe fragment else { return 0 }
      let text = unsafe String(cString: fragment)
      GraphvizRenderer.messages.withLock { $0 += text }
      return 0
    }
    guard let context = unsafe gvContext() else { throw Refusal(reason: "no context") }
    // SAFETY: the text is terminated by Swift and read before the call returns.
    guard let graph = unsafe agmemread(dot) else {
      _ = unsafe gvFreeContext(context)
      throw Refusal(reason: "not a graph: " + Self.said())
    }
    // SAFETY: the graph is open; both strings are copied by the call.
    unsafe ocg_set(graph, "imagepath", pictures)
    unsafe self.context = context
    unsafe self.graph = graph
  }

  deinit {
    // SAFETY: the layout was freed by `render`; graph before context, each once.
    _ = unsafe agclose(graph)
    _ = unsafe gvFreeContext(context)
  }

  /// Lays the graph out with `engine` and draws it as `format`.
  func render(as format: ChartFormat, engine: ChartEngine) throws(Refusal) -> [UInt8] {
    if format == .png {
      // SAFETY: the graph is open; both strings are copied by the call.
      unsafe ocg_set(graph, "dpi", "144")
    }
    return try written(as: format.rawValue, engine: engine)
  }

  /// Lays the graph out with `engine` and returns where its nodes are: a line of words for each, as
  /// Graphviz's format `plain` has it.
  func places(engine: ChartEngine) throws(Refusal) -> [UInt8] {
    try written(as: "plain", engine: engine)
  }

  /// Graphviz returns 0 even after errors, so any error it reported on the way counts as a refusal.
  private func written(as format: String, engine: ChartEngine) throws(Refusal) -> [UInt8] {
    // SAFETY: context and graph are open, the name is terminated and only read.
    guard unsafe gvLayout(context, graph, engine.rawValue) == 0 else {
      throw Refusal(reason: "no layout: " + Self.said())
    }
    var start: UnsafeMutablePointer<CChar>?
    var count = 0
    // SAFETY: the layout exists; `start` and `count` are ours to be set.
    let status = unsafe ocg_render(context, graph, format, &start, &count)
    var bytes: [UInt8] = []
    if let start = unsafe start {
      // SAFETY: the library allocated `count` bytes at `start`; they are copied, then freed once.
      unsafe bytes = Array(UnsafeRawBufferPointer(start: start, count: count))
      unsafe gvFreeRenderData(start)
    }
    // SAFETY: frees the layout made above, once.
    _ = unsafe gvFreeLayout(context, graph)
    let said = Self.said()
    guard status == 0, !bytes.isEmpty, !said.contains("Error:") else {
      throw Refusal(reason: said.isEmpty ? "nothing was drawn" : said)
    }
    return bytes
  }

  /// The collected messages on one line.
  private static func said() -> String {
    messages.withLock { $0 }.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}

/// Limits that a process sets on itself before it hands its fate to a C library.
enum ProcessLimits {
  /// Bounds CPU time in seconds, address space and file size in bytes; core files are off, since
  /// they would hold data of the case. Returns whether the system took all of them.
  static func apply(cpuSeconds: Int, memory: Int, output: Int) -> Bool {
    set(RLIMIT_CPU, cpuSeconds) && set(RLIMIT_AS, memory) && set(RLIMIT_FSIZE, output)
      && set(RLIMIT_CORE, 0)
  }

  private static func set(_ resource: __rlimit_resource, _ value: Int) -> Bool {
    let bound = rlim_t(clamping: max(value, 0))
    var limit = rlimit(rlim_cur: bound, rlim_max: bound)
    // SAFETY: the system reads `limit` during the call only.
    return unsafe setrlimit(__rlimit_resource_t(resource.rawValue), &limit) == 0
  }
}
