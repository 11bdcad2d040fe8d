import Foundation
import Testing

/// What `ocg export --format csv-pair` writes is taken in again by the mapping beside it.
@Suite struct NetworkPairTests {
  private static let mapping = """
    {
      profile: "pair", version: 1, system: "PAIR", force: "E23000023",
      files: [
        { match: "reports.csv", dateFormats: ["yyyy-MM-dd"],
          report: { reference: "LOG", grade: "GRADE" },
          entities: {
            person: { kind: "nominal", id: "A", features: { name: "NAME" } },
            other: { kind: "nominal", id: "B", features: { name: "OTHER" } },
            phone: { kind: "phone", id: "PHONE", features: { phoneNumber: "PHONE" } },
          },
          links: [
            { from: "person", to: "other", type: "associate", on: "DAY" },
            { from: "person", to: "phone", type: "user", start: "DAY", end: "LAST" },
          ] },
        { match: "keepers.csv", dateFormats: ["yyyy-MM-dd"],
          entities: {
            person: { kind: "nominal", id: "A", features: { name: "NAME" } },
            car: { kind: "vehicle", id: "MARK", features: { registration: "MARK" } },
          },
          links: [{ from: "person", to: "car", type: "keeper", start: "DAY" }] },
      ],
    }
    """

  private static let reports = """
    LOG,GRADE,A,NAME,B,OTHER,PHONE,DAY,LAST
    L1,1A P,1,"Marek ""M"" Testowski",2,=SUM(A1),+447700900142,2026-07-03,2026-07-09
    L2,2C C,1,"Marek ""M"" Testowski",3,Żółć Ğülşen,,2026-08-01,
    L3,3D P,2,=SUM(A1),3,Żółć Ğülşen,07700 900318,2026-08-02,
    L4,E41,1,"Marek ""M"" Testowski",2,=SUM(A1),,2026-08-20,
    L5,,3,Żółć Ğülşen,4,'+Quoted,,2026-08-21,

    """

  private static let keepers = """
    A,NAME,MARK,DAY
    2,=SUM(A1),QZ12 NTH,2025-01-04
    4,'+Quoted,QZ57 DTA,

    """

  /// Links with all that is said of their ends, and entities with kind and label, without ids.
  private func content(_ path: String, _ folder: TemporaryFolder) throws -> [String] {
    let file = folder.path("content.json")
    let run = try Binary.run(
      "export", path, "--format", "json", "--period", "2026-Q3", "-o", file)
    #expect(run.status == 0, "\(run.complaint)")
    let data = try Data(contentsOf: URL(fileURLWithPath: file))
    let graph = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
    let nodes = try #require(graph["nodes"] as? [[String: Any]])
    let links = try #require(graph["links"] as? [[String: Any]])
    func text(_ value: Any?) -> String { value.map { "\($0)" } ?? "" }
    var names: [String: String] = [:]
    for node in nodes { names[text(node["id"])] = "\(text(node["kind"])) \(text(node["label"]))" }
    let told = links.map { link in
      // An association has no direction: which end stands first follows from ids.
      let stated = ["source", "target"].map { names[text(link[$0])] ?? "?" }
      let ends = text(link["type"]) == "associate" ? stated.sorted() : stated
      let facts = ["type", "standing", "reports", "first", "last"].map { text(link[$0]) }
      return (ends + facts).joined(separator: " | ")
    }
    return (told + names.values).sorted()
  }

  @Test("An exported pair gives the same network in a new case, and its pair is the same again")
  func roundTrip() throws {
    let folder = TemporaryFolder()
    let path = folder.path("first.ocgcase")
    _ = try Binary.run("new", path)
    let imported = try Binary.run(
      "import", path, "--mapping", try folder.write(Self.mapping, to: "pair.json5"),
      try folder.write(Self.reports, to: "reports.csv"),
      try folder.write(Self.keepers, to: "keepers.csv"))
    #expect(imported.status == 0, "\(imported.complaint) \(imported.text)")
    _ = try Binary.run("link", path)
    let first = try content(path, folder)
    #expect(first.count == 8 + 8, "\(first)")
    for part in ["tentative", "unconfirmed", "confirmed", "nominal =SUM(A1)", "nominal '+Quoted"] {
      #expect(first.contains { $0.contains(part) }, "\(part)")
    }
    let again = try takenIn(path, "network", folder)
    #expect(try content(again, folder) == first)
    let third = try takenIn(again, "network2", folder)
    #expect(try content(third, folder) == first)
  }

  /// The pair of the case at `path` in a new case.
  private func takenIn(
    _ path: String, _ name: String, _ folder: TemporaryFolder
  ) throws -> String {
    let run = try Binary.run(
      "export", path, "--format", "csv-pair", "--period", "2026-Q3", "-o", folder.path(name))
    #expect(run.status == 0, "\(run.complaint)")
    let cells = try String(contentsOfFile: folder.path("\(name)-entities.csv"), encoding: .utf8)
    #expect(cells.contains("'=SUM(A1)") && cells.contains("OFFICIAL-SENSITIVE"))
    let new = folder.path("\(name).ocgcase")
    _ = try Binary.run("new", new)
    let imported = try Binary.run(
      "import", new, "--mapping", folder.path("\(name)-mapping.json5"),
      folder.path("\(name)-entities.csv"), folder.path("\(name)-links.csv"))
    #expect(imported.status == 0, "\(imported.complaint) \(imported.text)")
    let linked = try Binary.run("link", new)
    #expect(linked.status == 0, "\(linked.complaint)")
    return new
  }

  @Test("A pair wants a name for its files, and a broken row of it is named")
  func refusals() throws {
    let folder = TemporaryFolder()
    let path = try SmallCase.make(in: folder)
    #expect(try Binary.run("export", path, "--format", "csv-pair", "-o", "-").status == 2)
    _ = try Binary.run("export", path, "--format", "csv-pair", "-o", folder.path("n"))
    var links = try String(contentsOfFile: folder.path("n-links.csv"), encoding: .utf8)
    links = links.replacingOccurrences(of: ",driver,", with: ",stroller,")
    let new = folder.path("n.ocgcase")
    _ = try Binary.run("new", new)
    let run = try Binary.run(
      "import", new, "--mapping", folder.path("n-mapping.json5"),
      try folder.write(links, to: "n-links.csv"))
    #expect(run.status == 1 && run.text.contains("column type"), "\(run.text) \(run.complaint)")
  }
}
