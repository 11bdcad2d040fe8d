import Linkage
import Records
import Support
import Testing

@testable import Assessment

/// What charts that are asked for by themselves show, on worlds small enough to be read.
@Suite("Charts asked for")
struct AskedChartTests {
  private func ask(_ question: ChartQuestion, _ assessment: Assessment) throws -> Release? {
    try assessment.release(
      answering: question, title: "t", recipient: "r", engineVersion: "0", runDigest: "00",
      workers: 1)
  }

  private func ask(_ question: ChartQuestion, _ builder: EvidenceBuilder) throws -> Release? {
    try ask(question, try assess(builder.evidence()))
  }

  /// People in the order of `names`, associated as `pairs` say by reports of the given grades.
  private func world(
    _ names: [String], _ pairs: [(Int, Int, String)], members: [Int]
  ) throws -> EvidenceBuilder {
    var builder = EvidenceBuilder()
    let day = try #require(Day(iso: "2026-08-01"))
    for name in names { builder.person("S/nominal/\(name)", name) }
    for (number, (a, b, grade)) in pairs.enumerated() {
      builder.report("S/R\(number)", grade, entered: day)
      builder.link(
        "S/nominal/\(names[a])", "S/nominal/\(names[b])", .associate, role: .suspect,
        during: DayInterval(on: day.adding(days: number)), report: "S/R\(number)")
    }
    builder.subject("OCG-1", members: members.map { "S/nominal/\(names[$0])" })
    return builder
  }

  private static let names = [
    "Ada Alpha", "Ben Beta", "Cyd Gamma", "Dee Delta", "Eve Epsilon", "Fay Zeta", "Gus Eta",
  ]

  private func id(of label: String, _ builder: EvidenceBuilder) throws -> String {
    let network = try assess(builder.evidence()).network
    return try #require(network.entities.first { $0.label == label }).id.text
  }

