import GraphCore
import Synchronization
import Testing

@Suite("Control over work in progress")
struct WorkControlTests {
  @Test("Progress rises to 1 in steps of a hundredth or more", arguments: [1, 2, 5])
  func progress(workers: Int) throws {
    let seen = Mutex<[Double]>([])
    let control = WorkControl { fraction in seen.withLock { $0.append(fraction) } }
    #expect(control.fraction == 0)
    let squares = try WorkerPool.shared.map(1000, workers: workers, control: control) { $0 * $0 }
    #expect(squares == (0..<1000).map { $0 * $0 })
    #expect(control.fraction == 1)
    let steps = seen.withLock { $0 }
    #expect(steps.count <= 100 && steps.contains(1))
    if workers == 1 {
      #expect(steps == (1...100).map { Double($0) / 100 })
    }
  }

  @Test("Calls in a row share one control and one scale")
  func severalCalls() throws {
    let control = WorkControl()
    try WorkerPool.shared.forEach(10, workers: 2, control: control) { _ in }
    #expect(control.fraction == 1)
    try WorkerPool.shared.forEach(30, workers: 2, control: control) { piece in
      #expect(control.fraction < 1)
    }
    #expect(control.fraction == 1)
  }

  @Test("A cancelled call stops early, throws and gives no result", arguments: [1, 2, 7])
  func cancelling(workers: Int) {
    let control = WorkControl()
    let done = Atomic<Int>(0)
    #expect(throws: GraphError.cancelled) {
      try WorkerPool.shared.map(100_000, workers: workers, control: control) { piece in
        if done.add(1, ordering: .relaxed).newValue == 10 { control.cancel() }
        return piece
      }
    }
    #expect(control.isCancelled)
    // The pieces in hand may finish, one on each thread.
    #expect(done.load(ordering: .relaxed) <= 10 + workers)
    #expect(throws: GraphError.cancelled) {
      try WorkerPool.shared.forEach(1, control: control) { _ in }
    }
  }

  @Test("A cancelled control stops sweeps and searches; one that is not changes no bit")
  func sweeps() throws {
    let (control, cancelled) = (WorkControl(), WorkControl())
    cancelled.cancel()
    let graph = try SeededNetwork.karate.graph
    #expect(throws: GraphError.cancelled) { try graph.eigenvector(control: cancelled) }
    #expect(throws: GraphError.cancelled) { try graph.hubsAndAuthorities(control: cancelled) }
    #expect(throws: GraphError.cancelled) {
      try graph.katz(attenuation: 0.05, control: cancelled)
    }
    #expect(try graph.eigenvector(control: control) == graph.eigenvector())
    #expect(try graph.hubsAndAuthorities(control: control) == graph.hubsAndAuthorities())
    #expect(
      try graph.katz(attenuation: 0.05, control: control) == graph.katz(attenuation: 0.05))
    for direction in CSRGraph.Direction.allCases {
      #expect(throws: GraphError.cancelled) {
        try graph.breadthFirst(from: 0, direction, control: cancelled)
      }
      #expect(
        try graph.breadthFirst(from: 0, direction, control: control)
          == graph.breadthFirst(from: 0, direction))
    }
  }

  @Test("Without a control the work is the same")
  func none() throws {
    #expect(try WorkerPool.shared.map(3, control: nil) { $0 } == [0, 1, 2])
  }

  @Test("Thousands of short jobs leave nothing behind", arguments: [2, 3, 64])
  func shortJobs(workers: Int) {
    let sum = Atomic<Int>(0)
    for _ in 0..<3000 {
      WorkerPool.shared.forEach(5, workers: workers) { sum.add($0, ordering: .relaxed) }
    }
    #expect(sum.load(ordering: .relaxed) == 30_000)
  }
}
