import Foundation
import Records
import Support
import Testing

@Suite("GraphML and GML")
struct MarkupGraphTests {
  static func document(
    _ body: String, keys: String = "", edgeDefault: String = "undirected"
  ) -> String {
    """
    <?xml version="1.0" encoding="UTF-8"?>
    <!DOCTYPE graphml>
    <graphml xmlns="http://graphml.graphdrawing.org/xmlns"><!-- a & b -->
      \(keys)<graph id="G" edgedefault="\(edgeDefault)">\(body)</graph></graphml>
    """
  }

  static let nameKey = "<key id='d0' for='node' attr.name='name' attr.type='string'/>"

  @Test("Nodes go by their name, links by the ids, with strengths from the data")
  func graphML() throws {
    let file = try readGraph(
      Self.document(
        """
        <node id="n0"><data key="d0"> A &amp; B </data></node>
        <node id="n1"><data key="d0">Zo&#xEB;</data></node>
        <node id="n2"><data key="d0"><![CDATA[<3]]></data></node>
        <edge source="n0" target="n1"><data key="w">2.5</data></edge>
        <edge source="n2" target="n1"/>
        """,
        keys: Self.nameKey
          + "<key id='w' for='edge' attr.name='weight'><default>4</default></key>"))
    #expect(file.format == .graphml)
    #expect(file.labels == ["<3", "A & B", "Zoë"])
    #expect(file.written == ["<3-Zoë*4.0", "A & B-Zoë*2.5"])
  }

  @Test("Nodes go by their id where names repeat or are missing, and a note says so")
  func graphMLRepeatedNames() throws {
    let node = "<node id='x'><data key='d0'>Ann</data></node>"
    let twice = try readGraph(
      Self.document(node + "<node id='y'><data key='d0'>Ann</data></node>", keys: Self.nameKey))
    #expect(twice.labels == ["x", "y"] && twice.notes("called by id"))
    let missing = try readGraph(Self.document(node + "<node id='y'/>", keys: Self.nameKey))
    #expect(missing.labels == ["x", "y"])
  }

  @Test("The direction comes from edgedefault and from each edge")
  func graphMLDirection() throws {
    let nodes = "<node id='a'/><node id='b'/><node id='c'/>"
    let mixed = try readGraph(
      Self.document(
        nodes + "<edge source='b' target='a'/><edge source='b' target='c' directed='false'/>",
        edgeDefault: "directed"))
    #expect(mixed.isDirected && mixed.written == ["b>a", "b>c", "c>b"])
    let undirected = try readGraph(Self.document(nodes + "<edge source='b' target='a'/>"))
    #expect(!undirected.isDirected && undirected.written == ["a-b"])
    #expect(undirected.labels == ["a", "b", "c"])
  }

  private static func gexf(_ body: String, direction: String = "directed") -> String {
    """
    <?xml version="1.0" encoding="UTF-8"?>
    <gexf xmlns="http://gexf.net/1.3" version="1.3"><meta><creator>x</creator></meta>
      <graph defaultedgetype="\(direction)">\(body)</graph></gexf>
    """
  }

  @Test(
    "GEXF gives labels, directions, weights and nested nodes; days of nodes are told and not read")
  func gexf() throws {
    let nodes = """
      <nodes><node id="0" label="Zoë" start="2026-01-01"><nodes><node id="1" label="A &amp; B"/></nodes></node>
      <node id="2" label="C"/></nodes>
      """
    let file = try readGraph(
      Self.gexf(
        nodes + """
          <edges><edge id="0" source="1" target="0" weight="2.5" start="2026-07-01"/>
          <edge id="1" source="2" target="0" type="undirected"/></edges>
          """), named: "g.gexf")
    #expect(file.format == .gexf && file.isDirected && file.hasStrengths)
    #expect(file.labels == ["A & B", "C", "Zoë"])
    #expect(file.written == ["A & B>Zoë*2.5", "C>Zoë", "Zoë>C"])
    #expect(file.notes("when nodes exist was not read") && file.notes("run both ways"))
    let plain = try readGraph(
      Self.gexf(
        nodes + "<edges><edge source='2' target='1'/></edges>", direction: "undirected"))
    #expect(!plain.isDirected && plain.written == ["A & B-C"])
  }

