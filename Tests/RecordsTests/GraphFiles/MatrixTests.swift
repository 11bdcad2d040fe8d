import Foundation
import Records
import Support
import Testing

@Suite("Adjacency matrices")
struct MatrixTests {
  @Test(
    "Every layout of one table gives the same graph",
    arguments: [
      "\u{FEFF}\"\",a,b,c\r\na,0,2,0\r\nb,2,0,1\r\nc,0,1,0\r\n",
      ",a,b,c\na,,2,\nb,2,,1\nc,,1,\n",
      "id;a;b;c\na;0;2;0\nb;2;0;1\nc;0;1;0.0\n",
      "a b c\na 0 2 0\nb 2 0 1\nc 0 1 0\n",
      "\ta\tb\tc\na\t0\t2\t0\nb\t2\t0\t1\nc\t0\t1\t0\n",
      ",a,b,c\nc,0,1,0\na,0,2,0\nb,2,0,1\n",
    ])
  func layouts(_ text: String) throws {
    let file = try readGraph(text)
    #expect(file.format == .matrix && !file.isDirected && file.hasStrengths)
    #expect(file.labels == ["a", "b", "c"])
    #expect(file.written == ["a-b*2.0", "b-c"])
  }

  @Test("A table without names numbers its nodes")
  func unlabelled() throws {
    let row = "0 1 0 0 0\n1 0 1 0 0\n0 1 0 0 0\n0 0 0 0 1\n0 0 0 1 0\n"
    let file = try readGraph(row, named: "m.txt")
    #expect(file.labels == ["1", "2", "3", "4", "5"])
    #expect(file.written == ["1-2", "2-3", "4-5"])
    #expect(try readGraph("0,1\n1,0\n", format: .matrix).written == ["1-2"])
    #expect(try readGraph("id,7,8\n7,0,1\n8,1,0\n").written == ["7-8"])
    #expect(try readGraph("0,7,8\n7,0,1\n8,1,0\n").written == ["7-8"])
  }

  @Test("A table that is no mirror image is directed, and a note says so")
  func asymmetric() throws {
    let pattern = try readGraph(",a,b\na,0,1\nb,0,0\n")
    #expect(pattern.isDirected && pattern.written == ["a>b"] && pattern.notes("asymmetric"))
    let values = try readGraph(",a,b\na,0,1\nb,2,0\n")
    #expect(values.isDirected && values.written == ["a>b", "b>a*2.0"])
    let forced = try readGraph(",a,b\na,0,1\nb,2,0\n", directed: false)
    #expect(!forced.isDirected && forced.written == ["a-b", "a-b*2.0"])
    #expect(forced.notes("both directions"))
  }

  @Test("A table that is a mirror image runs both ways where read as directed")
  func symmetricAsDirected() throws {
    let file = try readGraph(",a,b\na,1,3\nb,3,0\n", directed: true)
    #expect(file.written == ["a>a", "a>b*3.0", "b>a*3.0"])
  }

  @Test("Names may hold commas, quotes and ampersands; nodes without links stay")
  func awkwardNames() throws {
    let file = try readGraph(
      ",\"Ng, A\",\"\"\"Doc\"\"\",B & C\n\"Ng, A\",0,1,0\n\"\"\"Doc\"\"\",1,0,0\nB & C,0,0,0\n")
    #expect(file.labels == ["\"Doc\"", "B & C", "Ng, A"])
    #expect(file.written == ["\"Doc\"-Ng, A"])
  }

  @Test(
    "Says what is wrong with a table",
    arguments: [
      (",a,b\na,0,1\nb,0\n", "graph.csv, line 3: row \"b\" has 2 fields"),
      (",a,b\na,0,1\n", "column \"b\" has no row"),
      (",a,b,c\na,0,1,1\nb,1,0,1\nd,1,1,0\n", "line 4: row \"d\" has no column of that name"),
      (",x,y,z\na,0,1,1\nb,1,0,1\n", "2 rows and 3 columns of different names"),
      (",x,y\na,0,1\nb,1,0\n", "links two kinds of thing; write it as a list"),
      (",a,a\na,0,1\na,1,0\n", "column 3, \"a\", has no name of its own"),
      (",a,b\na,0,1\na,1,0\n", "line 3: a second row \"a\""),
      (",a,b\na,0,-1\nb,1,0\n", "line 2: strength \"-1\" is not a finite number above 0"),
      (",a,b\na,0,nan\nb,1,0\n", "strength \"nan\""),
      (",a,b\na,0,1e999\nb,1,0\n", "strength \"1e999\""),
    ])
  func problems(text: String, expected: String) throws {
    let problem = try #require(try readingProblem(text.utf8))
    #expect(problem.contains(expected), "\(problem)")
  }

  // Skipped: data not present.
  @Test(
    "Reads the real tables with their published sizes",
    .enabled(if: SharedData.url("covert") != nil),
    arguments: [
      ("covert/morselli_caviar.csv", 110, 295, true),
      ("covert/ciel/CIELNET.csv", 25, 45, true),
      ("covert/natajaran_heroin.csv", 38, 168, true),
      ("covert/morselli_togo.csv", 33, 47, false),
      ("covert/siren/SIREN.csv", 44, 103, false),
      ("covert/london_gang/LONDON_GANG.csv", 54, 315, false),
    ])
  func realTables(path: String, nodes: Int, links: Int, directed: Bool) throws {
    let file = try GraphFile.read(#require(SharedData.url(path)).path)
    #expect(file.labels.count == nodes)
    #expect(file.links.count == links)
    #expect(file.isDirected == directed)
  }
}
