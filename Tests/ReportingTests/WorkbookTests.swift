import Assessment
import Foundation
import Testing

@testable import Reporting

/// The workbook, opened by unzip and read as XML.
@Suite("Review workbook")
struct WorkbookTests {
  private static let release = ReleaseFixture.testedRelease(hostile: true)

  /// The parts of `bytes` by name.
  private func parts(_ bytes: [UInt8], _ names: [String]) throws -> [XMLElements] {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let path = URL(fileURLWithPath: folder.path).appendingPathComponent("w.xlsx")
    try Data(bytes).write(to: path)
    return try names.map { name in
      let unzip = Process()
      unzip.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      unzip.arguments = [
        "python3", "-c",
        "import sys, zipfile; sys.stdout.buffer.write(zipfile.ZipFile(sys.argv[1]).read(sys.argv[2]))",
        path.path, name,
      ]
      let output = Pipe()
      unzip.standardOutput = output
      try unzip.run()
      let data = try output.fileHandleForReading.readToEnd() ?? Data()
      unzip.waitUntilExit()
      return XMLElements(Array(data))
    }
  }

  @Test("Equal releases give equal bytes")
  func determinism() throws {
    let bytes = try ReviewWorkbook.xlsx(of: Self.release)
    #expect(bytes.count > 5_000)
    #expect(try ReviewWorkbook.xlsx(of: ReleaseFixture.testedRelease(hostile: true)) == bytes)
  }

  @Test("Each table is a sheet, no cell is a formula, and every sheet is marked")
  func sheets() throws {
    let bytes = try ReviewWorkbook.xlsx(of: Self.release)
    let tables = ReviewWorkbook.tables(of: Self.release)
    let names = tables.indices.map { "xl/worksheets/sheet\($0 + 1).xml" }
    let read = try parts(bytes, ["xl/workbook.xml", "xl/sharedStrings.xml"] + names)
    #expect(read.allSatisfy { $0.isWellFormed })
    #expect(read[0].named("sheet").map { $0["name"] } == tables.map(\.name))
    #expect(read[1].text.contains("=HYPERLINK"))
    for (sheet, table) in zip(read.dropFirst(2), tables) {
      #expect(sheet.named("f").isEmpty && sheet.named("hyperlink").isEmpty, "\(table.name)")
      #expect(sheet.named("row").count == table.rows.count + 2, "\(table.name)")
      #expect(sheet.text.contains("&COFFICIAL-SENSITIVE"), "\(table.name)")
      #expect(sheet.named("c").first?["r"] == "A1" && sheet.named("pane").count == 1)
    }
  }

  @Test("Every figure is a number, exactly that of the table")
  func figures() throws {
    let bytes = try ReviewWorkbook.xlsx(of: Self.release)
    let tables = ReviewWorkbook.tables(of: Self.release)
    for (index, table) in tables.enumerated() {
      let sheet = try parts(bytes, ["xl/worksheets/sheet\(index + 1).xml"])[0]
      let figures = table.rows.joined().compactMap { cell -> String? in
        switch cell {
        case .number(let number): String(number)
        case .points(let points): points.text
        case .text, .label: nil
        }
      }
      let numbers = sheet.named("c").filter { $0["t"] == nil && $0["r"] != nil }
      #expect(numbers.count == figures.count, "\(table.name)")
      let values = sheet.cells.filter { !$0.isText }.map(\.value)
      for (value, figure) in zip(values, figures) {
        #expect(Double(value) == Double(figure), "\(table.name)")
      }
      #expect(values.count == figures.count, "\(table.name)")
    }
  }

  @Test("The contributions of each position sum to its points in the list")
  func sums() {
    let parts = ReviewWorkbook.tables(of: Self.release)[1].rows
    for position in Self.release.positions {
      let sum = parts.reduce(0) { sum, row in
        guard case .text(position.id) = row[1], case .points(let points) = row[5] else {
          return sum
        }
        return sum + points.thousandths
      }
      #expect(sum == position.points)
    }
  }

  @Test("A text that no cell can hold is cut and says so")
  func longText() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let path = folder.path + "/long.xlsx"
    let file = try WorkbookFile(
      path: path, folder: folder.path, title: "t", category: "c", comments: "")
    let long = String(repeating: "a😀", count: 20_000)
    try file.add(
      Table(name: "Long", columns: ["text"], rows: [[.text(long)], [.number(1)]]), marking: "M & M")
    try file.close()
    let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    let read = try parts(bytes, ["xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"])
    #expect(read[0].text.contains("…") && read[1].text.contains("&CM && M"))
  }

  @Test("A workbook that cannot be written is an error, not a file")
  func noFolder() {
    #expect(throws: WorkbookFile.Refusal.self) {
      let file = try WorkbookFile(
        path: "/nonexistent/x.xlsx", folder: "/tmp", title: "", category: "", comments: "")
      try file.add(Table(name: "A", columns: ["a"]), marking: "M")
      try file.close()
    }
  }
}
