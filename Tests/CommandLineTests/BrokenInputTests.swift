import Foundation
import Testing

/// A damaged export and what must come of it.
struct BrokenInput: CustomTestStringConvertible, Sendable {
  let name: String
  let bytes: [UInt8]
  /// Rows read and rows for review, or nil where the file is refused as a whole.
  let rows: (read: Int, review: Int)?

  var testDescription: String { name }

  init(_ name: String, _ bytes: [UInt8], _ rows: (read: Int, review: Int)?) {
    self.name = name
    self.bytes = bytes
    self.rows = rows
  }

  private static let head = Array("\(SmallCase.head)\n".utf8)
  private static let good = Array("1,Ada,01/02/1980,QZ12QQQ,03/07/2026\n".utf8)
  private static let tail = Array(",01/02/1980,QZ12QQQ,03/07/2026\n".utf8)

  private static func row(_ name: [UInt8]) -> [UInt8] { Array("2,".utf8) + name + tail }

  static let all: [BrokenInput] = [
    BrokenInput("truncated UTF-8", head + good + row([0x41, 0xC3]), (2, 1)),
    BrokenInput("a NUL byte", head + good + row([0x41, 0x00, 0x42]), (2, 1)),
    BrokenInput(
      "10 MB in one field", head + row([UInt8](repeating: 0x78, count: 10_000_000)) + good,
      (2, 1)),
    BrokenInput(
      "line ends of CR alone", (head + good + row([0x42])).map { $0 == 0x0A ? 0x0D : $0 }, (2, 0)),
    BrokenInput("a quoted line end", head + row(Array("\"Ada\nBee\"".utf8)) + good, (2, 0)),
    BrokenInput("a missing column", Array("ID,NAME,MARK\n1,Ada,QZ12QQQ\n".utf8), nil),
    BrokenInput(
      "a day that cannot exist",
      head + good + Array("2,Bob,01/02/1980,QZ12QQQ,31/06/2026\n".utf8), (2, 1)),
    BrokenInput("an empty file", [], nil),
    BrokenInput("a header alone", head, (0, 0)),
  ]
}

@Suite struct BrokenInputTests {
  @Test("Broken input is a rejected row or a clear error", arguments: BrokenInput.all)
  func broken(input: BrokenInput) throws {
    let folder = TemporaryFolder()
    let path = try SmallCase.make(in: folder, rows: 0)
    let file = try folder.write(input.bytes, to: "broken.csv")
    let run = try Binary.run(
      "import", path, "--mapping", folder.path("small.json5"), file, "--json")
    #expect(!run.wasKilled)
    guard let rows = input.rows else {
      #expect(run.status == 2)
      #expect(run.complaintLines.count == 1, "\(run.complaint)")
      return
    }
    #expect(run.status == (rows.review > 0 ? 1 : 0), "\(run.complaint)")
    let totals = try #require(try run.json()["totals"] as? [String: Int])
    #expect(totals["rowsRead"] == rows.read)
    #expect(totals["rowsForReview"] == rows.review)
    #expect(totals["rowsRead"] == (totals["rowsStored"] ?? 0) + (totals["rowsRejected"] ?? 0))
  }

  @Test("A folder in place of a file is refused in one line")
  func folder() throws {
    let folder = TemporaryFolder()
    let path = try SmallCase.make(in: folder, rows: 0)
    try FileManager.default.createDirectory(
      at: folder.url("folder.csv"), withIntermediateDirectories: true)
    let run = try Binary.run(
      "import", path, "--mapping", folder.path("small.json5"), folder.path("folder.csv"))
    #expect(run.status == 2)
    #expect(!run.wasKilled)
    #expect(run.complaintLines.count == 1, "\(run.complaint)")
  }

  @Test(
    "A full disk under standard output is an error and not a success",
    arguments: [["--help"], ["--version"], ["status", "CASE"], ["status", "CASE", "--json"]])
  func fullDisk(arguments: [String]) throws {
    let folder = TemporaryFolder()
    let path = try SmallCase.make(in: folder)
    let run = try Binary.run(arguments.map { $0 == "CASE" ? path : $0 }, to: "/dev/full")
    #expect(run.status == 2)
    #expect(run.complaint.contains("no space left"), "\(run.complaint)")
    #expect(run.complaintLines.count == 1, "\(run.complaint)")
  }

  @Test("A full disk under a product is an error, and a device is never replaced by a file")
  func fullDiskUnderProduct() throws {
    let folder = TemporaryFolder()
    let path = try SmallCase.make(in: folder)
    let run = try Binary.run("export", path, "--format", "csv", "-o", "/dev/full")
    #expect(run.status == 2)
    #expect(run.complaint.contains("/dev/full: no space left"), "\(run.complaint)")
    let type = try FileManager.default.attributesOfItem(atPath: "/dev/full")[.type]
    #expect(type as? FileAttributeType == .typeCharacterSpecial)
  }

  @Test("A product that cannot be written is one line", arguments: ["none/f.csv", "."])
  func cannotWrite(name: String) throws {
    let folder = TemporaryFolder()
    let path = try SmallCase.make(in: folder)
    let run = try Binary.run("export", path, "--format", "csv", "-o", folder.path(name))
    #expect(run.status == 2)
    #expect(run.complaintLines.last?.contains(";") == true, "\(run.complaint)")
  }
}
