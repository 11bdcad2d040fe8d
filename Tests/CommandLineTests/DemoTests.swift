import Foundation
import Support
import Testing

/// The demonstration on the committed world, run once for all tests that only read its products.
private enum Demo {
  static let folder = TemporaryFolder()
  static let run = Result { try Binary.run(arguments(data: data, workers: 1, output: "demo")) }
  static let data = SharedData.checkout.appendingPathComponent("datasets/fens").path

  static func arguments(data: String, workers: Int, output: String) -> [String] {
    [
      "demo", "--data", data, "--workers", "\(workers)", "--output", folder.path(output),
      "--charts",
      "3",
    ]
  }
}

@Suite struct DemoTests {
  @Test("The demonstration ends with 0 and leaves every product that it names")
  func products() throws {
    let run = try Demo.run.get()
    #expect(run.status == 0, "\(run.complaint)")
    let named = run.text.split(separator: "\n").map(String.init)
      .filter { $0.hasPrefix(Demo.folder.path("demo/")) }
      .compactMap { $0.split(separator: " ").first.map(String.init) }
    let endings = Set(named.map { URL(fileURLWithPath: $0).pathExtension })
    #expect(endings == ["csv", "html", "graphml", "svg", "pdf", "dot", "ocgcase"])
    for path in named {
      let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
      #expect(size > 100, "\(path)")
    }
  }

  @Test("Progress is one line for each stage, with its time; more only where a stage is long")
  func progress() throws {
    let lines = try Demo.run.get().complaintLines
    let stages = lines.compactMap { $0.split(separator: " ").first }
    let inOrder = stages.reduce(into: [Substring]()) { if $0.last != $1 { $0.append($1) } }
    #expect(inOrder == ["import", "link", "assess", "draw"])
    #expect(lines.allSatisfy { $0.hasSuffix(" s") })
  }

  @Test("The receipts account for every row of every export, counted without the program")
  func receipts() throws {
    let text = try Demo.run.get().text
    let exports = try FileManager.default.contentsOfDirectory(atPath: "\(Demo.data)/data")
    for name in exports {
      let line = try #require(text.split(separator: "\n").first { $0.hasPrefix("\(name) ") })
      let numbers = line.split(separator: " ").suffix(5)
        .compactMap { Int($0.replacingOccurrences(of: ",", with: "")) }
      try #require(numbers.count == 5, "\(line)")
      #expect(numbers[0] == numbers[1] + numbers[2], "\(line)")
      #expect(numbers[2] == numbers[3] + numbers[4], "\(line)")
    }
    let total = try #require(text.split(separator: "\n").first { $0.hasPrefix("Total ") })
    #expect(total.contains("5,000"))
  }

  @Test("The case can be read by its owner alone")
  func permissions() throws {
    _ = try Demo.run.get()
    let path = Demo.folder.path("demo/demo.ocgcase")
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
  }

  @Test("Two workers and rows in another order give the same bytes")
  func reproducible() throws {
    _ = try Demo.run.get()
    let shuffled = Demo.folder.url("shuffled")
    try FileManager.default.createDirectory(at: shuffled, withIntermediateDirectories: true)
    for name in ["data", "mappings"] {
      try FileManager.default.copyItem(
        at: URL(fileURLWithPath: "\(Demo.data)/\(name)"),
        to: shuffled.appendingPathComponent(name))
    }
    #expect(try reverseRows(in: shuffled.appendingPathComponent("data")) > 10)
    let arguments = Demo.arguments(data: shuffled.path, workers: 2, output: "second")
    #expect(try Binary.run(arguments).status == 0)
    let first = try productBytes("demo")
    let second = try productBytes("second")
    #expect(first.count > 8)
    #expect(first.keys.sorted() == second.keys.sorted())
    for (name, bytes) in first { #expect(second[name] == bytes, "\(name)") }
  }

  /// Reverses the rows of each export that has no quoted line end, and returns how many it changed.
  private func reverseRows(in folder: URL) throws -> Int {
    var changed = 0
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
      let url = folder.appendingPathComponent(name)
      let bytes = [UInt8](try Data(contentsOf: url))
      var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: true)
      let isSimple = lines.allSatisfy { line in line.count { $0 == 0x22 }.isMultiple(of: 2) }
      guard isSimple, bytes.last == 0x0A, lines.count > 2 else { continue }
      lines = [lines[0]] + lines.dropFirst().reversed()
      try Data(lines.flatMap { $0 + [0x0A] }).write(to: url)
      changed += 1
    }
    return changed
  }

  private func productBytes(_ name: String) throws -> [String: Data] {
    let root = Demo.folder.url(name)
    let walker = try #require(FileManager.default.enumerator(atPath: root.path))
    var products: [String: Data] = [:]
    for case let path as String in walker {
      let ending = URL(fileURLWithPath: path).pathExtension
      guard ["csv", "html", "graphml", "dot", "svg", "pdf"].contains(ending) else { continue }
      products[path] = try Data(contentsOf: root.appendingPathComponent(path))
    }
    return products
  }

  @Test("A second run into the same folder is refused, and replaces everything with --force")
  func again() throws {
    let folder = TemporaryFolder()
    let stale = folder.url("demo/charts/99-OLD.svg")
    try FileManager.default.createDirectory(
      at: stale.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data("old".utf8).write(to: stale)
    let arguments = [
      "demo", "--data", Demo.data, "--output", folder.path("demo"), "--charts", "1", "--json",
    ]
    let refused = try Binary.run(arguments)
    #expect(refused.status == 2)
    #expect(refused.complaint.contains("--force"))
    let forced = try Binary.run(arguments + ["--force"])
    #expect(forced.status == 0, "\(forced.complaint)")
    #expect(!FileManager.default.fileExists(atPath: stale.path))
    #expect(try forced.json()["assessed"] != nil)
  }
}

