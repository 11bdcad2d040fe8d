import Foundation
import Testing

@testable import Records

/// What the fuzzer found (`Benchmarks/fuzz.sh`), each with the input that showed it.
@Suite("Graph files that a fuzzer wrote")
struct FuzzFindingTests {
  private func problem(_ text: String, as format: GraphFile.Format) -> String? {
    do {
      _ = try GraphFile.read(
        GraphText(path: "graph", bytes: Array(text.utf8)), format: format, directed: nil)
      return nil
    } catch {
      return "\(error)"
    }
  }

  @Test("A line of tabs among rows between blanks is no row")
  func tabs() throws {
    #expect(problem("a b\n\t\nc d\n", as: .matrix) != nil)
    let file = try GraphFile.read(
      GraphText(path: "g", bytes: Array("a b\n\t\nc d\n \t".utf8)), format: .edges, directed: nil)
    #expect(file.links.count == 2)
  }

  @Test("Numbers of weights that no file can hold are refused")
  func weights() {
    let text = "10 1 110 999999999999999999\n" + String(repeating: "1\n", count: 10)
    #expect(problem(text, as: .metis)?.contains("weights a node in a file of") == true)
  }

  @Test("A link between thousands and thousands is refused before it fills the memory")
  func pairs() {
    let many = (0..<1_000).map { "\"\($0)\"" }.joined(separator: ",")
    let text =
      "{\"id\":\"o\",\"schema\":\"Ownership\",\"properties\":{\"owner\":[\(many)],\"asset\":[\(many)]}}"
    #expect(problem(text, as: .ftm)?.contains("1000 sources and 1000 targets") == true)
  }

  @Test("Keys by the thousand cost no time for each of the nodes and links")
  func keys() throws {
    let few = try leastTime(keys: 4)
    let many = try leastTime(keys: 4_000)
    // A look at each key for each node would be 16 million looks: hundreds of times as long.
    #expect(many < few * 25, "\(many) with 4,000 keys of each kind, \(few) with 4")
  }

  /// The least of three times to read 4,000 nodes and their links beside so many declared keys.
  private func leastTime(keys: Int) throws -> Duration {
    var text = "<graphml>"
    for key in 0..<keys {
      text += "<key id=\"n\(key)\" for=\"node\" attr.name=\"name\"><default>x</default></key>"
      text += "<key id=\"w\(key)\" for=\"edge\" attr.name=\"weight\"/>"
    }
    text += "<graph>"
    for node in 0..<4_000 { text += "<node id=\"\(node)\"/>" }
    for node in 1..<4_000 { text += "<edge source=\"0\" target=\"\(node)\"/>" }
    text += "</graph></graphml>"
    let bytes = Array(text.utf8)
    let times = try (0..<3).map { _ in
      try ContinuousClock().measure {
        let file = try GraphFile.read(
          GraphText(path: "g", bytes: bytes), format: .graphml, directed: nil)
        #expect(file.links.count == 3_999)
      }
    }
    return try #require(times.min())
  }

  @Test(
    "A message on a mapping is one line, whatever stands in the file",
    arguments: [
      "\u{85}", "{ version: \u{2028}x }", "{ \"a\u{2028}b\": 1 }", "{ profile: \"a\u{85}\" }",
      "{ profile: 'a\u{2028}b', version: 1, system: 'S', force: 'E23000023', files: [{ match: '*', "
        + "subject: { id: 'A', kind: '=ocg' } }] }",
    ])
  func mapping(text: String) throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let path = try folder.write(text, to: "mapping.json5")
    let error = #expect(throws: MappingError.self) { try SourceMapping.load(path) }
    #expect(
      error?.description.contains(where: \.isNewline) == false, "\(String(describing: error))")
  }

  @Test("A message is one line, whatever a name holds")
  func oneLine() {
    let texts: [(String, GraphFile.Format)] = [
      ("<graphml></a\u{2028}b>", .graphml),
      ("graph [ node [ id \"a\nb\" ] edge [ source \"a\nc\" ] ]", .gml),
      ("\"a\nb\" c\nd\n", .edges), ("*Vertices 1\n1 a\n*x\u{2028}y\nz\n*Edges\n1 \u{2028}", .pajek),
    ]
    for (text, format) in texts {
      let message = problem(text, as: format)
      #expect(message?.contains(where: \.isNewline) == false, "\(message ?? "none")")
    }
  }

  @Test("JSON5 that is not UTF-8 is refused before Foundation ends the program at it")
  func json5() {
    for lead in UInt8(0xF8)...0xFE {
      let bytes = Array("{".utf8) + [lead, 0x80, 0x80, 0x80] + Array(":1}".utf8)
      #expect(throws: MappingError.self) {
        let mapping: SourceMapping = try MappingDocument.read(Data(bytes), file: "m.json5")
        _ = mapping
      }
    }
  }
}
