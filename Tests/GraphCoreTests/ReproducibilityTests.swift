import GraphCore
import Testing

@Suite("Equal graphs give equal bits", .serialized)
struct ReproducibilityTests {
  @Test(
    "Renaming the nodes renames the answers and changes nothing else",
    arguments: 0..<10 as Range<UInt64>)
  func renaming(seed: UInt64) throws {
    let network = SeededNetwork.random(nodeCount: 30, chance: 0.1, seed: seed)
    let names = CounterRandom(seed: seed).permutation(30, stream: 0)
    let (graph, other) = (try network.graph, try network.renamed(names).graph)
    func expectSame<Value: Equatable>(_ measure: (CSRGraph) -> [Value]) {
      let (here, there) = (measure(graph), measure(other))
      for v in 0..<30 { #expect(here[v] == there[names[v]]) }
    }
    func expectNear(_ measure: (CSRGraph) -> [Double]) {
      let (here, there) = (measure(graph), measure(other))
      for v in 0..<30 { #expect(abs(here[v] - there[names[v]]) < 1e-9) }
    }
    expectSame { $0.degrees() }
    expectSame { $0.coreNumbers() }
    expectSame { $0.triangles() }
    expectSame { $0.eccentricities() }
    expectNear { $0.betweenness() }
    expectNear { $0.harmonic() }
    expectNear { $0.pageRank().scores }
    #expect(other.cutNodes() == graph.cutNodes().map { names[$0] }.sorted())
    #expect(other.bridges().count == graph.bridges().count)
  }
}

@Suite("Worker pool")
struct WorkerPoolTests {
  @Test("Every piece is done once and results keep their order", arguments: [0, 1, 2, 9])
  func map(workers: Int) {
    let squares = WorkerPool.shared.map(1000, workers: workers) { $0 * $0 }
    #expect(squares == (0..<1000).map { $0 * $0 })
  }

  @Test("Jobs inside pieces and jobs beside each other all finish")
  func nested() async {
    await withTaskGroup(of: Int.self) { group in
      for task in 0..<8 {
        group.addTask {
          WorkerPool.shared.map(20, workers: 3) { piece in
            WorkerPool.shared.map(piece, workers: 3) { $0 + task }.reduce(0, +)
          }.reduce(0, +)
        }
      }
      var sums: [Int] = []
      for await sum in group { sums.append(sum) }
      // Σ over pieces p < 20 of p(p − 1)/2 + p · task = 1140 + 190 · task.
      #expect(sums.sorted() == (0..<8).map { 1140 + 190 * $0 })
    }
  }

  @Test("No pieces, no calls")
  func none() {
    #expect(WorkerPool.shared.map(0) { $0 }.isEmpty)
  }
}

@Suite("Counter-based randomness")
struct CounterRandomTests {
  @Test("A draw depends on seed, stream and index alone, and on each of them")
  func function() {
    let a = CounterRandom(seed: 1)
    #expect(a.bits(stream: 2, index: 3) == CounterRandom(seed: 1).bits(stream: 2, index: 3))
    let draws = [
      a.bits(stream: 2, index: 3), a.bits(stream: 3, index: 2), a.bits(stream: 2, index: 4),
      CounterRandom(seed: 2).bits(stream: 2, index: 3),
    ]
    #expect(Set(draws).count == 4)
  }

  @Test("The draws of a release never change")
  func fixed() {
    #expect(CounterRandom(seed: 42).bits(stream: 0, index: 0) == 0xCEF3_4101_C7B3_D61A)
  }

  @Test("Every bit is set about half the time, in every stream", arguments: 0..<4 as Range<UInt64>)
  func balance(stream: UInt64) {
    let random = CounterRandom(seed: 5)
    var ones = [Int](repeating: 0, count: 64)
    for index in 0..<4000 {
      let bits = random.bits(stream: stream, index: UInt64(index))
      for bit in 0..<64 where bits >> UInt64(bit) & 1 == 1 { ones[bit] += 1 }
    }
    // Five standard deviations of 4,000 tosses are 158.
    #expect(ones.allSatisfy { abs($0 - 2000) < 158 })
  }

  @Test("Bounded draws are in range and even; unit draws lie in [0, 1)")
  func bounded() {
    let random = CounterRandom(seed: 6)
    var counts = [Int](repeating: 0, count: 7)
    var sum = 0.0
    for index in 0..<7000 {
      counts[random.below(7, stream: 0, index: UInt64(index))] += 1
      let unit = random.uniform(stream: 1, index: UInt64(index))
      #expect((0..<1).contains(unit))
      sum += unit
    }
    #expect(counts.allSatisfy { abs($0 - 1000) < 150 })
    #expect(abs(sum / 7000 - 0.5) < 0.02)
    #expect(random.permutation(50, stream: 2).sorted() == Array(0..<50))
    #expect(random.permutation(50, stream: 2) != Array(0..<50))
  }
}