@Suite struct StepTests {
  @Test("One chart and one export can be had from a case without naming the period")
  func chartAndExport() throws {
    _ = try Demo.run.get()
    let path = Demo.folder.path("demo/demo.ocgcase")
    let listed = try String(
      contentsOfFile: Demo.folder.path("demo/review-list.csv"), encoding: .utf8)
    let lines = listed.split(whereSeparator: \.isNewline)
      .map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    let heading = try #require(lines.firstIndex { $0.contains("Id") || $0.contains("id") })
    let column = try #require(lines[heading].firstIndex { $0.lowercased() == "id" })
    let id = String(try #require(lines.dropFirst(heading + 1).first)[column])
    let signatures = ["svg": "<", "pdf": "%PDF-", "png": "\u{89}PNG", "dot": ""]
    for (ending, signature) in signatures.sorted(by: { $0.key < $1.key }) {
      let chart = Demo.folder.path("one.\(ending)")
      let run = try Binary.run("chart", path, "--subject", id, "-o", chart)
      #expect(run.status == 0, "\(ending): \(run.complaint)")
      let bytes = try Data(contentsOf: URL(fileURLWithPath: chart))
      #expect(
        String(decoding: bytes.prefix(9), as: UTF8.self).hasPrefix(signature) || ending == "png")
      #expect(bytes.count > 500)
    }
    for kind in ["score", "timeline", "movement", "removal"] {
      let chart = Demo.folder.path("\(kind).svg")
      let run = try Binary.run("chart", path, "--kind", kind, "--subject", id, "-o", chart)
      #expect(run.status == 0, "\(kind): \(run.complaint)")
    }
    for kind in ["overview", "ranks", "network", "communities"] {
      let chart = Demo.folder.path("\(kind).dot")
      #expect(try Binary.run("chart", path, "--kind", kind, "-o", chart).status == 0, "\(kind)")
    }
    let export = try Binary.run("export", path, "--format", "graphml", "-o", "-")
    #expect(export.status == 0, "\(export.complaint)")
    #expect(export.text.contains("<graphml"))
  }

  @Test("A chart of a position that does not exist is one line, and no file is left")
  func noSuchPosition() throws {
    _ = try Demo.run.get()
    let chart = Demo.folder.path("none.svg")
    let run = try Binary.run(
      "chart", Demo.folder.path("demo/demo.ocgcase"), "--subject", "NOBODY", "-o", chart)
    #expect(run.status == 2)
    #expect(run.complaint.contains("--subject NOBODY: "))
    let ego = try Binary.run(
      "chart", Demo.folder.path("demo/demo.ocgcase"), "--kind", "ego", "--entity", "NOBODY", "-o",
      chart)
    #expect(ego.status == 2)
    #expect(ego.complaint.contains("--entity NOBODY: "))
    #expect(!FileManager.default.fileExists(atPath: chart))
  }

  @Test("The log holds every act on the case, and its chain is whole")
  func log() throws {
    _ = try Demo.run.get()
    let run = try Binary.run("audit", Demo.folder.path("demo/demo.ocgcase"), "--json")
    #expect(run.status == 0)
    let log = try run.json()
    #expect(log["isWhole"] as? Bool == true)
    let operations = (log["entries"] as? [[String: Any]] ?? []).compactMap {
      $0["operation"] as? String
    }
    #expect(operations.filter { $0 == "collection" }.count >= 20)
    #expect(Set(operations).isSuperset(of: ["combination", "consultation", "disclosure"]))
  }

  @Test("An assessment with late reviews ends with 1")
  func needsHuman() throws {
    _ = try Demo.run.get()
    let run = try Binary.run(
      "assess", Demo.folder.path("demo/demo.ocgcase"), "--period", "2026-Q3", "--output",
      Demo.folder.path("assessed"), "--charts", "0", "--json")
    #expect(run.status == 1, "\(run.complaint)")
    let kinds = (try run.json()["findings"] as? [[String: Any]] ?? []).compactMap {
      $0["kind"] as? String
    }
    #expect(kinds.contains("overdue"))
    #expect(kinds.contains("unowned"))
  }
}