  @Test("An ego chart holds what is at most two links away, each on its ring, and no more")
  func rings() throws {
    let builder = try world(
      Self.names, [(0, 1, "1A"), (1, 2, "1A"), (2, 3, "1A"), (0, 4, "2B"), (4, 2, "2B")],
      members: [0, 1])
    let release = try ask(.ego(entity: id(of: "Ada Alpha", builder)), builder)
    guard case .ego(let ego)? = release?.asked else {
      Issue.record("no ego chart")
      return
    }
    let rings = Dictionary(
      ego.chart.boxes.map { ($0.title, $0.column) }, uniquingKeysWith: { a, _ in a })
    #expect(
      rings == ["Ada Alpha": 0, "Ben Beta": 1, "Eve Epsilon": 1, "Cyd Gamma": 2])
    #expect(ego.chart.boxes[0].title == "Ada Alpha")
    #expect(ego.chart.lines.count == 4)
    #expect(ego.matches.isEmpty)
  }

  @Test("What too many share is one box: the others who live there are not two links away")
  func crowd() throws {
    var builder = try world(Self.names, [(0, 1, "1A")], members: [0, 1])
    builder.record("S/address/1", .address, [.addressLine: "1 Sample Street"])
    builder.link("S/nominal/Ada Alpha", "S/address/1", .resident)
    for number in 0..<9 {
      builder.person("S/nominal/tenant\(number)", "Tenant\(number) Sample")
      builder.link("S/nominal/tenant\(number)", "S/address/1", .resident)
    }
    let release = try ask(.ego(entity: id(of: "Ada Alpha", builder)), builder)
    guard case .ego(let ego)? = release?.asked else {
      Issue.record("no ego chart")
      return
    }
    #expect(ego.chart.boxes.map(\.title).filter { $0.contains("Tenant") } == [])
    #expect(ego.chart.boxes.first { $0.icon == .address }?.folded == 10)
  }

  @Test("A path takes the fewest links and of those ways the one whose weakest link is strongest")
  func path() throws {
    // 0-1-3 has a D-graded link, 0-2-3 has none; 0-4-5-3 is longer and best graded.
    let builder = try world(
      Self.names,
      [
        (0, 1, "1A"), (1, 3, "2D"), (0, 2, "2B"), (2, 3, "2B"), (0, 4, "1A"), (4, 5, "1A"),
        (5, 3, "1A"),
      ], members: [0, 1])
    let ends = try [id(of: "Ada Alpha", builder), id(of: "Dee Delta", builder)]
    guard case .path(let path)? = try ask(.path(entities: ends), builder)?.asked else {
      Issue.record("no path")
      return
    }
    let leg = try #require(path.legs.first)
    #expect(
      leg.boxes.map { path.chart.boxes[$0].title } == ["Ada Alpha", "Cyd Gamma", "Dee Delta"])
    #expect(leg.weakest == 0)
    let lone = try ask(.path(entities: [ends[0], id(of: "Gus Eta", builder)]), builder)
    if case .path(let none)? = lone?.asked {
      #expect(none.legs.first?.lines == [] && none.legs.first?.boxes.count == 2)
    } else {
      Issue.record("no chart where nothing joins the two")
    }
  }

  @Test("Removing the middle of a star leaves people on their own, as counted by hand")
  func removal() throws {
    let builder = try world(
      Self.names, (1...6).map { (0, $0, "1A") }, members: Array(0...6))
    guard
      case .removal(let removal)? = try ask(.removal(position: "OCG-1"), builder)?.asked
    else {
      Issue.record("no removal chart")
      return
    }
    #expect(removal.people.count == 7)
    #expect(removal.people.filter(\.isRemoved).map(\.label).contains("Ada Alpha"))
    let gone = removal.people.count { $0.isRemoved }
    // A second would put nobody more out of touch.
    #expect(gone == 1)
    let first = try #require(removal.outlook.shown)
    #expect(first.people == ["Ada Alpha"] && first.entities.count == 1)
    #expect(first.left == 0...0)
    // A person by lot leaves the middle in place in most draws: then 15 of 21 pairs stay in touch.
    let lot = try #require(removal.outlook.options.first { $0.entities.isEmpty })
    #expect(lot.left.upperBound == 714)
    // The chart has the numbers of the list, not others of its own.
    let whole = try assess(builder.evidence()).release(
      title: "t", recipient: "r", engineVersion: "0", runDigest: "00", charts: 0)
    let listed = try #require(whole.positions.first { $0.id == "OCG-1" })
    #expect(listed.removal == removal.outlook)
  }

  @Test("A timeline has a lane for each dated link, intervals as stated and events on their day")
  func timeline() throws {
    var builder = try world(Self.names, [(0, 1, "1A"), (1, 2, "2C")], members: [0, 1, 2])
    let from = try #require(Day(iso: "2026-02-01"))
    let to = try #require(Day(iso: "2026-05-01"))
    builder.record("S/vehicle/1", .vehicle, [.registration: "QZ12ABC"])
    builder.link(
      "S/nominal/Ada Alpha", "S/vehicle/1", .keeper, during: DayInterval(start: from, end: to))
    builder.record("S/event/1", .event, [.title: "Seizure", .day: "2026-07-09"])
    builder.link("S/nominal/Ben Beta", "S/event/1", .involved, role: .suspect)
    builder.record("S/phone/1", .phone, [.phoneNumber: "07700900123"])
    builder.link("S/nominal/Cyd Gamma", "S/phone/1", .user)
    guard
      case .timeline(let timeline)? = try ask(.timeline(position: "OCG-1"), builder)?.asked
    else {
      Issue.record("no timeline")
      return
    }
    let lanes = Dictionary(
      timeline.lanes.map { ($0.words, $0.spans) }, uniquingKeysWith: { $0 + $1 })
    #expect(lanes["keeper"]?.map(\.first) == [from])
    #expect(lanes["keeper"]?.map(\.last) == [to.adding(days: -1)])
    #expect(lanes["involved in"]?.map(\.first) == [Day(iso: "2026-07-09")])
    #expect(lanes["involved in"]?.map(\.last) == [Day(iso: "2026-07-09")])
    #expect(lanes["associate"]?.count == 2)
    #expect(lanes["user"] == nil)
    #expect(timeline.hidden == [.init(what: "links without a day in these two years", count: 1)])
    let firsts = timeline.lanes.map { $0.spans[0].first }.compactMap { $0 }
    #expect(firsts == firsts.sorted())
  }

  @Test("Movement counts statements by area and month, and changes of area in the order of days")
  func movement() throws {
    var builder = try world(Self.names, [(0, 1, "1A"), (1, 2, "1A")], members: [0, 1, 2])
    builder.record("S/vehicle/1", .vehicle, [.registration: "QZ12ABC"])
    builder.link("S/nominal/Ada Alpha", "S/vehicle/1", .keeper)
    for (number, code) in ["E23000023", "E23000024"].enumerated() {
      builder.record(
        "S/address/\(number)", .address,
        [.addressLine: "\(number) Sample Street", .forceArea: code],
        normal: [.addressLine: "\(number) sample street", .forceArea: code])
    }
    let days = [
      ("2026-03-04", 0), ("2026-03-20", 0), ("2026-04-02", 1), ("2026-06-11", 0),
      ("2020-01-01", 1),
    ]
    for (text, place) in days {
      builder.link(
        "S/vehicle/1", "S/address/\(place)", .sighted,
        during: DayInterval(on: try #require(Day(iso: text))))
    }
    guard
      case .movement(let movement)? = try ask(.movement(position: "OCG-1"), builder)?.asked
    else {
      Issue.record("no movement chart")
      return
    }
    #expect(movement.areas.map(\.code) == ["E23000023", "E23000024"])
    #expect(movement.firstMonth == Day(iso: "2025-10-01"))
    #expect(movement.months == 12)
    #expect(
      movement.stays == [
        .init(thing: 0, area: 0, month: 5, count: 2), .init(thing: 0, area: 1, month: 6, count: 1),
        .init(thing: 0, area: 0, month: 8, count: 1),
      ])
    #expect(
      movement.flows == [.init(from: 0, to: 1, count: 1), .init(from: 1, to: 0, count: 1)])
  }

  @Test("Nobody under the victim shield is on any chart", arguments: 0..<6 as Range<UInt64>)
  func shield(seed: UInt64) throws {
    let world = RandomEvidence(seed: seed)
    let assessment = try assess(world.evidence)
    let network = assessment.network
    let hidden = network.entities.indices.filter { assessment.shield.isShielded[$0] }
    #expect(!hidden.isEmpty)
    let labels = hidden.map { network.entities[$0].label }
    func check(_ question: ChartQuestion) throws {
      let text = String(describing: try ask(question, assessment)?.asked)
      for label in labels { #expect(!text.contains("\"\(label)\""), "\(question): \(label)") }
    }
    let open = assessment.shield.openNominals(of: network, among: Array(network.entities.indices))
      .map(\.entity).prefix(6)
    for entity in open { try check(.ego(entity: network.entities[entity].id.text)) }
    try check(.path(entities: open.map { network.entities[$0].id.text }))
    for position in assessment.positions.prefix(4) {
      for question in [
        ChartQuestion.timeline(position: position.id), .movement(position: position.id),
        .removal(position: position.id),
      ] { try check(question) }
    }
    for entity in hidden.prefix(3) {
      #expect(try ask(.ego(entity: network.entities[entity].id.text), assessment) == nil)
    }
  }

  @Test("What does not exist has no chart")
  func unknown() throws {
    let builder = try world(Self.names, [(0, 1, "1A")], members: [0, 1])
    for question in [
      ChartQuestion.score(position: "x"), .ego(entity: "x"), .path(entities: ["x", "y"]),
      .timeline(position: "x"), .movement(position: "x"), .removal(position: "x"),
      .association(position: "x"), .removal(position: "OCG-1"),
    ] {
      #expect(try ask(question, builder) == nil, "\(question)")
    }
    for question in [ChartQuestion.overview, .ranks, .score(position: "OCG-1")] {
      #expect(try ask(question, builder)?.charts.isEmpty == true, "\(question)")
    }
  }
}
