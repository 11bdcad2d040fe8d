import Foundation
import Records
import Testing

@Suite("Broken graph files")
struct BrokenGraphFileTests {
  @Test(
    "Says what is wrong with a list of links",
    arguments: [
      ("Ann,Ben,x\nBen,Cem,y\n", "line 1: the third field \"x\" is not a number; put a header"),
      ("a,b,1\nc,d\n", "line 2: 2 fields where 3 are expected"),
      ("a,b,1\n\nc,d,0\n", "line 3: strength \"0\" is not a finite number above 0"),
      ("a,b,1\rc,d,-2\r", "line 2: strength \"-2\""),
      ("a,b,1\r\nc,d,nan\r\n", "line 2: strength \"nan\""),
      ("a,b,inf\n", "line 1: strength \"inf\""),
      ("a,b,1\nc,d,\n", "line 2: strength \"\""),
      ("a,b\n,c\n", "line 2: the source has no name"),
      ("a,b\nc,\n", "line 2: the target has no name"),
      ("a,b\n\"c,d\n", "line 2: a quotation mark is never closed"),
      ("a,b\n\"c\"x,d\n", "line 2: text follows a closing quotation mark"),
      ("", "is empty; export the graph again"),
      (" \r\n\t\n", "is empty"),
      ("# only a remark\n", "holds only comments"),
      ("hello\nworld\n", "no graph format recognised; the first row is \"hello\""),
      ("%%MatrixMarket matrix coordinate real general\n2 2 1\n1 2 1\n", "a Matrix Market file"),
      ("c x\np sp 2 1\na 1 2 3\n", "a DIMACS file"),
      ("{\"nodes\": []}", "JSON"),
      ("1 2 3 4 5\n2 1\n", "line 2: 2 fields where 5 are expected"),
    ])
  func lists(text: String, expected: String) throws {
    let problem = try #require(try readingProblem(text.utf8))
    #expect(problem.contains(expected), "\(problem)")
    #expect(!problem.contains("\n"))
  }

  @Test("Bytes that are no text are refused with their line")
  func bytes() throws {
    func problem(_ bytes: [UInt8]) throws -> String { try readingProblem(bytes) ?? "none" }
    let row = Array("a,b\n".utf8)
    #expect(try problem(row + [0xC3]).contains("line 2: byte 5 is not valid UTF-8"))
    #expect(try problem(row + [0xE9] + row).contains("line 2: byte 5 is not valid UTF-8"))
    #expect(try problem(row + [0] + row).contains("line 2: a NUL byte"))
    #expect(try problem([0xFF, 0xFE, 0x61, 0]).contains("UTF-16"))
    #expect(try problem([0x50, 0x4B, 3, 4, 9]).contains("a compressed file or a spreadsheet"))
    #expect(try problem([0x1F, 0x8B, 8, 8, 9]).contains("a compressed file"))
  }

  @Test("Ten megabytes in one field are refused, whatever the format")
  func giantFields() throws {
    let giant = String(repeating: "x", count: 10_000_000)
    let large = String(repeating: "x", count: 1_000_000)
    for (text, name) in [
      ("a,b\n\(giant),c\n", "g.csv"), ("a,b\n\"\(giant)\",c\n", "g.csv"),
      ("<graphml><graph><node id='a'/></graph><data>\(giant)</data></graphml>", "g.graphml"),
      ("\(large) \(large)\n", "g.txt"), (",\(large)\n\(large),1\n", "m.csv"),
      ("graph [ node [ id 1 label \"\(large)\" ] ]", "g.gml"),
      ("*Vertices 1\n1 \"\(large)\"\n", "g.net"),
    ] {
      let problem = try #require(try readingProblem(text.utf8, named: name))
      #expect(problem.contains("a value of more than 65536 bytes"), "\(problem)")
      #expect(problem.utf8.count < 300)
    }
  }

