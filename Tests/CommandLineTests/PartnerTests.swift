import Foundation
import Support
import Testing

/// The profiles of `datasets/partners`, each with its synthetic file, through the real binary.
@Suite struct PartnerTests {
  private static let folder = SharedData.checkout.appendingPathComponent("datasets/partners").path

  private func makeCase(_ profiles: [(mapping: String, data: String)], in folder: TemporaryFolder)
    throws -> String
  {
    let path = folder.path("partners.ocgcase")
    _ = try Binary.run("new", path)
    for profile in profiles {
      let run = try Binary.run(
        "import", path, "--mapping", "\(Self.folder)/mappings/\(profile.mapping).json5",
        "\(Self.folder)/data/\(profile.data).csv")
      #expect(run.status == 0, "\(run.complaint)")
    }
    return path
  }

  /// The rows of an export by column name.
  private func export(_ format: String, of path: String, _ more: String...) throws
    -> [[String: String]]
  {
    let run = try Binary.run(
      ["export", path, "--format", format, "--period", "2026-Q3", "-o", "-"] + more)
    #expect(run.status == 0, "\(run.complaint)")
    return csvRecords(run.text)
  }

  private static let fusion = ["north", "east", "south"].map {
    (mapping: "fusion-\($0)", data: "fusion-\($0)")
  }

  @Test("Every profile reads its file without a rejected row, and calls itself unofficial")
  func profiles() throws {
    let mappings = try FileManager.default.contentsOfDirectory(atPath: "\(Self.folder)/mappings")
    #expect(mappings.count == 8)
    for mapping in mappings {
      let text = try String(contentsOfFile: "\(Self.folder)/mappings/\(mapping)", encoding: .utf8)
      #expect(text.contains("note: \"unofficial, synthetic-tested\""), "\(mapping)")
    }
    let folder = TemporaryFolder()
    let all = [
      ("anonymous-reports", "anonymous-reports"), ("helpline-cases", "helpline-cases"),
      ("arrival-debriefs", "arrival-debriefs"), ("adverts", "adverts"),
      ("foreign-partner", "foreign-reports"),
    ]
    let path = try makeCase(Self.fusion + all.map { (mapping: $0.0, data: $0.1) }, in: folder)
    let feeds = try export("feeds", of: path)
    #expect(feeds.count == 8)
    #expect(feeds.allSatisfy { $0["rows read"] == $0["rows stored"] })
    #expect(feeds.allSatisfy { $0["agreement"]?.hasPrefix("SYN-AGR-") == true })
  }

