import Assessment
import Records

extension ReleaseFixture {
  private static let birds = [
    "HARRIER", "OSPREY", "BITTERN", "LAPWING", "KESTREL", "CURLEW", "PLOVER", "MERLIN", "DUNLIN",
    "GODWIT", "TEAL", "WIGEON", "SMEW", "SHRIKE", "LINNET", "PIPIT", "REDSTART", "AVOCET",
    "GARGANEY", "POCHARD", "CRAKE", "STONECHAT", "TWITE", "SISKIN", "BRAMBLING", "KNOT",
  ]

  static func position(number: Int, hostile: Bool) -> Position {
    let bird = birds[(number - 1) % birds.count]
    let name = hostile ? hostileNames[number % hostileNames.count] : "OCG \(bird)"
    let unmapped = number % 7 == 4
    let parts = [
      Position.Contribution(
        name: "reach", points: max(40_000 - number * 1_117, 900),
        explanation: "\(number % 3 + 1) force areas, 2 systems."),
      Position.Contribution(
        name: "activity", points: max(31_503 - number * 733, 333),
        explanation: "\(60 - number) reports in the period."),
      Position.Contribution(
        name: "age of review", points: number % 5 == 0 ? -250 : 1_250,
        explanation: "Last assessed \(number * 9) days before the end of the period."),
    ]
    let forces = ForceArea.all.filter { ["E23000020", "E23000023", "E23000024"].contains($0.code) }
    return Position(
      rank: number, tied: number == 5 || number == 6,
      id: number == 1 ? ReleaseFixture.position : "OCG-EAST-\(412 + number)",
      title: unmapped && !hostile ? "Group of \(number + 3) people around N-\(number)" : name,
      kind: unmapped ? .unmapped : .subject(number % 6 == 3 ? .priorityIndividual : .ocg),
      points: parts.reduce(0) { $0 + $1.points }, contributions: parts,
      reach: ForceReach(
        forces: Array(forces.prefix(number % 3 + 1)), systems: ["CAMBS", "NORFOLK"]),
      members: members(number: number, hostile: hostile),
      shieldedPeople: ShieldedCount(number % 4),
      reports: 60 - number, status: unmapped ? "not mapped" : "active",
      owner: number % 8 == 2 ? nil : "Lead responsible officer \(number)",
      lastAssessed: Day(iso: "2026-02-0\(1 + number % 9)"), due: Day(iso: "2026-08-01"),
      daysOverdue: number % 3 == 0 ? 61 : nil,
      caveats: number % 2 == 0 ? ["Rests on one report."] : [])
  }

  private static func members(number: Int, hostile: Bool) -> [Position.Member] {
    guard number < 6 else { return [] }
    let people = boxes.prefix(8)
    return people.enumerated().map { index, box in
      Position.Member(
        entity: box.entity,
        label: hostile ? hostileNames[index % hostileNames.count] : box.title,
        role: index == 0 ? "organiser candidate" : "peripheral",
        reason: "Between \(14 - index) pairs of others.", reports: 9 - index)
    }
  }

  static func overview(_ list: [Position]) -> OverviewChart {
    let circles = list.enumerated().map { index, position in
      OverviewChart.Circle(
        position: position.id, rank: position.rank, title: position.title,
        points: position.points, area: index % 3, isCrossForce: position.reach.isCrossForce,
        isUnmapped: position.kind == .unmapped)
    }
    let overlaps = (0..<18).compactMap { index -> OverviewChart.Overlap? in
      let a = (index * 5) % circles.count
      let b = (index * 7 + 3) % circles.count
      return a == b ? nil : OverviewChart.Overlap(a: a, b: b, shared: 1 + index % 6)
    }
    return OverviewChart(
      areas: ["Cambridgeshire", "Norfolk", "Lincolnshire"], circles: circles, overlaps: overlaps,
      hiddenOverlaps: 41, hiddenPositions: 7)
  }