  @Test(
    "An edge of a GEXF file exists from its first to its last day, both counted",
    arguments: [
      ("start='2026-07-01' end='2026-07-31'/>", "2026-07-01", "2026-08-01"),
      ("start='2026-07-01'/>", "2026-07-01", ""), ("end='2026-07-31'/>", "", "2026-08-01"),
      ("startopen='2026-06-30' endopen='2026-08-01'/>", "2026-07-01", "2026-08-01"),
      ("start='2026-07-01T23:59:00' end='2026-07-31T01:00:00Z'/>", "2026-07-01", "2026-08-01"),
      ("start='-Infinity' end='2026-07-31'/>", "", "2026-08-01"), ("/>", "", ""),
      (
        "><spells><spell start='2026-07-01' end='2026-07-02'/><spell start='2026-07-09' "
          + "end='2026-07-10'/></spells></edge>", "2026-07-01", "2026-07-11"
      ),
      (
        "><spells><spell start='2026-07-09' end='2026-07-10'/><spell end='2026-07-02'/></spells></edge>",
        "", "2026-07-11"
      ), ("start='4.5' end='2026-07-31'/>", "", "2026-08-01"),
      ("start='2026-07-0199'/>", "", ""),
    ])
  func days(edge: String, start: String, end: String) throws {
    let file = try readGraph(
      Self.gexf(
        "<nodes><node id='a'/><node id='b'/></nodes><edges><edge source='a' target='b' \(edge)</edges>"
      ),
      named: "g.gexf")
    #expect(file.links.map(\.days) == [DayInterval(start: Day(iso: start), end: Day(iso: end))])
    #expect(file.notes("several spells") == edge.contains("/><spell"))
    #expect(file.notes("days of links not read") == (edge.contains("4.5") || edge.contains("0199")))
  }

  @Test("Spells of nodes are told and are no days of the edge before them")
  func spellsOfNodes() throws {
    let file = try readGraph(
      Self.gexf(
        """
        <edges><edge source='a' target='b'></edge></edges>
        <nodes><node id='a'><spells><spell start='2026-07-01'/></spells></node><node id='b'/></nodes>
        """), named: "g.gexf")
    #expect(file.links.map(\.days) == [.unknown] && file.notes("when nodes exist was not read"))
  }

  @Test(
    "A GEXF file that is broken names line and reason",
    arguments: [
      ("<gexf><graph><nodes><node/></nodes></graph></gexf>", "<node> without id"),
      (
        "<gexf><graph><nodes><node id='a'/>\n<node id='a'/></nodes></graph></gexf>",
        "line 2: a second node"
      ),
      (
        "<gexf><graph><nodes><node id='a'/></nodes><edges><edge source='a' target='q'/></edges>"
          + "</graph></gexf>", "an edge names node"
      ),
      ("<gexf></gexf>", "no <graph>"), ("<gexf><graph>", "cut short"),
    ])
  func brokenGEXF(text: String, problem: String) throws {
    let said = try #require(try readingProblem(text.utf8, named: "g.gexf"))
    #expect(said.contains(problem), "\(said)")
  }

  @Test("Nodes and edges of nested graphs count")
  func graphMLNested() throws {
    let file = try readGraph(
      Self.document(
        "<node id='a'><graph edgedefault='undirected'><node id='b'/><node id='c'/>"
          + "<edge source='b' target='c'/></graph></node><edge source='a' target='b'/>"))
    #expect(file.labels == ["a", "b", "c"] && file.written == ["a-b", "b-c"])
  }

