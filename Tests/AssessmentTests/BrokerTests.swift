import Records
import Support
import Testing

@testable import Assessment

@Suite("Brokers")
struct BrokerTests {
  @Test("Who joins the two foremost positions comes before whoever lies on more paths")
  func foremost() throws {
    var builder = EvidenceBuilder()
    let day = try #require(Day(iso: "2026-08-01"))
    let ring = [(0, 1), (1, 2), (2, 3), (3, 0), (0, 2), (1, 3)]
    for name in ["A", "B"] {
      builder.group(name, count: 4, pairs: ring + ring.map { ($0.1, $0.0) }, entered: day)
      builder.subject("OCG-\(name)", members: (0..<4).map { "S/nominal/\(name)\($0)" })
    }
    // A chain of small groups, each tied to the next: its middle lies on most paths.
    for number in 0..<7 {
      builder.group("C\(number)", count: 3, pairs: [(0, 1), (1, 2), (2, 0)], grade: "2C")
      guard number > 0 else { continue }
      builder.report("S/J\(number)", "2C", entered: day)
      builder.link(
        "S/nominal/C\(number - 1)0", "S/nominal/C\(number)1", .associate, role: .suspect,
        report: "S/J\(number)")
    }
    builder.person("S/nominal/broker", "Brook Broker")
    for (number, other) in ["A1", "B2"].enumerated() {
      builder.report("S/K\(number)", "2B", entered: day)
      builder.link(
        "S/nominal/broker", "S/nominal/\(other)", .associate, role: .suspect,
        report: "S/K\(number)")
    }
    let list = release(try assess(builder.evidence()))
    #expect(Set(list.positions.prefix(2).map(\.id)) == ["OCG-A", "OCG-B"])
    let place = try #require(list.brokers.firstIndex { $0.label == "Brook Broker" })
    #expect(place < 3)
    #expect(list.brokers[place...].contains { $0.share > list.brokers[place].share })
    #expect(Set(list.brokers[place].positions).isSuperset(of: ["OCG-A", "OCG-B"]))
  }

  @Test("Who joins two positions by calls alone, is of neither and in no report is a broker too")
  func unreported() throws {
    var builder = EvidenceBuilder()
    let day = try #require(Day(iso: "2026-08-01"))
    builder.person("S/nominal/broker", "Brook Broker")
    builder.record("S/phone/broker", .phone, [.phoneNumber: "07700900001"])
    builder.link("S/nominal/broker", "S/phone/broker", .subscriber)
    for (number, name) in ["A", "B"].enumerated() {
      builder.group(name, count: 4, pairs: [(0, 1), (1, 2), (2, 3), (3, 0)], entered: day)
      builder.subject("OCG-\(name)", members: (0..<4).map { "S/nominal/\(name)\($0)" })
      let phone = "S/phone/\(name)"
      builder.record(phone, .phone, [.phoneNumber: "0770090001\(number)"])
      builder.link("S/nominal/\(name)0", phone, .subscriber)
      for call in 0..<3 {
        builder.link(
          "S/phone/broker", phone, .called, during: DayInterval(on: day.adding(days: call)))
      }
    }
    let list = release(try assess(builder.evidence()))
    #expect(list.brokers.first?.label == "Brook Broker")
    #expect(Set(list.brokers.first?.positions ?? []) == ["OCG-A", "OCG-B"])
    #expect(!list.positions.contains { $0.members.contains { $0.label == "Brook Broker" } })
  }

  /// Two groups in touch by their phones: the broker reports on A and calls a number of B's.
  ///
  /// - Parameters:
  ///   - members: How many of B's people call that number.
  ///   - others: How many strangers do.
  ///   - phones: From how many phones each member does.
  private func list(
    members: Int, others: Int, holder: Bool = false, phones: Int = 1, isHub: Bool = false,
    _ change: (inout AssessmentPolicy) -> Void = { _ in }
  ) throws -> Release {
    var builder = EvidenceBuilder()
    let day = try #require(Day(iso: "2026-08-01"))
    func phone(_ name: String, of person: String?, _ number: Int) {
      builder.record("S/phone/\(name)", .phone, [.phoneNumber: "\(7_700_900_100 + number)"])
      if let person { builder.link(person, "S/phone/\(name)", .subscriber) }
    }
    builder.person("S/nominal/broker", "Brook Broker")
    for name in ["A", "B"] {
      builder.group(name, count: 4, pairs: [(0, 1), (1, 2), (2, 3), (3, 0)], entered: day)
      builder.subject("OCG-\(name)", members: (0..<4).map { "S/nominal/\(name)\($0)" })
    }
    builder.report("S/K", "2B", entered: day)
    builder.link("S/nominal/broker", "S/nominal/A1", .associate, role: .suspect, report: "S/K")
    if holder { builder.person("S/nominal/holder", "Hal Holder") }
    phone("unheld", of: holder ? "S/nominal/holder" : nil, 0)
    phone("broker", of: "S/nominal/broker", 1)
    var callers = ["broker"]
    for number in 0..<members {
      for turn in 0..<phones {
        phone("B\(number)-\(turn)", of: "S/nominal/B\(number)", 10 + phones * number + turn)
        callers.append("B\(number)-\(turn)")
      }
    }
    for number in 0..<others {
      builder.person("S/nominal/other\(number)", "Odd Other\(number)")
      phone("other\(number)", of: "S/nominal/other\(number)", 30 + number)
      callers.append("other\(number)")
    }
    for caller in callers {
      builder.link(
        "S/phone/\(caller)", "S/phone/unheld", .called, during: DayInterval(on: day))
    }
    if isHub {
      builder.record("S/phone/unheld", .phone, [.phoneNumber: "7700900100", .hub: "taxi firm"])
    }
    var policy = AssessmentPolicy.standard
    policy.stability.replicates = 0
    change(&policy)
    return release(try assess(builder.evidence(), policy: policy))
  }

  @Test("A phone of unknown holder that mostly speaks with one group's people leads to that group")
  func unheldPhone() throws {
    let brokers = try list(members: 3, others: 0).brokers
    let broker = try #require(brokers.first { $0.label == "Brook Broker" })
    #expect(Set(broker.positions) == ["OCG-A", "OCG-B"])
    #expect(broker.unheldPhones.count == 1)
  }

  @Test(
    "A phone that one member calls, that others call as much, or whose holder is known leads nowhere",
    arguments: [(1, 0, false), (3, 2, false), (3, 0, true)])
  func noUnheldPhone(members: Int, others: Int, holder: Bool) throws {
    let brokers = try list(members: members, others: others, holder: holder).brokers
    #expect(brokers.flatMap(\.unheldPhones) == [])
    #expect(!brokers.contains { $0.label == "Brook Broker" && $0.positions.contains("OCG-B") })
  }

  @Test("A phone that one member calls from two phones, or a declared hub, leads nowhere")
  func oneMember() throws {
    #expect(try list(members: 1, others: 0, phones: 2).brokers.flatMap(\.unheldPhones) == [])
    #expect(try !list(members: 2, others: 0).brokers.flatMap(\.unheldPhones).isEmpty)
    #expect(try list(members: 2, others: 0, isHub: true).brokers.flatMap(\.unheldPhones) == [])
  }

  @Test("A phone that speaks with as many as the policy allows leads to a group, with one more not")
  func mostPhones() throws {
    func phones(_ limit: Int) throws -> Int {
      try list(members: 3, others: 0) { $0.hubLimit = limit }.brokers.flatMap(\.unheldPhones).count
    }
    #expect(try phones(4) == 1)
    #expect(try phones(3) == 0)
  }
}
