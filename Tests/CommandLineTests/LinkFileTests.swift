import Foundation
import Support
import Testing

@Suite struct LinkFileTests {
  private static let mapping = """
    { id: "unique_id", features: [
      { name: "name", type: "personName", columns: ["first_name", "surname"] },
      { name: "born", type: "date", columns: ["dob"] },
      { name: "city", type: "addressPart", columns: ["city"] },
      { name: "email", type: "document", columns: ["email"] },
    ] }
    """

  /// People who stand in the file twice, the second time with a slip in the family name.
  private static func people(_ count: Int) -> String {
    let given = ["Ada", "Bruno", "Cosima", "Dorothea", "Emilian", "Felicia", "Gustav"]
    let family = ["Almond", "Birchwood", "Cedarly", "Dogwoodson", "Elderfield", "Firbank"]
    var rows = ["unique_id,first_name,surname,dob,city,email,cluster"]
    for person in 0..<count {
      let name = "\(given[person % 7]),\(family[person / 7 % 6])"
      let rest = "19\(60 + person % 37)-0\(1 + person % 9)-1\(person % 10),Town\(person % 5),"
      rows.append("\(person)-a,\(name),\(rest),\(person)")
      rows.append(
        "\(person)-b,\(person % 2 == 0 ? name : String(name.dropLast())),\(rest),\(person)")
    }
    return rows.joined(separator: "\n") + "\n"
  }

  @Test("Rows are linked, measured and written with their entities")
  func measured() throws {
    let folder = TemporaryFolder()
    let mapping = try folder.write(Self.mapping, to: "m.json5")
    let file = try folder.write(Self.people(120), to: "people.csv")
    let run = try Binary.run(
      "link", "file", file, "--mapping", mapping, "--truth-column", "cluster", "--json",
      "--output", folder.path("out.csv"))
    #expect(run.status == 0, "\(run.complaint)")
    let json = try run.json()
    #expect(json["records"] as? Int == 240)
    let pairs = try #require(json["pairs"] as? [String: Double])
    #expect(try #require(pairs["f1"]) > 0.95)
    for member in ["bcubed", "largest", "entities", "calibration", "seconds", "peakMiB"] {
      #expect(json[member] != nil, "\(member)")
    }
    let rows = try String(contentsOf: folder.url("out.csv"), encoding: .utf8)
      .split(separator: "\r\n")
    #expect(rows.first == "row,entity")
    #expect(rows.contains("4-b,4-a"))
    #expect(rows.count == 241)
    let words = try Binary.run("link", "file", file, "--mapping", mapping)
    #expect(words.text.hasPrefix("240 rows of "))
    #expect(!words.text.contains("Precision"), "no truth was named")
  }

  @Test("What is wrong in a mapping or a file is one line that names the place")
  func refused() throws {
    let folder = TemporaryFolder()
    let file = try folder.write("unique_id,dob\n1,1990-05-06\n1,1990-05-06\n", to: "p.csv")
    func complaint(_ text: String) throws -> String {
      let mapping = try folder.write(text, to: "m.json5")
      let run = try Binary.run("link", "file", file, "--mapping", mapping)
      #expect(run.status == 2)
      return run.complaint
    }
    let born = #"{ name: "born", type: "date", columns: ["dob"] }"#
    #expect(try complaint("{ features: [\(born)], ids: 1 }").contains("unknown member `ids`"))
    #expect(
      try complaint(#"{ features: [{ name: "b", type: "day", columns: ["dob"] }] }"#)
        .contains("features[0].type: 'day' is not known"))
    #expect(
      try complaint(#"{ features: [{ name: "b", type: "date", columns: ["born"] }] }"#)
        .contains("no column 'born'"))
    #expect(
      try complaint(#"{ id: "unique_id", features: [\#(born)] }"#)
        .contains("p.csv row 2: '1' is the id of an earlier row too"))
    #expect(try complaint(#"{ features: [] }"#).contains("m.json5: schema: 0 comparisons"))
    #expect(
      try complaint(
        #"{ features: [\#(born), { name: "n", type: "personName", columns: ["dob", "dob", "dob"] }] }"#
      )
      .contains("features[1].columns: 3 columns, of which personName reads 2 at most"))
    #expect(
      try complaint(
        #"{ features: [{ name: "h", type: "place", columns: ["dob", "dob", "dob", "dob"] }] }"#
      )
      .contains("features[0].columns: 4 columns, of which place reads 3 at most"))
    _ = try folder.write("unique_id,dob\n1,\n2,\n", to: "p.csv")
    #expect(
      try complaint("{ features: [\(born)] }")
        .contains("m.json5: keys: no feature splits the records"))
  }

  @Test("A row that cannot be read is left out and told with its place, workers or not")
  func rejected() throws {
    let folder = TemporaryFolder()
    let mapping = try folder.write(Self.mapping, to: "m.json5")
    var rows = Self.people(40).split(separator: "\n").map(String.init)
    rows.insert("9999-a,A\u{1}da,Almond,1990-05-06,Town1,,1", at: 3)
    rows.insert("9998-a,Ada,Almond,1990-05-06,Town1,,1,too,many", at: 7)
    let file = try folder.write(rows.joined(separator: "\n") + "\n", to: "p.csv")
    func json(_ workers: String) throws -> [String: Any] {
      try Binary.run(
        "link", "file", file, "--mapping", mapping, "--json", "--workers", workers,
        "--output", folder.path("\(workers).csv")
      ).json()
    }
    let json = try (json("1"), json("4"))
    #expect(json.0["rejected"] as? Int == 2)
    #expect(json.0["firstRejected"] as? String == "\(file) row 3: control character in a field")
    #expect(try Data(contentsOf: folder.url("1.csv")) == Data(contentsOf: folder.url("4.csv")))
    let words = try Binary.run("link", "file", file, "--mapping", mapping).text
    #expect(words.contains("2 rows could not be read and left out, first \(file) row 3: control"))
  }

  @Test("Ids with a line end or a comma under an accent are quoted where they are written")
  func quoted() throws {
    let folder = TemporaryFolder()
    let mapping = try folder.write(
      #"{ id: "id", features: [{ name: "born", type: "date", columns: ["dob"] }] }"#, to: "m.json5")
    let ids = ["\"1\n2\"", "\"3\r4\"", "\"5,\u{301}6\"", "\"7\"\"\u{301}8\"", "9"]
    let rows = ids.enumerated().map { "\($1),1990-05-0\($0 + 1)\n" }
    let file = try folder.write("id,dob\n" + rows.joined(), to: "p.csv")
    let run = try Binary.run(
      "link", "file", file, "--mapping", mapping, "--output", folder.path("out.csv"))
    #expect(run.status == 0, "\(run.complaint)")
    let written = try Data(contentsOf: folder.url("out.csv"))
    for id in ids { #expect(written.range(of: Data("\r\n\(id),".utf8)) != nil, "\(id)") }
  }

  @Test(
    "Splink's example of 1,000 rows is linked as well as its tuned model links it",
    .enabled(if: SharedData.url("linkage/fake_1000.csv") != nil))
  func fakeThousand() throws {
    let file = try #require(SharedData.url("linkage/fake_1000.csv"))
    let folder = TemporaryFolder()
    let mapping = try folder.write(Self.mapping, to: "m.json5")
    let json = try Binary.run(
      "link", "file", file.path, "--mapping", mapping, "--truth-column", "cluster", "--json"
    ).json()
    let pairs = try #require(json["pairs"] as? [String: Double])
    #expect(try #require(pairs["f1"]) >= 0.94)
  }
}
