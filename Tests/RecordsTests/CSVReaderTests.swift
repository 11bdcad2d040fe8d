import Foundation
import Records
import Testing

@Suite("Delimited text")
struct CSVReaderTests {
  /// What a file holds: each row as line, fields and defect.
  private struct Row: Equatable {
    var line: Int
    var fields: [String]
    var defect: IngestReceipt.Reason?
  }

  private func rows(
    _ bytes: [UInt8], _ format: CSVReader.Format = CSVReader.Format()
  ) throws -> [Row] {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    var reader = try CSVReader.open(folder.write(bytes), format: format)
    var rows: [Row] = []
    while try reader.next() {
      let row = reader.row
      #expect(row.number == rows.count + 1)
      let fields = row.defect == nil ? (0..<row.count).map { row[$0] } : []
      rows.append(Row(line: row.line, fields: fields, defect: row.defect))
    }
    return rows
  }

  private func rows(_ text: String) throws -> [Row] { try rows(Array(text.utf8)) }

  @Test("Line ends LF, CRLF and CR read alike", arguments: ["\n", "\r\n", "\r"])
  func lineEnds(end: String) throws {
    let text = ["a,b", "1,2", "", "3,\"x\(end)y\"", "5,6"].joined(separator: end)
    let expected = [
      Row(line: 2, fields: ["1", "2"]), Row(line: 4, fields: ["3", "x\(end)y"]),
      Row(line: 6, fields: ["5", "6"]),
    ]
    #expect(try rows(text) == expected)
    #expect(try rows(text + end) == expected)
  }