  @Test("The same subject in three systems is one entity with three lineages and agreements")
  func lineages() throws {
    let folder = TemporaryFolder()
    let rows = try export("lineages", of: try makeCase(Self.fusion, in: folder))
    let marek = rows.filter { ($0["source records"] ?? "").contains("nominal/N1") }
      .compactMap { $0["entity"] }
    #expect(marek.count == 1)
    let own = rows.filter { $0["entity"] == marek.first }
    #expect(own.compactMap { $0["system"] } == ["FUSION-EAST", "FUSION-NORTH", "FUSION-SOUTH"])
    #expect(
      own.compactMap { $0["agreement"] } == ["SYN-AGR-east", "SYN-AGR-north", "SYN-AGR-south"])
    // Four reports, of which the east's is the north's again.
    #expect(own.allSatisfy { $0["independent reports"] == "3" })
    #expect(own.compactMap { $0["reports that are copies"] } == ["1", "0", "0"])
  }

  @Test("Before submission the one report without a code fails, and PND flags are told")
  func submission() throws {
    let folder = TemporaryFolder()
    let rows = try export("submission-check", of: try makeCase(Self.fusion, in: folder))
    #expect(rows.compactMap { $0["report"] } == ["S-3", "E-7", "N-1", "N-2"])
    #expect(rows.compactMap { $0["verdict"] } == ["fails", "passes", "passes", "passes"])
    #expect(rows[0]["to be put right"] == "no crime identifier code")
    #expect(
      rows.compactMap { $0["a record is known on the PND"] } == ["not stated", "no", "yes", "yes"])
    #expect(rows.allSatisfy { $0["profile"]?.isEmpty == false })
  }

  @Test(
    "A file of anonymous reports with an identity-like or an unread column is refused as a whole",
    arguments: ["CALLER_NAME", "PHONE", "IP", "E-MAIL", "REMARKS"])
  func anonymous(column: String) throws {
    let folder = TemporaryFolder()
    let path = folder.path("anonymous.ocgcase")
    _ = try Binary.run("new", path)
    let text = try String(
      contentsOfFile: "\(Self.folder)/data/anonymous-reports.csv", encoding: .utf8)
    let lines = text.split(separator: "\n").enumerated().map { number, line in
      line + (number == 0 ? ",\(column)" : ",x")
    }
    let file = try folder.write(
      lines.joined(separator: "\n") + "\n", to: "anonymous-reports-2.csv")
    let run = try Binary.run(
      "import", path, "--mapping", "\(Self.folder)/mappings/anonymous-reports.json5", file)
    #expect(run.status == 2)
    #expect(run.complaintLines.count == 1)
    #expect(run.complaint.contains("column '\(column)' in an anonymous file"), "\(run.complaint)")
  }

  @Test("A mapping of anonymous reports that describes a person is refused")
  func anonymousMapping() throws {
    let folder = TemporaryFolder()
    let text = try String(
      contentsOfFile: "\(Self.folder)/mappings/anonymous-reports.json5", encoding: .utf8)
    for (old, new) in [
      (
        "kind: \"vehicle\", id: \"VRM\", features: { registration: \"VRM\" }",
        "kind: \"nominal\", id: \"VRM\", features: { name: \"VRM\" }"
      ),
      ("features: { registration: \"VRM\" }", "features: { alias: \"VRM\" }"),
    ] {
      let mapping = try folder.write(
        text.replacingOccurrences(of: old, with: new), to: "mapping.json5")
      let path = folder.path("m.ocgcase")
      _ = try Binary.run("new", path)
      let run = try Binary.run(
        "import", path, "--mapping", mapping, "\(Self.folder)/data/anonymous-reports.csv")
      #expect(run.status == 2 && run.complaint.contains("anonymous file"), "\(run.complaint)")
      try? FileManager.default.removeItem(atPath: path)
    }
  }

  @Test("A case of the helpline counts each person, place and call once, and names nobody")
  func helpline() throws {
    let folder = TemporaryFolder()
    let path = try makeCase(
      [(mapping: "helpline-cases", data: "helpline-cases")] + Self.fusion, in: folder)
    let status = try Binary.run("status", path, "--json").json()
    let worklist = folder.path("worklist.csv")
    _ = try Binary.run(
      "safeguard", path, "--period", "2026-Q3", "--recipient", "Lead", "-o", worklist)
    let people = try String(contentsOfFile: worklist, encoding: .utf8)
      .split(whereSeparator: \.isNewline).dropFirst()
    #expect(people.count == 3, "\(status)")
    for name in ["Lina Helpsample", "Adam Helpsynth", "Rasa Helpnomen"] {
      #expect(people.count { $0.hasPrefix(name) } == 1)
    }
    for format in ["lineages", "joint-visits", "csv", "csv-nodes"] {
      let text = try Binary.run(
        "export", path, "--format", format, "--period", "2026-Q3", "-o", "-"
      ).text
      #expect(!text.contains("Help"), "\(format)")
    }
  }

  @Test("People who arrived are shielded, and coverage adds up without telling few apart")
  func debriefs() throws {
    let folder = TemporaryFolder()
    let path = try makeCase(
      [(mapping: "arrival-debriefs", data: "arrival-debriefs")] + Self.fusion, in: folder)
    let rows = try export("debriefs", of: path)
    #expect(rows.count == 1)
    #expect(rows[0]["people who arrived"] == "15")
    #expect(rows[0]["debriefed"] == "4" && rows[0]["not debriefed"] == "11")
    #expect(rows[0]["more than once"] == "3")
    let nodes = try Binary.run(
      "export", path, "--format", "csv-nodes", "--period", "2026-Q3", "-o", "-"
    ).text
    #expect(nodes.contains("Marek Fusample") && !nodes.contains("Deb"))
  }

  @Test("What a partner abroad gave under conditions is in no release for others")
  func foreign() throws {
    let folder = TemporaryFolder()
    let path = try makeCase(
      [(mapping: "foreign-partner", data: "foreign-reports")] + Self.fusion, in: folder)
    #expect(try export("submission-check", of: path).contains { $0["report"] == "FP-0001" })
    for format in ["submission-check", "lineages", "csv-nodes", "csv"] {
      let text = try Binary.run(
        "export", path, "--format", format, "--period", "2026-Q3", "--for", "force",
        "--recipient", "Another force", "-o", "-"
      ).text
      #expect(!text.contains("FP-000") && !text.contains("Forsample"), "\(format)")
      #expect(!text.isEmpty)
    }
  }

  @Test(
    "Claims that do not add up are told in the table and in the document, judgements stand there")
  func statements() throws {
    let folder = TemporaryFolder()
    let path = try makeCase(Self.fusion, in: folder)
    let file = try folder.write(
      """
      { judgements: [{ words: "It is highly likely that copies are counted twice elsewhere",
          term: "highly likely", confidence: "low", analyst: "DC Sample" }],
        figures: [{ figure: "people trained", source: "letter", value: 2527,
          parts: [701, 694, 719] }] }
      """, to: "statements.json5")
    let rows = try export("figures", of: path, "--statements", file)
    #expect(rows.compactMap { $0["sum of the parts"] } == ["2114"])
    #expect(rows[0]["adds up"] == "no")
    let run = try Binary.run(
      "assess", path, "--period", "2026-Q3", "--output", folder.path("out"), "--charts", "0",
      "--statements", file)
    #expect(run.status != 2, "\(run.complaint)")
    let page = try String(contentsOfFile: folder.path("out/assessment.html"), encoding: .utf8)
    #expect(page.contains("copies are counted twice elsewhere"))
    #expect(page.contains("which is 413 less"))
    #expect(try Binary.run("verify", path, "1").status == 0)
    let wrong = try folder.write(
      "{ judgements: [{ words: 'It may be so', term: 'likely', confidence: 'low', analyst: 'A' }] }",
      to: "wrong.json5")
    let refused = try Binary.run(
      "export", path, "--format", "figures", "--period", "2026-Q3", "-o", "-", "--statements",
      wrong)
    #expect(refused.status == 2 && refused.complaint.contains("outside the yardstick"))
  }

  @Test(
    "Of the planted addresses those too full come to a visit, and none that is lawful or a hostel")
  func jointVisits() throws {
    let folder = TemporaryFolder()
    let path = folder.path("councils.ocgcase")
    _ = try Binary.run("new", path)
    let fens = SharedData.checkout.appendingPathComponent("datasets/fens").path
    let run = try Binary.run(
      "import", path, "--mapping", "\(fens)/mappings/councils.json5",
      "\(fens)/data/residence.csv", "\(fens)/data/hmo-licences.csv")
    #expect(run.status == 0, "\(run.complaint)")
    let rows = try export("joint-visits", of: path)
    let truth = try String(contentsOfFile: "\(fens)/truth/addresses.csv", encoding: .utf8)
      .split(separator: "\n").dropFirst()
      .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
    func planted(_ finding: String) -> [String] { truth.filter { $0[3] == finding }.map { $0[1] } }
    let housing = Set(rows.filter { $0["rule"] == "housing" }.compactMap { $0["address"] })
    // A family is what the rule cannot see: it is named as the ordinary explanation.
    #expect(housing == Set(planted("over-occupied") + planted("family of seven")))
    #expect(planted("over-occupied").count == 4)
    #expect(rows.allSatisfy { $0["agency with the powers"]?.isEmpty == false })
    #expect(rows.allSatisfy { $0["or an ordinary explanation"]?.isEmpty == false })
  }

  @Test("Adverts that share a contact are one cluster, and a declared hub joins none")
  func adverts() throws {
    let folder = TemporaryFolder()
    let rows = try export(
      "adverts", of: try makeCase([(mapping: "adverts", data: "adverts")] + Self.fusion, in: folder)
    )
    // AD-1 and AD-2 share a telephone, AD-2 and AD-3 a handle; AD-4 and AD-5 a text alone.
    #expect(rows.map { $0["cluster"] } == ["1", "1", "2"])
    #expect(
      Set(rows.compactMap { $0["which"] }) == ["AD-1; AD-2", "AD-2; AD-3", "AD-4; AD-5"])
    #expect(rows.allSatisfy { $0["or an ordinary explanation"]?.isEmpty == false })
    #expect(!rows.contains { $0["which"]?.contains("AD-6") == true })
  }

  @Test("A package holds terms, chart, rank with every test, and a checklist that names them all")
  func package() throws {
    let folder = TemporaryFolder()
    let path = folder.path("fens.ocgcase")
    _ = try Binary.run("new", path)
    let fens = SharedData.checkout.appendingPathComponent("datasets/fens").path
    for (mapping, files) in [
      ("cambridgeshire-intelligence", ["cambridgeshire-intelligence"]),
      ("master-list", ["master-list", "master-list-members", "master-list-places", "disruptions"]),
    ] {
      let run = try Binary.run(
        ["import", path, "--mapping", "\(fens)/mappings/\(mapping).json5"]
          + files.map { "\(fens)/data/\($0).csv" })
      #expect(run.status == 0, "\(run.complaint)")
    }
    func terms(_ subject: String) throws -> String {
      try folder.write(
        """
        { terms: { subject: "\(subject)", reference: "TOR-1", requestedBy: "Eastern gateway",
            question: "Who pays whom?", scope: "The Fens", agreedBy: "DI Test",
            agreedOn: "2026-07-01", deliverBy: "2026-10-01", reassessedBy: "DI Test" } }
        """, to: "terms.json5")
    }
    let out = folder.path("package")
    let run = try Binary.run(
      "package", path, "--period", "2026-Q3", "--statements", try terms("ML-0123"), "--output", out)
    #expect(run.status == 0, "\(run.complaint)")
    func lines(_ name: String) throws -> [String] {
      try String(contentsOfFile: "\(out)/\(name)", encoding: .utf8)
        .components(separatedBy: "\r\n").filter { !$0.isEmpty }
    }
    let files = try FileManager.default.contentsOfDirectory(atPath: out).sorted()
    #expect(
      files == ["chart.pdf", "chart.svg", "contents.csv", "ranks.csv", "terms-of-reference.csv"])
    let contents = try lines("contents.csv")
    #expect(contents[0].hasPrefix("subject,number,file,bytes,profile,"))
    for (place, name) in ["terms-of-reference.csv", "ranks.csv", "chart.svg", "chart.pdf"]
      .enumerated()
    {
      let size = try FileManager.default.attributesOfItem(atPath: "\(out)/\(name)")[.size]
      #expect(contents[place + 1].hasPrefix("ML-0123,\(place + 1),\(name),\(size ?? 0),"))
    }
    #expect(contents.count == 5)
    let ranks = try lines("ranks.csv")
    #expect(ranks.dropFirst().allSatisfy { $0.hasPrefix("ML-0123,OCG HERON,") })
    #expect(ranks.count > 5)
    #expect(try lines("terms-of-reference.csv")[4].hasPrefix("question,Who pays whom?,"))
    #expect(
      try String(contentsOfFile: "\(out)/chart.svg", encoding: .utf8).contains("OFFICIAL-SENSITIVE")
    )
    let unknown = try Binary.run(
      "package", path, "--period", "2026-Q3", "--statements", try terms("ML-9"), "--output",
      folder.path("other"))
    #expect(unknown.status == 2, "\(unknown.complaint)")
    #expect(unknown.complaintLines.last?.contains("terms.subject ML-9: no such position") == true)
    #expect(unknown.complaintLines.count == 1, "refused before anything is assessed")
    #expect(!FileManager.default.fileExists(atPath: folder.path("other")))
    let none = try folder.write("{ figures: [] }", to: "none.json5")
    let refused = try Binary.run(
      "package", path, "--period", "2026-Q3", "--statements", none, "--output",
      folder.path("third"))
    #expect(refused.status == 2 && refused.complaint.contains("has no terms of reference"))
  }

  @Test("Every table for a body is a format of export, and its rows bear the terms of the release")
  func formats() throws {
    let folder = TemporaryFolder()
    let path = try makeCase(Self.fusion, in: folder)
    for format in [
      "submission-check", "disruptions", "lineages", "feeds", "monthly-return", "figures",
      "joint-visits", "debriefs", "adverts", "terms-of-reference", "flows", "money-paths",
      "segments",
      "ranks",
    ] {
      for row in try export(format, of: path) {
        #expect(row["marking"] == "OFFICIAL-SENSITIVE", "\(format)")
      }
    }
    #expect(try export("ranks", of: path).count >= 5)
  }
}