  @Test("A row of a million fields is refused")
  func giantRow() throws {
    let problem = try readingProblem(String(repeating: "1,", count: 1_000_000).utf8)
    #expect(problem?.contains("more than 100000 fields in one row") == true, "\(problem ?? "")")
  }

  @Test("A directory and a missing file are named as what they are")
  func noFile() throws {
    let folder = FileManager.default.temporaryDirectory.path
    #expect(throws: GraphFileError.self) { try GraphFile.read(folder) }
    do {
      _ = try GraphFile.read(folder)
    } catch {
      #expect("\(error)".hasSuffix("is a directory; name one graph file inside it"))
    }
    do {
      _ = try GraphFile.read(folder + "/no-such-graph.csv")
      Issue.record("a missing file was read")
    } catch {
      #expect("\(error)".hasSuffix("no such file; check the path and its spelling"))
    }
  }

  @Test("No cut and no flipped byte makes a reader trap", arguments: GraphFile.Format.allCases)
  func damage(format: GraphFile.Format) throws {
    let whole: [UInt8] =
      switch format {
      case .edges: Array("source,target,weight\n\"A, b\",B,2\nB,\"C \"\"x\"\"\",1.5\n".utf8)
      case .matrix: Array(",a,\"b, c\"\na,0,2\n\"b, c\",2,0\n".utf8)
      case .graphml:
        Array(
          ("<?xml version='1.0'?><graphml><key id='d' for='node' attr.name='name'/><graph "
            + "edgedefault='directed'><node id='a'><data key='d'>A&amp;B</data></node>"
            + "<edge source='a' target='a'/></graph></graphml>").utf8)
      case .gexf:
        Array(
          ("<?xml version='1.0'?><gexf version='1.3'><graph defaultedgetype='directed'><nodes>"
            + "<node id='a' label='A&amp;B'/></nodes><edges><edge source='a' target='a' "
            + "weight='2' start='2026-07-01'/></edges></graph></gexf>").utf8)
      case .gml:
        Array("graph [ directed 0 node [ id 1 label \"A\" ] edge [ source 1 target 1 ] ]".utf8)
      case .dot:
        Array(
          "digraph g { /* c */ \"A\\\"\" [label=\"x\" + \"y\"]; \"A\\\"\" -> {b c} [weight=2] }"
            .utf8)
      case .pajek: Array("*Vertices 2\n1 \"A\"\n*Arcs\n1 2 3\n*Matrix\n0 1\n1 0\n".utf8)
      case .json:
        Array(
          ("{\"directed\":true,\"links\":[{\"source\":\"a\",\"target\":\"b\",\"weight\":1.5}],"
            + "\"nodes\":[{\"id\":\"a\",\"x\":[null,{}]},{\"id\":\"b\",\"label\":\"\\u00e9\"}]}")
            .utf8)
      case .ftm:
        Array(
          ("{\"id\":\"a\",\"schema\":\"Person\",\"properties\":{\"name\":[\"A\"]}}\n{\"id\":\"l\","
            + "\"schema\":\"Associate\",\"properties\":{\"person\":[\"a\"],\"associate\":[\"a\"]}}\n")
            .utf8)
      case .metis: Array("% c\n3 2 11 1\n9 2 5\n9 1 5 3 1\n9 2 1\n".utf8)
      }
    var read = 0
    for cut in 0..<whole.count {
      for bytes in [Array(whole[..<cut]), Array(whole[cut...])] {
        if try readingProblem(bytes, format: format) == nil { read += 1 }
      }
      for replacement in [0x00, 0x0D, 0x22, 0x2A, 0x39, 0x5B, 0xC3] as [UInt8] {
        var bytes = whole
        bytes[cut] = replacement
        if try readingProblem(bytes, format: format) == nil { read += 1 }
      }
    }
    #expect(read > 0 && read < whole.count * 9, "some damage is harmless, some is told")
  }
}
