import Foundation
import Support
import Testing

/// Referrals and one force's intelligence of the committed world, with what is planted in them.
@Suite struct RegisterCommandTests {
  private static let world = SharedData.checkout.appendingPathComponent("datasets/fens").path

  private func makeCase(in folder: TemporaryFolder) throws -> String {
    let path = folder.path("registers.ocgcase")
    _ = try Binary.run("new", path)
    for name in ["victim-referrals", "norfolk-intelligence"] {
      let run = try Binary.run(
        "import", path, "--mapping", "\(Self.world)/mappings/\(name).json5",
        "\(Self.world)/data/\(name).csv")
      #expect(run.status == 0, "\(run.complaint)")
    }
    return path
  }

  /// The cells of each row of a truth file, which holds no quotation marks.
  private func truth(_ name: String) throws -> [[String]] {
    try String(contentsOfFile: "\(Self.world)/truth/\(name).csv", encoding: .utf8)
      .split(whereSeparator: \.isNewline).dropFirst()
      .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
  }

  @Test("Codes that are planted wrong or absent are told, those alone, and decisions are applied")
  func assess() throws {
    let folder = TemporaryFolder()
    let path = try makeCase(in: folder)
    let decisions = try folder.write(
      """
      { groups: [{ verdict: "reject", groups: [["NORFOLK-INTEL/nominal/nobody"]],
                   analyst: "DC Sample", reason: "a family", time: "2026-09-14T09:30:00Z" }] }
      """, to: "decisions.json5")
    let run = try Binary.run(
      "assess", path, "--period", "2026-Q3", "--output", folder.path("out"), "--charts", "0",
      "--codes", "\(Self.world)/codelists/crime-identifiers.csv", "--decisions", decisions,
      "--json")
    let registers = try #require(run.json()["registers"] as? [String: Any], "\(run.complaint)")
    let codes = try #require(registers["codes"] as? [String: Any])
    let faults = try #require(codes["faults"] as? [[String: Any]])
    let planted = try truth("crime-codes").filter { $0[0] == "NORFOLK-INTEL" }.map { $0[1] }
    #expect(Set(faults.compactMap { $0["reference"] as? String }) == Set(planted))
    #expect(faults.count == planted.count && !planted.isEmpty)
    #expect((registers["notApplied"] as? [String])?.count == 1)
    let referrals = try #require(registers["referrals"] as? [String: Any])
    #expect(referrals["withoutCrimeRecord"] as? String == "fewer than 3")
  }

  @Test("The worklist names the planted referrals that lack something, and the log says who got it")
  func safeguard() throws {
    let folder = TemporaryFolder()
    let path = try makeCase(in: folder)
    let output = folder.path("worklist.csv")
    let run = try Binary.run(
      "safeguard", path, "--period", "2026-Q3", "--recipient", "Safeguarding lead", "-o", output)
    #expect(run.status == 0, "\(run.complaint)")
    let text = try String(contentsOfFile: output, encoding: .utf8)
    let lacking = text.split(whereSeparator: \.isNewline).filter {
      $0.contains(",referral without ")
    }
    let planted = try truth("referrals")
    #expect(lacking.count == planted.count)
    for row in planted {
      let kind = row[2] == "no crime record" ? "crime record" : "intelligence submission"
      #expect(lacking.contains { $0.contains("referral \(row[0]) ") && $0.contains(kind) })
    }
    #expect(try Binary.run("audit", path).text.contains("Safeguarding lead"))
    // Standard output says how many and names nobody.
    let json = try Binary.run(
      "safeguard", path, "--period", "2026-Q3", "--recipient", "Safeguarding lead", "-o", output,
      "--json")
    #expect((try json.json()["people"] as? Int ?? 0) > 50)
  }

  @Test("A worklist needs a recipient")
  func recipient() throws {
    let run = try Binary.run("safeguard", "any.ocgcase", "-o", "worklist.csv")
    #expect(run.status == 2)
    #expect(run.complaint.contains("--recipient"))
  }
}
