import Foundation
import Testing

@testable import Reporting

/// The parent's side of drawing, with small programs standing in for our own.
@Suite("Chart worker")
struct ChartWorkerTests {
  /// A program of `script` in a folder of its own.
  private struct StandIn {
    let folder: TemporaryFolder
    let url: URL

    init(_ script: String) throws {
      folder = try TemporaryFolder()
      url = URL(fileURLWithPath: folder.path).appendingPathComponent("stand-in")
      // Written by a child: were the file open for writing here, a process started just then by
      // another test would hold it open too, and the system refuses to run such a file.
      let writer = Process()
      writer.executableURL = URL(fileURLWithPath: "/bin/sh")
      writer.arguments = [
        "-c", #"printf '%s\n' "$1" >"$2" && chmod 700 "$2""#, "sh", "#!/bin/sh\n\(script)",
        url.path,
      ]
      try writer.run()
      writer.waitUntilExit()
      try #require(writer.terminationStatus == 0)
    }
  }

  private static let chart = ChartDocument.overview(of: ReleaseFixture.release())

  private func outcome(
    _ script: String, wallSeconds: Int = 30, as format: ChartFormat = .svg
  ) throws -> Result<[UInt8], ReportingError> {
    let standIn = try StandIn(script)
    defer { standIn.folder.remove() }
    var limits = ChartWorker.Limits.standard
    limits.wallSeconds = wallSeconds
    let worker = ChartWorker(executable: standIn.url, limits: limits)
    do throws(ReportingError) {
      return .success(try worker.draw(Self.chart, as: format))
    } catch {
      return .failure(error)
    }
  }

  private func reason(_ result: Result<[UInt8], ReportingError>) -> String {
    if case .failure(.chartNotDrawn(let position, let reason)) = result {
      return position == "overview" ? reason : "position \(position)"
    }
    return "\(result)"
  }

  @Test("A child that hangs is ended at the wall-clock limit")
  func hang() throws {
    let start = Date()
    let reason = reason(try outcome("exec sleep 60", wallSeconds: 1))
    #expect(reason == "took longer than 1 s and was ended")
    #expect(Date().timeIntervalSince(start) < 20)
  }

  @Test("A child that is killed is named with its signal")
  func killed() throws {
    #expect(reason(try outcome("kill -9 $$")) == "ended by signal 9")
  }

  @Test("A child that fails is quoted")
  func failure() throws {
    #expect(
      reason(try outcome("echo 'Error: out of  memory' >&2; exit 3"))
        == "exit status 3: Error: out of memory")
  }

  @Test("A child that writes no SVG, half of one or a foreign one is not believed")
  func garbage() throws {
    for script in [
      "true", "echo nonsense", "echo '<svg width=\"1pt\" height=\"1pt\" viewBox=\"0 0 1 1\"><g>'",
      "echo '<svg width=\"1\" height=\"1\" viewBox=\"0 0 1 1\"><script>1</script></svg>'",
    ] {
      #expect(throws: ReportingError.self) { _ = try outcome(script).get() }
    }
  }

  @Test("A program that does not exist gives the chart's error")
  func missing() {
    let worker = ChartWorker(executable: URL(fileURLWithPath: "/nonexistent/ocg"))
    #expect(throws: ReportingError.self) { _ = try worker.draw(Self.chart, as: .svg) }
  }

  @Test("Megabytes pass both ways without a deadlock")
  func large() throws {
    let standIn = try StandIn("exec cat")
    defer { standIn.folder.remove() }
    let job = GraphvizWorker.Job(
      engine: .placed, format: .pdf, limits: .standard,
      dot: String(repeating: "0123456789abcdef", count: 300_000))
    let bytes = try ChartWorker(executable: standIn.url).run(job)
    #expect(bytes.count > job.dot.utf8.count)
    #expect(bytes.suffix(job.dot.utf8.count).elementsEqual(job.dot.utf8))
  }

  @Test("Drawing in two fresh processes gives equal bytes")
  func twice() throws {
    let script = "read header; dot -Knop2 -Tsvg 2>/dev/null; exit 0"
    let first = try outcome(script).get()
    #expect(first.count > 10_000)
    #expect(try outcome(script).get() == first)
  }

  @Test("Data that passes to a child has no name on disk")
  func nameless() throws {
    let folder = try TemporaryFolder()
    let handle = try folder.openUnnamed()
    try handle.write(contentsOf: Data("x".utf8))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    folder.remove()
    #expect(!FileManager.default.fileExists(atPath: folder.path))
  }

  @Test("Only the hidden argument starts a worker")
  func arguments() {
    #expect(GraphvizWorker.runIfAsked(arguments: ["ocg"]) == nil)
    #expect(GraphvizWorker.runIfAsked(arguments: ["ocg", "chart"]) == nil)
    #expect(GraphvizWorker.runIfAsked(arguments: ["ocg", "graphviz-worker", "x"]) == nil)
  }

  @Test("A job survives its way through the header line; other headers are refused")
  func jobs() throws {
    let job = GraphvizWorker.Job(
      engine: .placed, format: .png,
      limits: ChartWorker.Limits(cpuSeconds: 3, wallSeconds: 0, memory: 99, output: 7),
      dot: "graph {\n}\n", pictures: "/tmp/a folder")
    #expect(try GraphvizWorker.Job(reading: job.bytes) == job)
    for text in [
      "", "graph {}", "ocg-chart-1 nop2 gif 1 1 1 /x\n", "ocg-chart-2 nop2 svg 1 1 1 /x\n",
    ] {
      #expect(throws: GraphvizRenderer.Refusal.self) {
        _ = try GraphvizWorker.Job(reading: Data(text.utf8))
      }
    }
  }
}
