import Foundation
import Support
import Testing

/// The transfers of `datasets/flows` through the real binary, against what is planted in them.
@Suite struct FlowCommandTests {
  private static let root = SharedData.checkout.appendingPathComponent("datasets/flows").path
  private static let people = ["holders", "intelligence", "master-list"]
  private static let banks = ["transfers-bank-a", "transfers-bank-b"]

  /// A case of the data set, in which `change` may have changed the lines of each file.
  private func makeCase(
    in folder: TemporaryFolder, _ change: (String, [String]) -> [String] = { $1 }
  ) throws -> String {
    let path = folder.path("flows.ocgcase")
    _ = try Binary.run("new", path)
    for (mapping, names) in [("people", Self.people), ("transfers", Self.banks)] {
      let files = try names.map { name in
        let text = try String(contentsOfFile: "\(Self.root)/data/\(name).csv", encoding: .utf8)
        let lines = text.split(separator: "\n").map(String.init)
        return try folder.write(
          ([lines[0]] + change(name, Array(lines.dropFirst()))).joined(separator: "\n") + "\n",
          to: "\(name).csv")
      }
      let run = try Binary.run(
        ["import", path, "--mapping", "\(Self.root)/mappings/\(mapping).json5"] + files)
      #expect(run.status == 0, "\(run.complaint)")
    }
    return path
  }

  private func export(_ format: String, of path: String, workers: Int = 1) throws -> String {
    let run = try Binary.run(
      "export", path, "--format", format, "--period", "2026-Q3", "-o", "-", "--workers",
      "\(workers)")
    #expect(run.status == 0, "\(run.complaint)")
    return run.text
  }

  private func truth(_ name: String) throws -> [[String: String]] {
    csvRecords(try String(contentsOfFile: "\(Self.root)/truth/\(name).csv", encoding: .utf8))
  }

  /// The last eight digits of each account named.
  private func numbers(_ text: String) -> String {
    text.components(separatedBy: " > ").map { String($0.suffix(8)) }.joined(separator: " > ")
  }

