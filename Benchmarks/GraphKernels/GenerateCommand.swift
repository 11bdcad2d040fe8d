import BenchmarkGraphs
import BenchmarkKernels

enum GenerateCommand {
  private static let kinds = ["kron", "urand", "grid", "planted-small", "abcd", "household"]

  static func list() {
    print("kinds: " + kinds.joined(separator: " "))
    print("pathologies: " + Pathology.allCases.map(\.rawValue).joined(separator: " "))
    print("kernels: build " + Kernel.allCases.map(\.rawValue).joined(separator: " "))
  }

  static func run(_ arguments: [String]) throws {
    let options = try Options(
      arguments,
      values: [
        "--scale", "--n", "--degree", "--mixing", "--project", "--seed", "--threads", "--output",
        "--text",
      ], flags: ["--simple", "--giant"])
    let kind = try options.word(0, "KIND")
    let workers = try options.value("--threads", or: 0)
    var graph = try graph(kind, options, workers: workers)
    if let cap: Int = try options.optional("--project") {
      guard graph.memberCount > 0 else { throw Options.Fault.invalid("--project", kind) }
      graph = graph.projected(hubCap: cap, workers: workers)
    }
    if options.has("--simple") { graph = graph.simple(workers: workers) }
    if options.has("--giant") { graph = graph.giant() }
    try graph.write(to: options.required("--output"))
    if let path = options.text("--text") { try graph.writeText(to: path) }
    print(
      JSON.object([
        ("kind", .text(kind)), ("nodes", .whole(graph.nodeCount)),
        ("members", .whole(graph.memberCount)), ("links", .whole(graph.links.count)),
        ("groups", .whole(Int(graph.truth.max() ?? -1) + 1)),
        ("digest", .text(Digest.text(graph.digest))),
      ]).line)
  }

  private static func graph(
    _ kind: String, _ options: Options, workers: Int
  ) throws -> EdgeList {
    let seed: UInt64 = try options.value("--seed", or: 1)
    let degree = try options.value("--degree", or: 16)
    let scale: Int? = try options.optional("--scale")
    if let scale, !(1...30).contains(scale) { throw Options.Fault.invalid("--scale", "\(scale)") }
    let count: Int? = try options.optional("--n")
    if let count, !(0...Int(Int32.max) - 1).contains(count) {
      throw Options.Fault.invalid("--n", "\(count)")
    }
    func nodeCount(_ standard: Int) -> Int { count ?? scale.map { 1 << $0 } ?? standard }
    switch kind {
    case "kron":
      guard let scale else { throw Options.Fault.missing("--scale") }
      return .kron(scale: scale, degree: degree, seed: seed, workers: workers)
    case "urand":
      return .urand(
        nodeCount: max(1, nodeCount(1 << 16)), degree: degree, seed: seed, workers: workers)
    case "grid":
      let side = Int(Double(nodeCount(1 << 20)).squareRoot().rounded())
      return .grid(side: side, seed: seed, workers: workers)
    case "planted-small":
      return PlantedGroups.small(nodeCount: max(100, nodeCount(200_000)))
        .graph(seed: seed, workers: workers)
    case "abcd":
      let mixing = try options.value("--mixing", or: 0.3)
      guard (0...1).contains(mixing) else { throw Options.Fault.invalid("--mixing", "\(mixing)") }
      return PlantedGroups.abcd(nodeCount: max(1_000, nodeCount(1_000_000)), mixing: mixing)
        .graph(seed: seed, workers: workers)
    case "household":
      return Household(personCount: max(100, nodeCount(100_000)))
        .graph(seed: seed, workers: workers)
    default:
      guard let pathology = Pathology(rawValue: kind) else { throw Options.Fault.unknown(kind) }
      return pathology.graph(nodeCount: nodeCount(1_000))
    }
  }
}
