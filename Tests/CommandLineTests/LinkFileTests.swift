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
    #expect(try complaint(#"{ features: [] }"#).contains("schema: 0 comparisons"))
  }

  @Test("Splink's example of 1,000 rows is linked as well as its tuned model links it")
  func fakeThousand() throws {
    guard let file = SharedData.url("linkage/fake_1000.csv") else { return }
    let folder = TemporaryFolder()
    let mapping = try folder.write(Self.mapping, to: "m.json5")
    let json = try Binary.run(
      "link", "file", file.path, "--mapping", mapping, "--truth-column", "cluster", "--json"
    ).json()
    let pairs = try #require(json["pairs"] as? [String: Double])
    #expect(try #require(pairs["f1"]) >= 0.94)
  }
}
