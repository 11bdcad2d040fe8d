import Records
import Support
import Testing

@testable import Assessment

/// What numbers may tell about people under the victim shield.
@Suite("Victim shield in counts")
struct CountProtectionTests {
  /// `count` shielded people, each both a listed member of OCG-1 and tied to another.
  private func tied(_ count: Int) throws -> Position {
    var builder = try ProtectionTests().world()
    let victims = (0..<count).map { "S/nominal/victim\($0)" }
    for (number, key) in victims.enumerated() {
      builder.person(key, "Vic\(number) Victim\(number)")
      builder.link(key, "S/event/1", .involved, role: .victim)
      builder.link(key, "S/nominal/Ada Alpha", .associate)
    }
    builder.subject("OCG-2", members: ["S/nominal/Ada Alpha"] + victims)
    let positions = release(try assess(builder.evidence())).positions
    return try #require(positions.first { $0.id == "OCG-2" })
  }

  @Test("A shielded person who is listed and tied counts once, and fewer than three are no number")
  func counts() throws {
    #expect(try tied(0).shieldedPeople.description == "0")
    #expect(try tied(1).shieldedPeople.description == "fewer than 3")
    #expect(try tied(2).shieldedPeople.description == "fewer than 3")
    #expect(try tied(3).shieldedPeople.description == "3")
    let exploitation = try [1, 2].map { count in
      try #require(try tied(count).contributions.first { $0.name == "Possible exploitation" })
    }
    #expect(exploitation[0] == exploitation[1], "points tell no more than words")
    #expect(exploitation[0].explanation.hasPrefix("fewer than 3 shielded people"))
  }

  @Test("A part of the shielded people tells of no one or two that it is true of them, or is not")
  func parts() {
    for whole in 0...30 {
      let told = (0...whole).map { ShieldedPart($0, of: whole) }
      for (part, one) in told.enumerated() {
        let alike = told.indices.filter {
          told[$0].description == one.description && told[$0].amount == one.amount
        }
        let isSmall = (1...2).contains(part) || (1...2).contains(whole - part)
        if isSmall, part > 0, whole > 2 {
          #expect(alike.count > 1, "\(part) of \(whole)")
          #expect(Set(alike.map { told[$0].description }).count == 1)
        } else if part == 0 || part > 2 {
          #expect(alike == [part] && one.amount == part, "\(part) of \(whole)")
          #expect(one.description == "\(part)")
        }
        #expect(part == 0 || told[part - 1].amount <= one.amount)
      }
    }
  }

  @Test("Position, matrix and chart count the same shielded people: listed, or tied, each once")
  func oneSet() throws {
    var builder = try ProtectionTests().world()
    for (number, isTied) in [true, true, true, false, false].enumerated() {
      let key = "S/nominal/victim\(number)"
      builder.person(key, "Vic\(number) Victim\(number)")
      builder.link(key, "S/event/1", .involved, role: .victim)
      if isTied { builder.link(key, "S/nominal/Ada Alpha", .associate) }
    }
    builder.subject(
      "OCG-2", members: ["S/nominal/Ada Alpha"] + (2..<5).map { "S/nominal/victim\($0)" })
    let result = release(try assess(builder.evidence()))
    let position = try #require(result.positions.first { $0.id == "OCG-2" })
    let chart = try #require(result.charts.first { $0.position == "OCG-2" })
    let harm = try #require(
      position.contributions.first { $0.name == "Possible exploitation" })
    #expect(position.shieldedPeople.exact == 5)
    #expect(chart.shielded.exact == 5)
    #expect(harm.explanation.hasPrefix("5 shielded people "))
    #expect(harm.points == 10_000, "20 points with half at 5")
  }

  /// A house, an account and a declared hub of Ada Alpha's with so many open and shielded people each.
  private func mixed(open: Int, shielded: Int) throws -> Release {
    var builder = try ProtectionTests().world()
    builder.record("S/address/1", .address, [.addressLine: "1 Sample Street"])
    builder.record("S/account/1", .account, [.bankAccount: "000000 00000001"])
    builder.record("S/address/2", .address, [.addressLine: "2 Sample Street", .hub: "hostel"])
    builder.link("S/nominal/Ada Alpha", "S/address/1", .landlord)
    builder.link("S/nominal/Ada Alpha", "S/account/1", .accountHolder)
    for number in 0..<open + shielded {
      let key = "S/nominal/tenant\(number)"
      builder.person(key, "Tenant\(number) Name\(number)")
      builder.link(key, "S/address/1", .resident)
      builder.link(key, "S/account/1", .paid)
      builder.link(key, "S/address/2", .resident)
      if number >= open { builder.link(key, "S/event/1", .involved, role: .victim) }
    }
    return release(try assess(builder.evidence()))
  }

  @Test(
    "People are counted only where none or three of them are shielded: in boxes, prompts and hubs",
    arguments: [(6, 0), (6, 1), (6, 2), (6, 3), (2, 3), (1, 1), (2, 1), (2, 2), (0, 3)])
  func mixedCounts(open: Int, shielded: Int) throws {
    let isTold = shielded == 0 || shielded >= 3
    let all = open + shielded
    let result = try mixed(open: open, shielded: shielded)
    let box = try #require(
      result.charts.first?.boxes.first { $0.title == "1 Sample Street" })
    #expect(box.folded == (isTold ? all : 0))
    let prompts = try #require(result.positions.first { $0.id == "OCG-1" }).prompts
    if all >= 5 {
      let housing = try #require(prompts.first { $0.kind == "housing" })
      #expect(housing.words.contains(": \(isTold ? "\(all)" : "5 or more") residents in the"))
    }
    if all >= 3 {
      let money = try #require(prompts.first { $0.kind == "money" })
      #expect(money.words.contains("pay of \(isTold ? "\(all)" : "3 or more") people"))
    }
    if open > 0 {
      let hub = try #require(result.hubs.first { $0.why == "declared: hostel" })
      let told = isTold ? all : open
      #expect(hub.people == told)
      #expect(hub.pairsBefore == told * (told - 1) / 2)
      #expect(hub.isAtLeast != isTold)
    }
  }

  @Test("A licensed house with one or two shielded residents does not say how many live there")
  func licensedHouse() throws {
    func words(shielded: Int) throws -> String {
      var builder = try ProtectionTests().world()
      builder.record(
        "S/address/1", .address, [.addressLine: "1 Sample Street", .licensedMaximum: "4"])
      builder.link("S/nominal/Ada Alpha", "S/address/1", .landlord)
      for number in 0..<6 {
        let key = "S/nominal/tenant\(number)"
        builder.person(key, "Tenant\(number) Name\(number)")
        builder.link(key, "S/address/1", .resident, role: number < shielded ? .victim : nil)
      }
      let first = try #require(release(try assess(builder.evidence())).positions.first)
      return try #require(first.prompts.first).words
    }
    #expect(try words(shielded: 0).contains("6 residents in the period, licensed for 4"))
    #expect(try words(shielded: 1).contains("more residents in the period than the 4 it is"))
    #expect(try words(shielded: 2) == words(shielded: 1))
    #expect(try words(shielded: 3).contains("6 residents in the period, licensed for 4"))
  }
}