  static let findings: [ReviewFinding] = [
    ReviewFinding(
      kind: .overdue, subject: "OCG-EAST-415", title: "OCG BITTERN",
      detail: "Review was due on 1 August 2026, 61 days before the end of the period."),
    ReviewFinding(
      kind: .unowned, subject: "OCG-EAST-414", title: "OCG OSPREY",
      detail: "The master list names no lead responsible officer."),
    ReviewFinding(
      kind: .archivedButActive, subject: "OCG-EAST-430", title: "OCG AVOCET",
      detail: "Archived on 4 May 2026; 6 reports since."),
    ReviewFinding(
      kind: .unowned, subject: "withheld", title: "withheld", detail: "see the register",
      withheld: ShieldedCount(1)),
  ]

  static let sources: [Release.SourceAccount] = [
    .init(
      name: "cambs-intel.csv", system: "CAMBS", rowsRead: 700, rowsStored: 692, rowsRejected: 8,
      rejections: "8 not a date that exists in the stated formats"),
    .init(
      name: "norfolk.csv", system: "NORFOLK", rowsRead: 404, rowsStored: 400, rowsRejected: 4,
      rejections: "4 excluded by the mapping"),
    .init(
      name: "hmo.csv", system: "HMO register", rowsRead: 100, rowsStored: 98, rowsRejected: 2,
      rejections: "2 without a licence number"),
  ]

  static let hubs: [Release.HubAccount] = [
    .init(
      entity: EntityID("L-9"), label: "Specimen Hostel, Wisbech", why: "declared: hostel",
      people: 64, pairsBefore: 2_016, pairsAfter: 0),
    .init(
      entity: EntityID("L-10"), label: "Specimen House, March", why: "declared: hostel",
      people: 31, pairsBefore: 465, pairsAfter: 0, isAtLeast: true),
  ]

  static let parameters: [Release.Parameter] = [
    .init(name: "period", value: "2026-Q3"), .init(name: "hub.people", value: "12"),
    .init(name: "seed", value: "7"),
  ]

  static func network(hostile: Bool) -> ReleasedNetwork {
    let kinds: [AssociationChart.Icon: Entity.Kind] = [
      .principal: .nominal, .person: .nominal, .company: .organisation, .hmo: .address,
      .address: .address, .phone: .phone, .account: .account, .vehicle: .vehicle,
      .incident: .event,
    ]
    let nodes = boxes.enumerated().map { index, box in
      ReleasedNetwork.Node(
        entity: box.entity, kind: kinds[box.icon] ?? .object,
        label: hostile ? hostileNames[index % hostileNames.count] : box.title,
        coordinates: box.icon == .hmo || box.icon == .incident
          ? Coordinates("52.\(600 + index), -0.\(100 + index)") : nil)
    }
    let links = lines.enumerated().map { index, line in
      ReleasedNetwork.Link(
        from: line.from, to: line.to, type: LinkType.allCases[index % LinkType.allCases.count],
        standing: line.standing, reports: line.count,
        first: index % 3 == 0 ? nil : Day(iso: "2026-07-04"), last: Day(iso: "2026-08-30"),
        basis: basis(of: line, hostile: hostile))
    }
    return ReleasedNetwork(nodes: nodes, links: links)
  }

  /// A register for a line that one states, else a report for each of its sources.
  private static func basis(
    of line: AssociationChart.Line, hostile: Bool
  ) -> [ReleasedNetwork.Basis] {
    line.sources.enumerated().map { number, source in
      let isReport = line.grade != "record"
      let codes = Array(line.grade)
      let grading = Grading(
        source: codes.first.flatMap { Int(String($0)) }.flatMap { Grading.Source(rawValue: $0) },
        assessment: codes.last.flatMap { Grading.Assessment(rawValue: String($0)) },
        handling: number == 0 ? .permitted : .conditions, original: "\(line.grade)P")
      return ReleasedNetwork.Basis(
        source: hostile ? hostileNames[line.from % hostileNames.count] : source,
        grading: isReport ? grading : nil, isReport: isReport, first: Day(iso: "2026-07-04"),
        last: nil)
    }
  }
}