  @Test("What a writer quotes, the reader gives back", arguments: 0..<60 as Range<UInt64>)
  func roundTrip(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let alphabet = ["a", "Ł", "\"", ",", "\n", "\r\n", "\r", "\t", " ", "é", "日", "x y"]
    let width = Int.random(in: 1...5, using: &random)
    var text = (0..<width).map { "c\($0)" }.joined(separator: ",") + "\n"
    var expected: [[String]] = []
    for _ in 0..<Int.random(in: 1...40, using: &random) {
      var fields: [String] = []
      for _ in 0..<width {
        let length = Int.random(in: 0...20, using: &random) == 0 ? 90_000 : 6
        let inner = (0..<Int.random(in: 0...length, using: &random))
          .map { _ in alphabet.randomElement(using: &random) ?? "" }.joined()
        fields.append("[\(inner)]")
      }
      expected.append(fields)
      let quoted = fields.map { field in
        let needs = field.contains { "\",\n\r".contains($0) || $0 == "\r\n" } || field.contains(" ")
        return needs || Bool.random(using: &random)
          ? "\"\(field.replacingOccurrences(of: "\"", with: "\"\""))\"" : field
      }
      let ends = ["\n", "\r\n", "\r"]
      text += quoted.joined(separator: ",") + (ends.randomElement(using: &random) ?? "\n")
    }
    #expect(try rows(text).map(\.fields) == expected)
  }

  @Test("A byte order mark is no part of the first column's name")
  func byteOrderMark() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let reader = try CSVReader.open(folder.write([0xEF, 0xBB, 0xBF] + Array("id,b\n1,2\n".utf8)))
    #expect(reader.header == ["id", "b"])
  }

  @Test("UTF-16 is refused by name")
  func utf16() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let path = try folder.write([0xFF, 0xFE, 0x61, 0])
    #expect(throws: IngestError.badHeader(path: path, problem: "the file is in UTF-16")) {
      _ = try CSVReader.open(path).header
    }
  }

  @Test(
    "The same letters come out of each encoding",
    arguments: [
      (TextEncoding.utf8, [0xC3, 0xA9] as [UInt8], "é"), (.latin1, [0xE9], "é"),
      (.windows1252, [0xE9], "é"), (.windows1252, [0x80, 0x9A], "€š"),
    ])
  func encodings(encoding: TextEncoding, bytes: [UInt8], expected: String) throws {
    let file = Array("a\n".utf8) + bytes + Array("\n".utf8)
    #expect(
      try rows(file, CSVReader.Format(encoding: encoding)) == [Row(line: 2, fields: [expected])])
  }

  @Test(
    "Bytes without meaning in the encoding reject their row alone",
    arguments: [
      (TextEncoding.utf8, [0xC3] as [UInt8]), (.utf8, [0xE9]), (.utf8, [0xED, 0xA0, 0x80]),
      (.utf8, [0xC0, 0xAF]), (.latin1, [0x80]), (.windows1252, [0x81]),
    ])
  func invalidText(encoding: TextEncoding, bytes: [UInt8]) throws {
    let file = Array("a,b\n1,x".utf8) + bytes + Array("\n2,y\n".utf8)
    #expect(
      try rows(file, CSVReader.Format(encoding: encoding)) == [
        Row(line: 2, fields: [], defect: .invalidText), Row(line: 3, fields: ["2", "y"]),
      ])
  }

  @Test("Control characters reject their row; tab and quoted line ends do not")
  func controlCharacters() throws {
    for byte in (0 as UInt8..<32).filter({ ![9, 10, 13].contains($0) }) + [127] {
      let file = Array("a,b\n1,x".utf8) + [byte] + Array("y\n2,\"p\tq\nr\"\n".utf8)
      let expected = [
        Row(line: 2, fields: [], defect: .controlCharacter),
        Row(line: 3, fields: ["2", "p\tq\nr"]),
      ]
      #expect(try rows(file) == expected, "byte \(byte)")
    }
  }

  @Test("Missing fields at the end are empty; one too many rejects the row")
  func fieldCount() throws {
    #expect(
      try rows("a,b\n1\n1,2,3\n1,2\n") == [
        Row(line: 2, fields: ["1"]), Row(line: 3, fields: [], defect: .fieldCount),
        Row(line: 4, fields: ["1", "2"]),
      ])
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    var reader = try CSVReader.open(folder.write("a,b\n1\n"))
    #expect(try reader.next())
    #expect(reader.row[1] == "")
  }

  @Test("A field of 1 MiB is kept; one byte more rejects its row alone", arguments: [false, true])
  func fieldLimit(quoted: Bool) throws {
    let mark = quoted ? "\"" : ""
    func text(_ length: Int) -> String {
      "a,b\n1,\(mark)\(String(repeating: "x", count: length))\(mark)\n2,y\n"
    }
    let limit = 1_048_576
    #expect(try rows(text(limit)).map(\.defect) == [nil, nil])
    #expect(try rows(text(limit))[0].fields[1].utf8.count == limit)
    for length in [limit + 1, 10_000_000] {
      #expect(
        try rows(text(length)) == [
          Row(line: 2, fields: [], defect: .fieldTooLong), Row(line: 3, fields: ["2", "y"]),
        ])
    }
  }

  @Test("Quotation marks of a long field do not escape the limit", arguments: [0, 1])
  func longFieldOfQuotes(shift: Int) throws {
    let marks = String(repeating: "\"\"", count: 1_500_000)
    let text = "a,b\n1,\"\(String(repeating: "x", count: shift))\(marks)\"\n2,y\n"
    #expect(
      try rows(text) == [
        Row(line: 2, fields: [], defect: .fieldTooLong), Row(line: 3, fields: ["2", "y"]),
      ])
  }

  @Test("A quotation mark never closed costs the row it stands in and no other")
  func unclosedQuote() throws {
    #expect(
      try rows("a,b\n1,x\n2,\"y\n3,z\n4,w\n") == [
        Row(line: 2, fields: ["1", "x"]), Row(line: 3, fields: [], defect: .unclosedQuote),
        Row(line: 4, fields: ["3", "z"]), Row(line: 5, fields: ["4", "w"]),
      ])
    #expect(
      try rows("a,b\n2,\"y\n3,\"z\"\n") == [
        Row(line: 2, fields: [], defect: .unclosedQuote), Row(line: 3, fields: ["3", "z"]),
      ])
    #expect(try rows("a,b\n1,\"y") == [Row(line: 2, fields: [], defect: .unclosedQuote)])
  }

  @Test("In a row over several lines the unclosed mark is reported where it stands")
  func unclosedQuoteLater() throws {
    #expect(
      try rows("a,b,c\n1,\"p\nq\",\"r\n2,s,t\n") == [
        Row(line: 3, fields: [], defect: .unclosedQuote), Row(line: 4, fields: ["2", "s", "t"]),
      ])
  }

  @Test("A file of nothing but stray marks loses each row by itself, in linear time")
  func manyUnclosed() throws {
    let count = 5_000
    let text = "a,b\n" + String(repeating: "1,\"x\n", count: count)
    let found = try rows(text)
    #expect(found.count == count)
    #expect(found.allSatisfy { $0.defect == .unclosedQuote })
    #expect(found.map(\.line) == Array(2...(count + 1)))
  }

  @Test("Text behind a closed quoted field rejects the row; a mark inside plain text does not")
  func strayMarks() throws {
    #expect(
      try rows("a,b\n\"x\" y,1\n5\" pipe,2\nz,3\n") == [
        Row(line: 2, fields: [], defect: .unclosedQuote),
        Row(line: 3, fields: ["5\" pipe", "2"]), Row(line: 4, fields: ["z", "3"]),
      ])
  }

  @Test("The delimiter is as stated, tab included", arguments: [";", "\t", "|"])
  func delimiter(text: String) throws {
    let byte = try #require(text.utf8.first)
    let file = Array("a\(text)b\n\(text)x,y\n".utf8)
    #expect(
      try rows(file, CSVReader.Format(delimiter: byte)) == [Row(line: 2, fields: ["", "x,y"])])
  }

  @Test("A file without a header line takes its column names from the format")
  func noHeader() throws {
    let format = CSVReader.Format(columns: ["a", "b"])
    #expect(try rows(Array("1,2\n".utf8), format) == [Row(line: 1, fields: ["1", "2"])])
  }
}
