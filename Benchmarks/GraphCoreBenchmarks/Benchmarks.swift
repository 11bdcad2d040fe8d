import Benchmark
import BenchmarkKernels
import GraphCore

/// One benchmark per proof: the answer is proved before it is timed, and a wrong one has no time.
let benchmarks: @Sendable () -> Void = {
  // SAFETY: set once, before the first benchmark is registered, on the thread that registers them.
  unsafe Benchmark.defaultConfiguration = .init(
    metrics: [.wallClock, .cpuTotal, .peakMemoryResident], warmupIterations: 1,
    maxDuration: .seconds(2), maxIterations: 200)
  for proof in Proof.all {
    for threads in [1, 2] {
      Benchmark("\(proof.kernel.rawValue) \(proof.graph.rawValue) \(threads)T") { benchmark in
        var setting = KernelSetting()
        setting.threads = threads
        let work = try proof.kernel.work(on: CSRGraph(proof.graph.links()), setting)
        if let fault = try proof.fault(in: work()) { return benchmark.error(fault) }
        benchmark.startMeasurement()
        blackHole(try work())
        benchmark.stopMeasurement()
      }
    }
  }
}
