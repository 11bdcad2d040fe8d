import Foundation
import Synthetic
import Testing

/// What the registers of the world must show, found here by reading them anew.
@Suite("The registers of the Fens show what the truth says")
struct RegisterTruthTests {
  let world: World

  init() throws { world = try World.small.get() }

  private func truth(_ name: String, _ columns: String...) throws -> Set<[String]> {
    Set(try world.rows(name, in: "truth").map { row in columns.map { row[$0] ?? "" } })
  }

  @Test("Late, unowned and archived but active subjects are those of the truth, and no others")
  func subjects() throws {
    var found: Set<[String]> = []
    let persons = try world.persons()
    let members = Dictionary(grouping: try world.rows("master-list-members")) {
      $0["SUBJECT_ID"] ?? ""
    }
    let recent = try world.intelligence().filter { isThirdQuarter($0.date ?? "") }
    for subject in try world.rows("master-list") {
      let id = subject["SUBJECT_ID"] ?? ""
      if subject["STATUS"] == "active", subject["OWNER"] == "" { found.insert([id, "unowned"]) }
      if let due = subject["NEXT_DUE"], !due.isEmpty, due < "2026-09-30" {
        found.insert([id, "late"])
      }
      if subject["STATUS"] == "archived" {
        let named = Set(
          (members[id] ?? []).compactMap {
            persons["MASTER-LIST/nominal/\($0["MEMBER_REF"] ?? "")"]
          })
        if recent.contains(where: { named.contains(persons[$0.personKey] ?? -1) }) {
          found.insert([id, "archived-active"])
        }
      }
    }
    let expected = try truth("subjects", "subject", "finding").filter {
      $0[1] != "major-unchanged"
    }
    #expect(found == expected)
    #expect(Set(found.map { $0[1] }).count == 3)
  }

  private func isThirdQuarter(_ date: String) -> Bool {
    ["07", "08", "09"].contains { date.hasPrefix("2026-\($0)") || date.hasSuffix("/\($0)/2026") }
      || ["Jul", "Aug", "Sep"].contains { date.hasSuffix("\($0) 2026") }
  }

