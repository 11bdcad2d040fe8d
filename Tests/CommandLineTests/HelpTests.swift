import Foundation
import Testing

/// Every command and the group `graph` with its own.
let allCommands: [[String]] = [
  [], ["demo"], ["new"], ["import"], ["link"], ["link", "run"], ["link", "review"],
  ["link", "decide"], ["link", "evaluate"], ["link", "file"], ["assess"], ["explain"], ["compare"],
  ["chart"], ["export"], ["package"], ["safeguard"], ["decide"], ["journal"], ["verify"],
  ["status"], ["audit"],
  ["check"], ["backup"], ["retention"], ["dispose"], ["synth"], ["graph"], ["graph", "info"],
  ["graph", "measure"],
  ["graph", "communities"], ["graph", "key-players"], ["graph", "paths"],
]

@Suite struct HelpTests {
  @Test("The binary under test is there")
  func binary() {
    #expect(FileManager.default.isExecutableFile(atPath: Binary.url.path), "\(Binary.url.path)")
  }

  @Test("Help says what a command does and shows an example", arguments: allCommands)
  func help(command: [String]) throws {
    let run = try Binary.run(command + ["--help"])
    let name = (["ocg"] + command).joined(separator: " ")
    #expect(run.status == 0)
    #expect(run.complaint == "")
    #expect(run.text.contains("OVERVIEW: "))
    #expect(run.text.contains("Example:"))
    let examples = run.text.components(separatedBy: "Example:").dropFirst().joined()
    #expect(examples.contains(name), "the example runs \(name)")
  }

  @Test("Every command that the root names is tested here")
  func complete() throws {
    let listed = try Binary.run("--help").text.split(separator: "\n")
      .drop { !$0.hasPrefix("SUBCOMMANDS") }.dropFirst()
      .prefix { $0.hasPrefix("  ") && !$0.hasPrefix("  See") }
      .filter { !$0.hasPrefix("   ") }
      .compactMap { $0.split(separator: " ").first.map(String.init) }
    #expect(Set(listed) == Set(allCommands.compactMap(\.first)))
  }

  @Test(
    "Every command takes --workers and --json",
    arguments: allCommands.filter { !$0.isEmpty && $0 != ["graph"] && $0 != ["link"] })
  func commonOptions(command: [String]) throws {
    let help = try Binary.run(command + ["--help"]).text
    #expect(help.contains("--workers"))
    #expect(help.contains("--json"))
  }

  @Test("The version is one line")
  func version() throws {
    let run = try Binary.run("--version")
    #expect(run.status == 0)
    #expect(run.text.hasPrefix("ocg "))
    #expect(run.text.split(separator: "\n").count == 1)
  }
}

@Suite struct UsageTests {
  @Test(
    "Bad usage ends with 2 and one line that says what to do",
    arguments: [
      ["nonsense"], ["new"], ["import", "case"], ["import", "case", "--mapping", "m"],
      ["assess", "case", "--period", "soon", "--output", "o"],
      ["assess", "case", "--period", "2026-Q5", "--output", "o"],
      ["link", "case", "--workers", "-1"], ["link", "case", "--workers", "many"],
      ["link", "case", "--explain", "A"], ["link", "review", "case"],
      ["link", "decide", "case", "A", "B", "--by", "N", "--reason", "r"],
      ["link", "decide", "case", "A", "B", "--same", "--unsure", "--by", "N", "--reason", "r"],
      ["link", "decide", "case", "A", "B", "--same", "--by", " ", "--reason", "r"],
      ["synth", "--world", "moon", "--output", "o"], ["synth", "--scale", "0", "--output", "o"],
      ["export", "case", "--format", "xls", "-o", "f"], ["chart", "case", "-o", "f.svg"],
      ["chart", "case", "--kind", "ego", "--subject", "X", "-o", "f.svg"],
      ["chart", "case", "--kind", "path", "--entity", "X", "-o", "f.svg"],
      ["chart", "case", "--kind", "ranks", "--subject", "X", "-o", "f.svg"],
      ["demo", "--output", "o", "--period", "soon"], ["graph", "measure"], ["backup", "case"],
      ["dispose", "case", "K", "--by", "N", "--reason", "r"], ["retention", "case"],
      ["retention", "case", "--on", "soon"], ["verify", "case", "first"],
      ["decide", "case", "keep", "K", "--by", "N", "--reason", "r"],
      ["decide", "case", "shield", "K", "--by", "N", "--reason", " "],
      ["decide", "case", "split-group", "K", "--by", "N", "--reason", "r"],
      ["decide", "case", "accept-group", "K", "L", "--by", "N", "--reason", "r"],
      ["journal", "case", "--withdraw", "1", "--by", "N"],
    ])
  func badUsage(arguments: [String]) throws {
    let folder = TemporaryFolder()
    let run = try Binary.run(arguments, in: folder)
    #expect(run.status == 2)
    #expect(run.output.isEmpty)
    #expect(run.complaintLines.count == 1, "\(run.complaint)")
    #expect(run.complaint.contains("; "), "no next step: \(run.complaint)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.root.path).isEmpty)
  }

  @Test(
    "A case that is not there is one line, and nothing is made",
    arguments: [
      ["import", "none.ocgcase", "--mapping", "m.json5", "f.csv"], ["link", "none.ocgcase"],
      ["link", "none.ocgcase", "--explain", "A", "B"],
      ["link", "review", "none.ocgcase", "--by", "N"],
      ["link", "decide", "none.ocgcase", "A", "B", "--same", "--by", "N", "--reason", "r"],
      ["assess", "none.ocgcase", "--period", "2026-Q3", "--output", "products"],
      ["chart", "none.ocgcase", "--subject", "X", "-o", "f.svg"],
      ["export", "none.ocgcase", "--format", "csv", "-o", "f.csv"], ["audit", "none.ocgcase"],
      ["check", "none.ocgcase"], ["backup", "none.ocgcase", "copy"], ["verify", "none.ocgcase"],
      ["journal", "none.ocgcase"], ["retention", "none.ocgcase", "--on", "2033-01-01"],
      ["decide", "none.ocgcase", "shield", "K", "--by", "N", "--reason", "r"],
      ["dispose", "none.ocgcase", "K", "--by", "N", "--reason", "r", "--for-good"],
      ["status", "none.ocgcase"],
    ])
  func noCase(arguments: [String]) throws {
    let folder = TemporaryFolder()
    let run = try Binary.run(arguments, in: folder)
    #expect(run.status == 2)
    #expect(run.complaint.contains("none.ocgcase: "))
    #expect(run.complaintLines.count == 1, "\(run.complaint)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.root.path).isEmpty)
  }

  @Test("An existing case is never overwritten")
  func newRefuses() throws {
    let folder = TemporaryFolder()
    let path = try folder.write("not a case", to: "small.ocgcase")
    let run = try Binary.run("new", path)
    #expect(run.status == 2)
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "not a case")
  }

  @Test("A file that is no case is refused in one line")
  func notACase() throws {
    let folder = TemporaryFolder()
    let path = try folder.write(String(repeating: "not a case\n", count: 500), to: "a.ocgcase")
    let run = try Binary.run("link", path)
    #expect(run.status == 2)
    #expect(run.complaintLines.count == 1, "\(run.complaint)")
  }

  @Test("A folder with something in it is refused without --force")
  func fullFolder() throws {
    let folder = TemporaryFolder()
    let path = try SmallCase.make(in: folder)
    let run = try Binary.run(
      "assess", path, "--period", "2026-Q3", "--output", folder.root.path)
    #expect(run.status == 2)
    #expect(run.complaint.contains("--force"))
  }
}
