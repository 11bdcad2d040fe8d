import BenchmarkGraphs
import BenchmarkKernels
import GraphCore
import Testing

@Suite struct ProofTests {
  @Test("The graphs are those that the known values belong to", arguments: Proof.Graph.allCases)
  func graphs(graph: Proof.Graph) {
    #expect(graph.links().digest == graph.digest)
  }

  @Test("Every kernel answers what is known, and the same with two threads")
  func proofs() throws {
    let graphs = try Proof.Graph.allCases.map { try CSRGraph($0.links()) }
    for proof in Proof.all {
      let place = Proof.Graph.allCases.firstIndex(of: proof.graph) ?? 0
      var setting = KernelSetting()
      let one = try proof.kernel.work(on: graphs[place], setting)()
      setting.threads = 2
      let two = try proof.kernel.work(on: graphs[place], setting)()
      #expect(proof.fault(in: one) == nil, "\(proof.kernel) on \(proof.graph)")
      #expect(one.digest == two.digest, "\(proof.kernel) on \(proof.graph)")
    }
  }

  @Test("A wrong answer does not pass")
  func wrong() throws {
    let other = try CSRGraph(nodeCount: 3, links: [.init(0, 1), .init(1, 2)])
    for proof in Proof.all where proof.kernel != .pagerank && proof.kernel != .eigenvector {
      let answer = try proof.kernel.work(on: other, KernelSetting())()
      #expect(proof.fault(in: answer) != nil, "\(proof.kernel) on \(proof.graph)")
    }
  }
}