  @Test("A major disruption left its subject as busy as before")
  func unchanged() throws {
    let id = try #require(
      try world.rows("subjects", in: "truth").first { $0["finding"] == "major-unchanged" }?[
        "subject"]
    )
    let disruption = try #require(
      try world.rows("disruptions").first { $0["SUBJECT_ID"] == id })
    #expect(disruption["LEVEL"] == "major" && disruption["DATE"] == "2026-06-10")
    let persons = try world.persons()
    let heron = Set(
      try world.rows("groups", in: "truth").filter { $0["listing"] == id }
        .compactMap { Int($0["person"] ?? "") })
    let days = try world.intelligence()
      .filter {
        heron.contains(persons[$0.personKey] ?? -1) && heron.contains(persons[$0.otherKey] ?? -1)
      }
      .compactMap { iso($0.date ?? "") }
    let before = days.filter { $0 < "2026-06-10" }.count
    let after = days.filter { $0 > "2026-06-10" }.count
    #expect(before >= 10 && after * 4 >= before * 3, "\(before) before, \(after) after")
  }

  /// Any of the three forces' dates as `yyyy-MM-dd`.
  private func iso(_ date: String) -> String? {
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    let parts = date.split { " /-".contains($0) }.map(String.init)
    guard parts.count == 3 else { return nil }
    if parts[0].count == 4 { return date }
    let month = months.firstIndex(of: parts[1]).map { $0 + 1 } ?? Int(parts[1])
    guard let month, let day = Int(parts[0]) else { return nil }
    return "\(parts[2])-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
  }

  @Test("Three crime identifier codes are wrong and two absent")
  func codes() throws {
    let valid = Set(try world.rows("crime-identifiers", in: "codelists").compactMap { $0["code"] })
    var found: Set<[String]> = []
    for line in try world.intelligence() {
      let code = line.code ?? ""
      if !valid.contains(code) {
        found.insert([
          line.system, line.reference ?? "", code, code.isEmpty ? "absent" : "wrong",
        ])
      }
    }
    #expect(found == (try truth("crime-codes", "system", "reference", "code", "finding")))
    #expect(found.filter { $0[3] == "wrong" }.count == 3 && found.count == 5)
  }

  @Test("One referral has no crime record and one no intelligence")
  func referrals() throws {
    var found: Set<[String]> = []
    for row in try world.rows("victim-referrals") {
      let number = row["REFERRAL_NO"] ?? ""
      if row["CRIME_RECORD"] == "" { found.insert([number, "no crime record"]) }
      if row["INTELLIGENCE_REF"] == "" { found.insert([number, "no intelligence"]) }
    }
    #expect(found == (try truth("referrals", "referral", "finding")))
    #expect(found.count == 2)
  }

  @Test("Two suppliers have no licence, and one a gap of nine days")
  func suppliers() throws {
    let licences = Dictionary(grouping: try world.rows("labour-providers")) {
      $0["COMPANY_NO"] ?? ""
    }
    var found: Set<[String]> = []
    for supplier in Set(try world.rows("labour-supply").compactMap { $0["SUPPLIER_COMPANY_NO"] }) {
      let terms = (licences[supplier] ?? []).compactMap { row in
        iso(row["VALID_FROM"] ?? "").flatMap { from in iso(row["VALID_TO"] ?? "").map { (from, $0) }
        }
      }.sorted { $0.0 < $1.0 }
      if terms.isEmpty { found.insert([supplier, "unlicensed", "", ""]) }
      if terms.count == 2, terms[0].1 == "2026-08-09", terms[1].0 == "2026-08-19" {
        found.insert([supplier, "lapse of nine days", "2026-08-10", "2026-08-18"])
      }
    }
    #expect(found == (try truth("suppliers", "companyNumber", "finding", "from", "to")))
    #expect(found.count == 3)
  }

  @Test("Of all addresses only the twelve have five residents on a day of the period")
  func addresses() throws {
    var stays: [String: [(from: String, to: String)]] = [:]
    for row in try world.rows("residence") {
      let from = try #require(iso(row["FROM"] ?? ""))
      stays[row["UPRN"] ?? "", default: []].append((from, iso(row["TO"] ?? "") ?? "9999-12-31"))
    }
    let truth = try world.rows("addresses", in: "truth")
    let expected = Dictionary(
      uniqueKeysWithValues: truth.map { ($0["uprn"] ?? "", Int($0["mostResidents"] ?? "") ?? -1) })
    let days = (1...31).map { $0 < 10 ? "0\($0)" : "\($0)" }
      .flatMap { ["2026-07-\($0)", "2026-08-\($0)", "2026-09-\($0)"] }
    for (address, intervals) in stays {
      let most = days.map { day in intervals.count { $0.from <= day && day <= $0.to } }.max() ?? 0
      #expect(most == expected[address] ?? most, "\(address)")
      #expect(most < 5 || expected[address] != nil, "\(address) has \(most) residents")
    }
    let kinds = Dictionary(grouping: truth) { $0["finding"] ?? "" }.mapValues(\.count)
    #expect(
      kinds == [
        "over-occupied": 4, "licensed and full": 1, "hostel": 1, "family of seven": 1,
        "ordinary": 5,
      ])
  }

  @Test("Both copies of each duplicated report are there and say the same of the same people")
  func copies() throws {
    let persons = try world.persons()
    let lines = Dictionary(grouping: try world.intelligence()) {
      "\($0.system) \($0.reference ?? "")"
    }
    let pairs = try world.rows("duplicate-reports", in: "truth")
    #expect(pairs.count == 5)
    for pair in pairs {
      let first = lines["\(pair["system"] ?? "") \(pair["reference"] ?? "")"] ?? []
      let copy = lines["\(pair["copySystem"] ?? "") \(pair["copyReference"] ?? "")"] ?? []
      #expect(!first.isEmpty && pair["system"] != pair["copySystem"])
      #expect(first.map { persons[$0.personKey] } == copy.map { persons[$0.personKey] })
      #expect(first.map { persons[$0.otherKey] } == copy.map { persons[$0.otherKey] })
      #expect(first.compactMap { iso($0.date ?? "") } == copy.compactMap { iso($0.date ?? "") })
    }
  }
}
