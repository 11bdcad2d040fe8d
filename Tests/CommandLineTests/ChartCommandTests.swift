import Foundation
import Testing

/// What `ocg chart` leaves where its drawing process is killed.
@Suite struct ChartCommandTests {
  /// Ends every child of `process` as soon as there is one, until `process` itself ends.
  private func killChildren(of process: Process) -> Int {
    var ended: Set<Int32> = []
    while process.isRunning {
      let tasks = "/proc/\(process.processIdentifier)/task"
      for task in (try? FileManager.default.contentsOfDirectory(atPath: tasks)) ?? [] {
        let children = try? String(contentsOfFile: "\(tasks)/\(task)/children", encoding: .utf8)
        for child in (children ?? "").split(separator: " ").compactMap({ Int32($0) }) {
          kill(child, SIGKILL)
          ended.insert(child)
        }
      }
      usleep(1_000)
    }
    process.waitUntilExit()
    return ended.count
  }

  @Test("A killed drawing leaves its tables, a line that says where, and exit status 1")
  func killed() throws {
    let folder = TemporaryFolder()
    let path = try SmallCase.make(in: folder)
    let scratch = TemporaryFolder()
    let chart = folder.path("whole.v2.svg")
    let process = try Binary.start(
      ["chart", path, "--kind", "network", "--period", "2026-Q3", "-o", chart], scratch: scratch)
    // Once at its places, once at those of its communities, and at the picture.
    #expect(killChildren(of: process) >= 3)
    let complaint = String(decoding: try Data(contentsOf: scratch.url("err")), as: UTF8.self)
    #expect(process.terminationStatus == 1, "\(complaint)")
    #expect(process.terminationReason == .exit)
    #expect(!FileManager.default.fileExists(atPath: chart))
    let tables = folder.path("whole.v2.table.html")
    let last = complaint.split(separator: "\n").last ?? ""
    #expect(last.contains("ended by signal 9") && last.contains(tables), "\(complaint)")
    let html = try String(contentsOfFile: tables, encoding: .utf8)
    #expect(html.contains("<caption>The 40 most linked of 40 entities</caption>"))
    #expect(html.contains(">Person 17</th>"))
    #expect(html.contains("class=\"marking\"") && html.contains("ended by signal 9"))
    let log = try Binary.run("audit", path).text
    #expect(log.contains("disclosure: wrote 1 file"), "\(log)")
  }

  @Test("An earlier period is asked for where a chart can keep its places, and nowhere else")
  func earlier() throws {
    let folder = TemporaryFolder()
    let path = try SmallCase.make(in: folder)
    for kind in ["ego", "ranks", "timeline"] {
      let subject = kind == "ranks" ? [] : [kind == "ego" ? "--entity" : "--subject", "ML-0123"]
      let run = try Binary.run(
        ["chart", path, "--kind", kind, "--from", "2026-Q2", "-o", folder.path("a.svg")]
          + subject)
      #expect(
        run.status == 2 && run.complaint.contains("--from: is of --kind overview"), "\(kind)")
    }
  }

  @Test("A chart that can be drawn leaves no tables")
  func drawn() throws {
    let folder = TemporaryFolder()
    let path = try SmallCase.make(in: folder)
    let run = try Binary.run(
      "chart", path, "--kind", "overview", "--period", "2026-Q3", "-o", folder.path("whole.svg"))
    #expect(run.status == 0, "\(run.complaint)")
    let left = try FileManager.default.contentsOfDirectory(atPath: folder.root.path)
    #expect(left.contains("whole.svg") && !left.contains { $0.hasSuffix(".table.html") })
  }
}