  @Test("The planted path and what passes through are found, no decoy is, and amounts are exact")
  func planted() throws {
    let folder = TemporaryFolder()
    let path = try makeCase(in: folder)
    let found = csvRecords(try export("money-paths", of: path))
    let paths = found.filter { $0["what"] == "layering path" }
    let planted = try truth("layering-paths")
    #expect(paths.count == planted.count)
    for (path, truth) in zip(paths, planted) {
      // The third account is a possible victim's: it carries the path and is not named.
      let hidden = try #require(truth["accounts"]).replacingOccurrences(
        of: "10000003", with: "(shield)"
      ).replacingOccurrences(of: "(shield)", with: " shield)")
      #expect(numbers(try #require(path["accounts"])) == hidden)
      #expect(path["amount at most"] == truth["carried at most"])
      #expect(path["first day"] == truth["first day"] && path["last day"] == truth["last day"])
      #expect(path["subjects"] == "ML-9001")
    }
    let passing = found.filter { $0["what"] == "rapid pass-through" }
    let expected = try truth("pass-throughs").filter { $0["account"] != "10000003" }
    #expect(
      Set(passing.map { "\(numbers($0["accounts"] ?? "")) \($0["amount at most"] ?? "")" })
        == Set(expected.map { "\($0["account"] ?? "") \($0["passed"] ?? "")" }))
    #expect(passing.count == expected.count)
    #expect(found.allSatisfy { $0["or an ordinary explanation"]?.isEmpty == false })
  }

  @Test("Flows, segments and the explanation cite rows, and name no account of a possible victim")
  func cited() throws {
    let folder = TemporaryFolder()
    let path = try makeCase(in: folder)
    let flows = csvRecords(try export("flows", of: path))
    let out = flows.filter { $0["direction"] == "out" }.compactMap {
      Int($0["amount in hundredths"] ?? "")
    }
    #expect(out.reduce(0, +) == 2_540_050)
    let twice = try #require(flows.first { $0["amount"] == "7900.50" })
    #expect(twice["row"] == "transfers-bank-a.csv 4; transfers-bank-b.csv 2")
    let segments = csvRecords(try export("segments", of: path))
    #expect(segments.compactMap { $0["force area"] }.contains("Lincolnshire"))
    let explained = try Binary.run("explain", path, "ML-9001", "--period", "2026-Q3")
    #expect(explained.text.contains("Money into and out of its accounts in the period:"))
    #expect(explained.text.contains("GBP 9000.00 in 1 transfer; transfers-bank-a.csv 1"))
    #expect(explained.text.contains("Segments of the chain, presence and no score:"))
    let output = folder.path("products")
    let run = try Binary.run("assess", path, "--period", "2026-Q3", "--output", output)
    #expect(run.status == 0 || run.status == 1, "\(run.complaint)")
    let document = try String(contentsOfFile: "\(output)/assessment.html", encoding: .utf8)
    #expect(document.contains("Money into and out of accounts of OCG WADER"))
    #expect(document.contains("Segments of the chain that the evidence shows of OCG WADER"))
    for format in ["flows", "money-paths", "segments"] {
      let text = try export(format, of: path)
      #expect(!text.contains("10000003") && !text.contains("Elmo"))
    }
    #expect(!document.contains("10000003") && !explained.text.contains("10000003"))
  }

  @Test("Rows in another order and two workers give the same tables but for the numbers of rows")
  func sameBytes() throws {
    func text(_ path: String, _ format: String, workers: Int) throws -> [[String: String]] {
      csvRecords(try export(format, of: path, workers: workers)).map { row in
        row.filter { $0.key != "row" }
      }
    }
    let plain = TemporaryFolder()
    let turned = TemporaryFolder()
    let first = try makeCase(in: plain)
    let second = try makeCase(in: turned) { _, lines in lines.reversed() }
    for format in ["flows", "money-paths", "segments"] {
      let expected = try text(first, format, workers: 1)
      #expect(try text(second, format, workers: 1) == expected, "\(format)")
      #expect(try export(format, of: first, workers: 2) == export(format, of: first), "\(format)")
      #expect(!expected.isEmpty)
    }
  }

  @Test("A transfer that is none is told with file, row and column, and the rest is stored")
  func broken() throws {
    let folder = TemporaryFolder()
    let path = folder.path("flows.ocgcase")
    _ = try Binary.run("new", path)
    let file = try folder.write(
      """
      BOOKED,PAYER_SORT_CODE,PAYER_ACCOUNT,PAYEE_SORT_CODE,PAYEE_ACCOUNT,AMOUNT,CURRENCY
      01/07/2026,00-00-01,10000001,00-00-01,10000002,12.00,GBP
      01/07/2026,00-00-01,10000001,00-00-01,10000002,12.345,GBP
      01/07/2026,00-00-01,10000001,00-00-01,10000002,12.00,pounds

      """, to: "transfers.csv")
    let run = try Binary.run(
      "import", path, "--mapping", "\(Self.root)/mappings/transfers.json5", file)
    #expect(run.status == 1)
    let said = run.text + run.complaint
    for words in [
      "transfers.csv: 1 row rejected: not an amount of money above 0 in the stated unit; first in "
        + "row 2, line 3, column AMOUNT",
      "not a currency of three capital letters; first in row 3, line 4, column CURRENCY",
    ] {
      #expect(said.contains(words), "\(words) is not in \(said)")
    }
  }

  @Test("A table of which there is nothing has its own columns", arguments: ["flows", "adverts"])
  func empty(format: String) throws {
    let folder = TemporaryFolder()
    let path = try SmallCase.make(in: folder)
    let text = try export(format, of: path)
    #expect(text.split { $0.isNewline }.count == 1)
    #expect(text.hasPrefix(format == "flows" ? "subject,title,account,id," : "cluster,contact,id,"))
    #expect(text.contains(",profile,marking,"))
  }
}