  @Test(
    "Says what is wrong with GraphML",
    arguments: [
      ("<graphml><graph><node id='a'>", "ends within <node>; it is cut short"),
      ("<graphml><graph><node id='a", "ends within <node"),
      ("<graphml><graph><node/></graph></graphml>", "<node> without id"),
      ("<graphml><graph>\n<node id='a'/><node id='a'/></graph></graphml>", "line 2: a second node"),
      (
        "<graphml><graph><node id='a'/><edge source='a' target='q'/></graph></graphml>",
        "names node \"q\", which does not exist"
      ),
      ("<graphml><graph></node></graph></graphml>", "</node> closes <graph>"),
      (
        "<!DOCTYPE x [<!ENTITY a \"aa\"><!ENTITY b \"&a;&a;\">]><graphml>&b;</graphml>",
        "declares entities"
      ),
      ("<graphml><graph><node id='&lol;'/></graph></graphml>", "an entity that is not known"),
      ("<graphml><graph><hyperedge/></graph></graphml>", "more than two nodes"),
      ("<graphml></graphml>", "no <graph>"),
      ("<html><body/></html>", "XML, but neither GraphML nor GEXF"),
      (
        "<graphml>" + String(repeating: "<g>", count: 300), "elements lie more than 256 deep"
      ),
      (
        "<graphml><graph><node id='\(String(repeating: "x", count: 100_000))'/></graph></graphml>",
        "a value of more than 65536 bytes"
      ),
      (
        Self.document(
          "<node id='a'/><edge source='a' target='a'><data key='w'>inf</data></edge>",
          keys: "<key id='w' for='edge' attr.name='weight'/>"), "strength \"inf\""
      ),
    ])
  func graphMLProblems(text: String, expected: String) throws {
    let problem = try #require(try readingProblem(text.utf8, named: "g.graphml"))
    #expect(problem.contains(expected), "\(problem)")
  }

  @Test("GML gives labels, strengths and direction through nested lists")
  func gml() throws {
    let file = try readGraph(
      """
      Creator "me"
      # a comment
      graph [ directed 1
        node [ id 7 label "Ann" graphics [ x 1 label "no" ] ]
        node [ id 8 label "Tom &amp; Co" ]
        node [ id 9 ]
        edge [ source 8 target 7 value 2 ] edge [ source 9 target 8 ] ]
      """, named: "g.txt")
    #expect(file.format == .gml && file.isDirected && file.hasStrengths)
    #expect(file.labels == ["9", "Ann", "Tom & Co"])
    #expect(file.written == ["9>Tom & Co", "Tom & Co>Ann*2.0"])
  }

  @Test("GML without a direction is undirected; repeated labels get their id")
  func gmlRepeatedLabels() throws {
    let file = try readGraph(
      "graph [ node [ id 1 label \"A\" ] node [ id 2 label \"A\" ] node [ id 3 label \"B\" ]\n"
        + "edge [ source 1 target 2 ] ]", named: "g.gml")
    #expect(!file.isDirected && file.labels == ["A#1", "A#2", "B"] && file.written == ["A#1-A#2"])
    #expect(file.notes("no key directed") && file.notes("share a label"))
  }

  @Test("GML in Latin-1 is read, and a note says so")
  func gmlLatin1() throws {
    let start = Array("graph [ node [ id 1 label \"Jos".utf8)
    let bytes = start + [0xE9] + Array("\" ] node [ id 2 ] ]".utf8)
    let file = try withGraphFile(bytes, named: "g.gml") { try GraphFile.read($0) }
    #expect(file.labels == ["2", "José"] && file.notes("Latin-1"))
  }

  @Test(
    "Says what is wrong with GML",
    arguments: [
      ("graph [ node [ id 1", "ends within node ["),
      ("graph [ node [ id 1 label \"A", "a quotation mark is never closed"),
      ("graph [ node [ id 1 ]\nedge [ source 1 target 5 ] ]", "line 2: an edge names node \"5\""),
      ("graph [ node [ label \"A\" ] ]", "node 1 has no id of its own"),
      ("graph [ node [ id 1 ] edge [ source 1 target 1 weight -2 ] ]", "strength \"-2\""),
      ("graph [ ] ]", "] without ["),
      ("graph " + String(repeating: "[ a ", count: 400), "lists lie more than 256 deep"),
    ])
  func gmlProblems(text: String, expected: String) throws {
    let problem = try #require(try readingProblem(text.utf8, named: "g.gml"))
    #expect(problem.contains(expected), "\(problem)")
  }

  // Skipped: data not present.
  @Test(
    "Reads the real files with their published sizes",
    .enabled(if: SharedData.url("covert") != nil),
    arguments: [
      ("communities/karate_club.gml", 34, 78), ("communities/polbooks.gml", 105, 441),
      ("communities/lesmis.gml", 77, 254), ("communities/football.gml", 115, 613),
      ("covert/slumlords_4.graphml", 13, 23), ("covert/crime.graphml", 1427, 1487),
      ("covert/caviar_1.graphml", 110, 205),
    ])
  func realFiles(path: String, nodes: Int, links: Int) throws {
    let file = try GraphFile.read(#require(SharedData.url(path)).path)
    #expect(file.labels.count == nodes && file.links.count == links && !file.isDirected)
  }
}
