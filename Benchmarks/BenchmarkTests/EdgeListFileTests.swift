import BenchmarkGraphs
import Foundation
import Testing

@Suite struct EdgeListFileTests {
  private let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("edge-list-\(ProcessInfo.processInfo.processIdentifier)").path

  private func path(_ name: String) -> String { "\(folder)-\(name)" }

  @Test("What is written is read again")
  func roundTrip() throws {
    var weighted = EdgeList(nodeCount: 3, links: [.init(0, 1), .init(1, 2)])
    weighted.strengths = [0.5, 2]
    weighted.isDirected = true
    for (name, graph) in [
      ("household", Household(personCount: 500).graph(seed: 1)), ("weighted", weighted),
      ("empty", EdgeList(nodeCount: 0)),
    ] {
      let path = path(name)
      defer { try? FileManager.default.removeItem(atPath: path) }
      try graph.write(to: path)
      #expect(try EdgeList.read(path) == graph)
    }
  }

  @Test("A damaged file is refused")
  func damaged() throws {
    let path = path("damaged")
    defer { try? FileManager.default.removeItem(atPath: path) }
    try EdgeList.grid(side: 5, seed: 1).write(to: path)
    var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    bytes[70] ^= 1
    try bytes.write(to: URL(fileURLWithPath: path))
    #expect(throws: EdgeListError.self) { try EdgeList.read(path) }
    try bytes.dropLast().write(to: URL(fileURLWithPath: path))
    #expect(throws: EdgeListError.self) { try EdgeList.read(path) }
    try Data("nothing".utf8).write(to: URL(fileURLWithPath: path))
    #expect(throws: EdgeListError.self) { try EdgeList.read(path) }
  }
}
