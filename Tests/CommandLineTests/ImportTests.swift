import Foundation
import Testing

@Suite struct ImportTests {
  @Test("A clean import ends with 0, and its receipt adds up")
  func clean() throws {
    let folder = TemporaryFolder()
    let path = try SmallCase.make(in: folder, rows: 0)
    let export = try folder.write(SmallCase.export(0..<30), to: "small.csv")
    let run = try Binary.run(
      "import", path, "--mapping", folder.path("small.json5"), export, "--json")
    #expect(run.status == 0, "\(run.complaint)")
    let totals = try #require(try run.json()["totals"] as? [String: Int])
    #expect(totals["rowsRead"] == 30)
    #expect(totals["rowsStored"] == 30)
    #expect(totals["rowsRejected"] == 0)
  }

  @Test("A rejected row ends the import with 1 and is listed with its place")
  func rejected() throws {
    let folder = TemporaryFolder()
    let path = try SmallCase.make(in: folder, rows: 0)
    let bad = SmallCase.export(0..<3) + "9,Person 9,01/02/1980,QZ10QQQ,31/06/2026\n"
    let export = try folder.write(bad, to: "small.csv")
    let arguments = ["import", path, "--mapping", folder.path("small.json5"), export]
    let run = try Binary.run(arguments + ["--json"])
    #expect(run.status == 1, "\(run.complaint)")
    let receipt = try #require((try run.json()["receipts"] as? [[String: Any]])?.first)
    let rejection = try #require((receipt["rejections"] as? [[String: Any]])?.first)
    #expect(rejection["row"] as? Int == 4)
    #expect(rejection["line"] as? Int == 5)
    #expect(rejection["column"] as? String == "SEEN")
    #expect(rejection["value"] as? String == "31/06/2026")
  }

  @Test("The table of receipts adds up, read as text")
  func table() throws {
    let folder = TemporaryFolder()
    let path = try SmallCase.make(in: folder, rows: 0)
    let first = try folder.write(SmallCase.export(0..<7), to: "a.csv")
    let second = try folder.write(SmallCase.export(7..<12), to: "b.csv")
    let run = try Binary.run("import", path, "--mapping", folder.path("small.json5"), first, second)
    let numbers = run.text.split(separator: "\n").compactMap { line -> [Int]? in
      let fields = line.split(separator: " ")
      guard ["a.csv", "b.csv", "Total"].contains(fields.first ?? "") else { return nil }
      return fields.compactMap { Int($0) }
    }
    #expect(numbers.map(\.first) == [7, 5, 12])
    #expect(numbers.allSatisfy { $0[0] == $0[1] + $0[2] })
  }

  @Test("Nothing but the JSON object is on standard output")
  func onlyJSON() throws {
    let folder = TemporaryFolder()
    let path = try SmallCase.make(in: folder)
    for command in [["status", path], ["link", path], ["audit", path]] {
      let run = try Binary.run(command + ["--json"])
      #expect(run.status == 0, "\(command): \(run.complaint)")
      #expect(!(try run.json()).isEmpty, "\(command)")
    }
  }

  @Test("A mapping with a misspelt member is refused in one line that names it")
  func wrongMapping() throws {
    let folder = TemporaryFolder()
    let path = try SmallCase.make(in: folder)
    let before = try Binary.run("status", path, "--json").text
    let misspelt = SmallCase.mapping.replacingOccurrences(of: "dateFormats", with: "dateFormat")
    let mapping = try folder.write(misspelt, to: "wrong.json5")
    let export = try folder.write(SmallCase.export(50..<60), to: "more.csv")
    let run = try Binary.run("import", path, "--mapping", mapping, export)
    #expect(run.status == 2)
    #expect(run.complaintLines.count == 1, "\(run.complaint)")
    #expect(run.complaint.contains("dateFormat"))
    #expect(try Binary.run("status", path, "--json").text == before)
  }

  @Test("A bad file among good ones leaves the case as it was")
  func allOrNothing() throws {
    let folder = TemporaryFolder()
    let path = try SmallCase.make(in: folder)
    let before = try Binary.run("status", path, "--json").text
    let good = try folder.write(SmallCase.export(50..<60), to: "good.csv")
    let run = try Binary.run(
      "import", path, "--mapping", folder.path("small.json5"), good, folder.path("absent.csv"))
    #expect(run.status == 2)
    #expect(run.complaint.contains("absent.csv"))
    #expect(try Binary.run("status", path, "--json").text == before)
  }

  @Test(
    "A killed import leaves the case as it was", arguments: [5, 40, 90, 250, 700])
  func killed(milliseconds: Int) throws {
    let folder = TemporaryFolder()
    let path = try SmallCase.make(in: folder)
    let before = try Binary.run("status", path, "--json").text
    let large = try folder.write(SmallCase.export(100..<6_000), to: "large.csv")
    let scratch = TemporaryFolder()
    let process = try Binary.start(
      ["import", path, "--mapping", folder.path("small.json5"), large], scratch: scratch)
    Thread.sleep(forTimeInterval: Double(milliseconds) / 1000)
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    try #require(
      process.terminationReason == .uncaughtSignal, "the import ended before it was killed")
    let after = try Binary.run("status", path, "--json")
    #expect(after.status == 0, "\(after.complaint)")
    #expect(after.text == before)
    // The same import then succeeds: nothing of the first is in the way.
    let again = try Binary.run("import", path, "--mapping", folder.path("small.json5"), large)
    #expect(again.status == 0, "\(again.complaint)")
  }
}
