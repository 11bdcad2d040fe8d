import Foundation
import Records
import Support
import Testing

@Suite("Lists of links")
struct EdgeListTests {
  @Test(
    "Every spelling of one list gives the same graph",
    arguments: [
      "Ann,Ben,2\nBen,Cem,1.5\n",
      "source,target,weight\nAnn,Ben,2\nBen,Cem,1.5\n",
      "weight;from;to\n2;Ann;Ben\n1.5;Ben;Cem\n",
      "Ann\tBen\t2\nBen\tCem\t1.5",
      "  Ann Ben 2\n\n  Ben   Cem 15e-1\n",
      "\u{FEFF}\"Ann\",\"Ben\",\"2\"\r\n\"Ben\",\"Cem\",\"1.5\"\r\n",
      "Ann,Ben,2\rBen,Cem,1.5\r",
      "# made by hand\nAnn,Ben,2\n% a remark\nBen,Cem,1.5\n",
      "Ben,Cem,1.5\nAnn,Ben,2\n",
      "Ben,Ann,2\nCem,Ben,1.5\n",
      "Ann, Ben, 2\nBen, Cem, +1.5\n",
    ])
  func spellings(_ text: String) throws {
    let file = try readGraph(text)
    #expect(file.labels == ["Ann", "Ben", "Cem"])
    #expect(file.written == ["Ann-Ben*2.0", "Ben-Cem*1.5"])
    #expect(file.format == .edges && !file.isDirected && file.hasStrengths)
    #expect(file.notes("does not say whether they have a direction"))
  }

  @Test("A header that looks like a link is no link")
  func headerLikeLink() throws {
    #expect(
      try readGraph("FromNodeId\tToNodeId\n30\t1412\n30\t3352\n").labels == ["30", "1412", "3352"])
    #expect(try readGraph("Person,Friend\n1,2\n2,3\n").labels == ["1", "2", "3"])
    #expect(try readGraph("a,b,n\nAnn,Ben,3\n").labels == ["Ann", "Ben"])
  }

  @Test("A first row of names is a link where nothing marks it as a header, and a note says so")
  func noHeader() throws {
    let file = try readGraph("Ann Ben\nBen Cem\n")
    #expect(file.written == ["Ann-Ben", "Ben-Cem"])
    #expect(file.notes("no header"))
  }

  @Test("The comment of a SNAP file gives the direction")
  func directedComment() throws {
    let directed = try readGraph("# Directed graph: x\r\n# FromNodeId\tToNodeId\r\n2\t1\r\n")
    #expect(directed.isDirected && directed.written == ["2>1"])
    let undirected = try readGraph("# Undirected graph: x\n2\t1\n")
    #expect(!undirected.isDirected && !undirected.notes("does not say"))
  }

  @Test("A column of types gives the direction")
  func typeColumn() throws {
    let file = try readGraph(
      "Source,Target,Type,Weight\nb,a,Directed,1\nb,c,Undirected,2\n")
    #expect(file.isDirected)
    #expect(file.written == ["b>a", "b>c*2.0", "c>b*2.0"])
  }

  @Test("The caller's word overrules the file, and a note says so")
  func override() throws {
    let merged = try withGraphFile("# Directed graph\n1 2\n2 1\n1 3\n".utf8, named: "g.txt") {
      try GraphFile.read($0, directed: false)
    }
    #expect(!merged.isDirected && merged.written == ["1-2", "1-2", "1-3"])
    #expect(merged.notes("both directions"))
    #expect(try readGraph("1 2\n3 2\n", directed: true).written == ["1>2", "3>2"])
  }

  @Test("Links that are all given both ways are taken once")
  func mirrored() throws {
    let file = try readGraph("1 2 5\n2 1 5\n3 2 1\n2 3 1\n3 3 1\n")
    #expect(file.written == ["1-2*5.0", "2-3", "3-3"])
    #expect(file.notes("both directions: each was taken once"))
    #expect(try readGraph("1 2 5\n2 1 4\n").written == ["1-2*4.0", "1-2*5.0"])
  }

  @Test("Numbers come by value, then text by Unicode scalars, whatever the order of rows")
  func order() throws {
    let file = try readGraph("10,9\nb,Z\n9,-1\né,b\n01,1\n1,2.5\n")
    #expect(file.labels == ["-1", "01", "1", "2.5", "9", "10", "Z", "b", "é"])
  }

  @Test("Two spellings of one accented letter stay two nodes")
  func canonicalEquivalence() throws {
    let file = try readGraph("Jos\u{E9},Ann\nJose\u{301},Ben\n")
    #expect(file.labels.count == 4)
  }

  @Test("Quoted names may hold delimiters, quotes and line ends")
  func quotedNames() throws {
    let file = try readGraph("\"Smith, J\",\"the \"\"Doc\"\"\"\n\"two\nlines\",\"Smith, J\"\n")
    #expect(file.labels == ["Smith, J", "the \"Doc\"", "two\nlines"])
    #expect(file.links.count == 2)
  }

  @Test("Columns that are not used are named in a note")
  func unusedColumns() throws {
    let file = try readGraph("source,target,since\nAnn,Ben,2019\n")
    #expect(!file.hasStrengths && file.notes("\"since\" not used"))
  }

  // Skipped: data not present.
  @Test(
    "Reads the real lists with their published sizes",
    .enabled(if: SharedData.url("graphs") != nil),
    arguments: [
      ("graphs/wiki-Vote.txt", 7115, 103_689, true),
      ("graphs/facebook_combined.txt", 4039, 88_234, false),
      ("graphs-cugraph/karate.csv", 34, 78, false),
      ("communities/nv300maxs150mins30maxd60avgd30mix5/network.dat", 300, 4299, false),
      ("montagna-meetings/Montagna_meetings_edgelist.csv", 101, 289, false),
    ])
  func realLists(path: String, nodes: Int, links: Int, directed: Bool) throws {
    let file = try GraphFile.read(#require(SharedData.url(path)).path)
    #expect(file.labels.count == nodes)
    #expect(file.links.count == links)
    #expect(file.isDirected == directed)
  }
}
