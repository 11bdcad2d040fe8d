import Foundation
import Records
import Support
import Testing

@Suite("Pajek and METIS")
struct NumberedGraphTests {
  @Test("Pajek arcs have a direction and edges beside them run both ways")
  func pajek() throws {
    let file = try readGraph(
      "% made by hand\r\n*Vertices 4\r\n1 \"Ann B\" 0.1 0.2\r\n2 Ben\r\n*Arcs :1 \"knows\"\r\n"
        + "1 2 3\r\n*Edges\r\n2 3\r\n", named: "g.txt")
    #expect(file.format == .pajek && file.isDirected)
    #expect(file.labels == ["3", "4", "Ann B", "Ben"])
    #expect(file.written == ["3>Ben", "Ann B>Ben*3.0", "Ben>3"])
    #expect(file.notes("runs both ways"))
  }

  @Test("Pajek edges alone are undirected, lists and matrices included")
  func pajekUndirected() throws {
    #expect(try readGraph("*vertices 3\n*edgeslist\n1 2 3\n").written == ["1-2", "1-3"])
    #expect(try readGraph("*vertices 3\n*arcslist\n2 1 3\n").written == ["2>1", "2>3"])
    let mirror = try readGraph("*Vertices 2\n*Matrix\n0 4\n4 0\n")
    #expect(!mirror.isDirected && mirror.written == ["1-2*4.0"])
    let skewed = try readGraph("*Vertices 2\n*Matrix\n0 4\n0 0\n")
    #expect(skewed.isDirected && skewed.written == ["1>2*4.0"] && skewed.notes("asymmetric"))
  }

  @Test("Of a Pajek project the first network is read")
  func pajekProject() throws {
    let file = try readGraph(
      "*Network one\n*Vertices 2\n*Edges\n1 2\n*Partition p\n*Vertices 2\n1\n2\n"
        + "*Network two\n*Vertices 5\n*Edges\n4 5\n", named: "g.paj")
    #expect(file.labels == ["1", "2"] && file.written == ["1-2"])
    #expect(file.notes("only the first network") && file.notes("\"*Partition\" not used"))
  }

  @Test(
    "Says what is wrong with Pajek",
    arguments: [
      ("*Vertices 2\n*Edges\n1 3\n", "line 3: \"3\" is no vertex; they run from 1 to 2"),
      ("*Vertices 2\n*Edges\n0 1\n", "\"0\" is no vertex"),
      ("*Vertices 2\n*Edges\n1\n", "one vertex only"),
      ("*Vertices 2\n*Edges\n1 2 0\n", "strength \"0\""),
      ("*Vertices 2\n*Edges\n1 2 inf\n", "strength \"inf\""),
      ("*Vertices\n", "*Vertices without a number"),
      ("*Vertices 99999999999\n", "99999999999 vertices in a file of 22 bytes"),
      ("*Vertices 2\n1 \"Ann\n", "a quotation mark is never closed"),
      ("*Vertices 2\n*Matrix\n0 1\n", "the matrix has 1 rows for 2 vertices"),
      ("*Vertices 2\n*Matrix\n0 1 1\n", "row 1 has 3 numbers for 2 vertices"),
      ("*Network x\n", "no *Vertices"),
    ])
  func pajekProblems(text: String, expected: String) throws {
    let problem = try #require(try readingProblem(text.utf8, named: "g.net"))
    #expect(problem.contains(expected), "\(problem)")
  }

  @Test(
    "METIS reads every format code, comments and nodes without links",
    arguments: [
      ("4 2\n2\n1 3\n2\n\n", ["1-2", "2-3"]),
      ("% c\n4 2 0\n2\n% c\n1 3\n2\n\n\n", ["1-2", "2-3"]),
      ("4 2 1\n2 5\n1 5 3 1\n2 1\n\n", ["1-2*5.0", "2-3"]),
      ("4 2 10\n9 2\n9 1 3\n9 2\n9\n", ["1-2", "2-3"]),
      ("4 2 11 2\n9 9 2 5\n9 9 1 5 3 1\n9 9 2 1\n9 9\n", ["1-2*5.0", "2-3"]),
      ("4 2 100\n7 2\n7 1 3\n7 2\n7\n", ["1-2", "2-3"]),
      ("4 2 100\n2\n1 3\n2\n\n", ["1-2", "2-3"]),
      ("4 2 111\n7 9 2 5\n7 9 1 5 3 1\n7 9 2 1\n7 9\n", ["1-2*5.0", "2-3"]),
    ])
  func metis(text: String, links: [String]) throws {
    let file = try readGraph(text, named: "g.graph")
    #expect(file.format == .metis && !file.isDirected)
    #expect(file.labels == ["1", "2", "3", "4"])
    #expect(file.written == links)
  }

  @Test("METIS is known by its content where the extension does not tell")
  func metisByContent() throws {
    let file = try readGraph("4 3\n2\n1 3 4\n2\n2\n", named: "g.txt")
    #expect(file.format == .metis && file.links.count == 3)
  }

  @Test("Neighbours that are not listed both ways are directed, and a note says so")
  func metisDirected() throws {
    let file = try readGraph("3 2\n2\n3\n\n", named: "g.graph")
    #expect(file.isDirected && file.written == ["1>2", "2>3"] && file.notes("read as directed"))
  }

  @Test(
    "Says what is wrong with METIS",
    arguments: [
      ("3 2\n2\n1 3\n", "2 lines for 3 nodes"),
      ("2 1\n2\n1\n1\n", "line 4: more lines than the 2 nodes announced"),
      ("2 1\n5\n1\n", "line 2: \"5\" is no node; they run from 1 to 2"),
      ("2 1\n0\n1\n", "\"0\" is no node"),
      ("2 1 1\n2\n1 1\n", "too few for the format code"),
      ("2 1 1\n2 -3\n1 -3\n", "strength \"-3\""),
      ("2 1 7\n2\n1\n", "format code 7 is not known"),
      ("3 5\n2\n1 3\n2\n", "5 links announced, 4 neighbours listed"),
      ("nodes\n", "the first line is \"nodes\""),
      ("99999999999999999999 1\n", "the first line is"),
    ])
  func metisProblems(text: String, expected: String) throws {
    let problem = try #require(try readingProblem(text.utf8, named: "g.graph"))
    #expect(problem.contains(expected), "\(problem)")
  }

  // Skipped: data not present.
  @Test(
    "Reads the real files with their published sizes",
    .enabled(if: SharedData.url("graphs") != nil),
    arguments: [
      ("graphs/Krackhardt_Kite_N10.paj", 10, 18, false),
      ("graphs/Sampson_Monks_N18.net", 18, 57, true),
      ("graphs/karate.graph", 34, 78, false), ("graphs/lesmis.graph", 77, 254, false),
      ("graphs/PGPgiantcompo.graph", 10_680, 24_316, false),
      ("oracle-gapbs/graphs/4.graph", 14, 53, true),
      ("oracle-gapbs/graphs/4w.graph", 14, 53, true),
    ])
  func realFiles(path: String, nodes: Int, links: Int, directed: Bool) throws {
    let file = try GraphFile.read(#require(SharedData.url(path)).path)
    #expect(file.labels.count == nodes)
    #expect(file.links.count == links)
    #expect(file.isDirected == directed)
  }
}
