import Foundation
import Support
import Testing

/// Two triangles joined by one node, and a pair apart.
private let bowtie = """
  source,target
  a,b
  b,c
  a,c
  c,x
  x,d
  d,e
  e,f
  d,f
  p,q

  """

@Suite struct GraphCommandTests {
  private func file(_ text: String, in folder: TemporaryFolder) throws -> String {
    let url = folder.url("links.csv")
    try text.write(to: url, atomically: true, encoding: .utf8)
    return url.path
  }

  @Test("The key player is the node whose removal leaves most pairs out of touch")
  func keyPlayers() throws {
    let folder = TemporaryFolder()
    let path = try file(bowtie, in: folder)
    let run = try Binary.run("graph", "key-players", path, "--count", "1", "--json")
    #expect(run.status == 0, "\(run.complaint)")
    let best = try #require(try run.json()["best"] as? [String: Any])
    // Without x, c or d: 3 + 3 + 1, 1 + 6 + 1, 6 + 1 + 1 pairs of 36 stay in touch.
    #expect(best["nodes"] as? [String] == ["x"])
    #expect(abs((best["value"] as? Double ?? 0) - (1 - 7.0 / 36)) < 1e-12)
    let reach = try Binary.run("graph", "key-players", path, "--goal", "reach", "--count", "2")
    #expect(reach.text.contains("random sets"))
  }

  @Test("Paths come by length, none visits a node twice, and a cut list says so")
  func paths() throws {
    let folder = TemporaryFolder()
    let path = try file(bowtie, in: folder)
    let run = try Binary.run("graph", "paths", path, "--from", "a", "--to", "d", "--json")
    let paths = try #require(try run.json()["paths"] as? [[String: Any]])
    #expect(
      paths.compactMap { $0["nodes"] as? [String] } == [
        ["a", "c", "x", "d"], ["a", "b", "c", "x", "d"],
      ])
    let cut = try Binary.run(
      "graph", "paths", path, "--from", "a", "--to", "d", "--limit", "1")
    #expect(cut.text.contains("and more"))
    let none = try Binary.run("graph", "paths", path, "--from", "a", "--to", "q")
    #expect(none.status == 0)
    #expect(none.text.contains("no path joins them"))
  }

  @Test("Of a file whose links have days, those of another period are left out and counted")
  func during() throws {
    let folder = TemporaryFolder()
    let url = folder.url("links.gexf")
    try """
    <gexf><graph defaultedgetype="undirected"><nodes><node id="a"/><node id="b"/><node id="c"/></nodes>
    <edges><edge source="a" target="b" start="2026-03-01" end="2026-03-31"/>
    <edge source="b" target="c" start="2026-06-30" end="2026-07-01"/><edge source="a" target="c"/></edges>
    </graph></gexf>
    """.write(to: url, atomically: true, encoding: .utf8)
    func links(_ period: String...) throws -> Int? {
      let run = try Binary.run(["graph", "info", url.path, "--json"] + period)
      #expect(run.status == 0, "\(run.complaint)")
      return (try run.json()["graph"] as? [String: Any])?["links"] as? Int
    }
    #expect(try links() == 3)
    #expect(try links("--during", "2026-03") == 2)
    #expect(try links("--during", "2026-Q2") == 2)
    #expect(try links("--during", "2026-Q3") == 2)
    #expect(try links("--during", "2025") == 1)
    let said = try Binary.run("graph", "info", url.path, "--during", "2025")
    #expect(said.text.contains("2 of 3 links left out") && said.text.contains("1 say no day"))
    let wrong = try Binary.run("graph", "info", url.path, "--during", "soon")
    #expect(wrong.status == 2 && wrong.complaint.contains("--during soon: not a period"))
  }

  @Test("Removal counts the pairs of others that lose touch")
  func removal() throws {
    let folder = TemporaryFolder()
    let path = try file(bowtie, in: folder)
    let run = try Binary.run(
      "graph", "measure", path, "--measure", "removal,eccentricity,effective-size,hub", "--json")
    let measures = try #require(try run.json()["measures"] as? [String: [String: Double]])
    #expect(measures["removal"]?["x"] == 9)
    #expect(measures["removal"]?["c"] == 8)
    #expect(measures["removal"]?["a"] == 0)
    #expect(measures["removal"]?["p"] == 0)
    #expect(measures["eccentricity"]?["x"] == 2)
    #expect(measures["effective-size"]?["x"] == 2)
  }

  @Test(
    "What cannot be answered is one line that says what to do",
    arguments: [
      (["key-players"], ["--count", "0"], "--count 0"),
      (["key-players"], ["--goal", "power"], "use one of fragmentation, reach"),
      (["key-players"], ["--goal", "reach", "--hops", "0"], "--hops 0"),
      (["paths"], ["--from", "a", "--to", "z"], "--to z: no node of"),
      (["paths"], ["--from", "a", "--to", "b", "--limit", "0"], "--limit 0"),
    ])
  func broken(command: [String], options: [String], words: String) throws {
    let folder = TemporaryFolder()
    let path = try file(bowtie, in: folder)
    let run = try Binary.run(["graph"] + command + [path] + options)
    #expect(run.status == 2)
    #expect(run.complaintLines.count == 1)
    #expect(run.complaint.contains(words))
  }
}
