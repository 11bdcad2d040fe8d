import Foundation
import Records
import Testing

@Suite("Graphs in JSON")
struct JSONGraphTests {
  @Test("Node-link JSON gives labels, direction and strengths, whichever list comes first")
  func nodeLink() throws {
    let file = try readGraph(
      """
      {"directed": true, "graph": {"x": [1, {"y": null}]}, "links": [
        {"source": "b", "target": 7, "weight": 2.5, "key": 0},
        {"target": "b", "source": "c", "more": {"a": [true, false, -1.5e3]}}],
       "multigraph": true, "nodes": [
        {"id": "b", "label": "Zo\\u00eb"}, {"id": 7, "label": "A \\"&\\" \\\\"},
        {"label": "\\ud83d\\ude00", "id": "c"}]}
      """, named: "g.json")
    #expect(file.format == .json && file.isDirected && file.hasStrengths)
    #expect(file.labels == ["A \"&\" \\", "Zoë", "😀"])
    #expect(file.written == ["Zoë>A \"&\" \\*2.5", "😀>Zoë"])
    #expect(file.notes("1 links without a strength"))
  }

  @Test("As d3 has it: names, places in the list, values, and no direction")
  func places() throws {
    let file = try readGraph(
      """
      {"nodes": [{"name": "Ann", "group": 1}, {"name": "Ben"}, {"name": "Cem"}],
       "edges": [{"source": 2, "target": 0, "value": 3}, {"source": 0, "target": 1, "value": 1}]}
      """, named: "g.json")
    #expect(!file.isDirected && file.notes("no directed"))
    #expect(file.written == ["Ann-Ben", "Ann-Cem*3.0"])
  }

  @Test("Nodes go by id where labels repeat, and a node without a link is kept")
  func ids() throws {
    let file = try readGraph(
      #"{"nodes":[{"id":"x","label":"A"},{"id":"y","label":"A"},{"id":"z"}],"links":[]}"#)
    #expect(file.labels == ["x", "y", "z"] && file.links.isEmpty && file.notes("called by id"))
  }

  @Test(
    "A file that is broken names line and reason",
    arguments: [
      (
        "{\"nodes\": [{\"id\": 1}],\n\"links\": [{\"source\": 1}]}",
        "line 2: a link without target"
      ),
      (
        "{\"nodes\": [{\"id\": 1},\n{\"id\": \"1\"}], \"links\": []}",
        "line 2: a second node \"1\""
      ),
      ("{\"nodes\": [{\"id\": 1},\n{\"name\": 2}], \"links\": []}", "line 2: a node without id"),
      (
        "{\"nodes\": [{\"id\": 1}], \"links\": [\n\n{\"source\": 1, \"target\": 2}]}",
        "line 3: an edge names node \"2\""
      ),
      (
        "{\"nodes\": [{\"id\": 1}], \"links\": [\n{\"source\": 1, \"target\": 1, \"weight\": -1}]}",
        "line 2: strength \"-1\""
      ),
      ("{\"nodes\": [], \"links\": {}}", "line 1: \"{}}\" where a list is due"),
      ("{\"nodes\": [],\n\"links\": [}", "line 2: \"}\" where an object is due"),
      ("{\"nodes\": [], \"links\": [] \"x\"}", "where , is due"),
      ("{\"nodes\": [], \"links\": []\n} x", "line 2: \"x\" where the end of the file is due"),
      ("{\"nodes\": [], \"links\": [", "cut short"), ("{\"nodes\": [{\"id\": \"a", "cut short"),
      ("{\"nodes\": [{\"id\": \"\\ud83d\"}]}", "names no character"),
      ("{\"nodes\": [{\"id\": \"a\nb\"}]}", "line 1: a control character"),
      ("{\"nodes\": [{\"id\": tru}]}", "where a value is due"),
      ("{\"directed\": 1, \"nodes\": []}", "where true or false is due"),
      ("{\"links\": []}", "JSON without a list of nodes"), ("[1, 2]", "a JSON list"),
      ("{\"graph\": " + String(repeating: "[", count: 300), "more than 256 levels"),
    ])
  func broken(text: String, problem: String) throws {
    let said = try #require(try readingProblem(text.utf8, named: "g.json"))
    #expect(said.contains(problem), "\(said)")
  }

  @Test("FollowTheMoney entities of linking schemata are links, the others nodes")
  func followTheMoney() throws {
    let file = try readGraph(
      """
      {"id": "d", "schema": "Directorship", "properties": {"director": ["p"], "organization": ["o", "q"]}}
      {"id": "p", "schema": "Person", "properties": {"name": ["Ann", "Anna"]}, "datasets": ["x"]}

      {"id": "o", "schema": "Company", "properties": {"name": ["Sample Ltd"]}}
      {"id": "k", "schema": "UnknownLink", "properties": {"subject": ["o"], "object": [{"id": "p", "schema": "Person"}]}}
      {"id": "e", "schema": "Ownership", "properties": {"owner": ["p"]}}
      """, named: "entities.ftm.json")
    #expect(file.format == .ftm && file.isDirected)
    #expect(file.written == ["o>p", "p>o", "p>q"])
    #expect(file.notes("1 nodes are only referred to") && file.notes("1 links without both ends"))
    let named = try readGraph(
      """
      {"properties": {"name": ["Ben"]}, "id": "b", "schema": "Person"}
      {"properties": {"person": ["b"], "associate": ["c"]}, "id": "x", "schema": "Associate"}
      {"properties": {"name": ["Cem"]}, "id": "c", "schema": "Person"}
      """, named: "x")
    #expect(named.written == ["Ben>Cem"])
  }

  @Test(
    "Broken FollowTheMoney lines are named",
    arguments: [
      ("{\"schema\": \"Person\",\n \"properties\": {}}", "line 1: an entity without id"),
      ("{\"id\": \"a\", \"properties\": {}}", "an entity without schema"),
      (
        "{\"id\": \"a\", \"schema\": \"Person\"}\n{\"id\": \"a\", \"schema\": \"Person\"}",
        "line 2: a second node"
      ),
      ("{\"id\": \"a\", \"schema\": \"Person\", \"properties\": [1]}", "where an object is due"),
      ("{\"id\": \"a\", \"schema\": \"Person\"}\n{\"id\": \"b\"", "cut short"),
    ])
  func brokenFollowTheMoney(text: String, problem: String) throws {
    let said = try #require(try readingProblem(text.utf8, named: "e.json"))
    #expect(said.contains(problem), "\(said)")
  }
}
