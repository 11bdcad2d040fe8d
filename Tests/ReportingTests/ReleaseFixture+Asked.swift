import Assessment
import Records

extension ReleaseFixture {
  /// A release that holds the chart asked for by itself and nothing else that differs.
  static func release(asked: AskedChart, hostile: Bool = false) -> Release {
    let base = release(hostile: hostile)
    return Release(
      header: base.header, positions: base.positions, charts: [], overview: base.overview,
      findings: base.findings, sources: base.sources, hubs: base.hubs,
      parameters: base.parameters, network: base.network, asked: asked)
  }

  /// The chart's boxes with the first in the middle, those linked to it on the inner ring and two more who
  /// may be the same.
  static func ego(hostile: Bool = false) -> EgoChart {
    let whole = hostile ? hostileChart : chart
    let near = Set(
      whole.lines.filter { $0.from == 0 || $0.to == 0 }.map { $0.from == 0 ? $0.to : $0.from })
    let boxes = whole.boxes.enumerated().map { index, box in
      AssociationChart.Box(
        entity: box.entity, icon: box.icon, title: box.title, subtitle: box.subtitle,
        column: index == 0 ? 0 : near.contains(index) ? 1 : 2, folded: box.folded)
    }
    return EgoChart(
      chart: AssociationChart(
        position: "N-1", rank: 0, title: boxes[0].title,
        columns: ["middle", "one step", "two steps"], boxes: boxes,
        lines: whole.lines.filter { min($0.from, $0.to) == 0 || near.contains($0.from) },
        sources: whole.sources, hidden: [.init(what: "entities two steps away", count: 35)],
        shielded: ShieldedCount(4)),
      matches: [.init(box: 3, thousandths: 714), .init(box: 2, thousandths: nil)])
  }

  /// A random ego chart with as many boxes on each ring as `seed` draws.
  static func ego(seed: UInt64) -> EgoChart {
    var draws = SeededDraws(seed: seed)
    let near = 1 + draws.below(14)
    let far = draws.below(15)
    let icons = AssociationChart.Icon.allCases
    let boxes = (0...(near + far)).map { index in
      AssociationChart.Box(
        entity: EntityID("X-\(index)"), icon: icons[draws.below(icons.count)],
        title: String("Samuel Placeholder of Specimen Street North".prefix(4 + draws.below(38))),
        subtitle: String("company 00000000 · licensed for 12 people".prefix(draws.below(40))),
        column: index == 0 ? 0 : index <= near ? 1 : 2, folded: draws.below(5))
    }
    let direct = (1...near).map { (0, $0) }
    let further = (0..<far).map { (1 + draws.below(near), near + 1 + $0) }
    let across = (0..<draws.below(8)).map { _ in (1 + draws.below(near), 1 + draws.below(near)) }
    let types = LinkType.allCases
    let lines = (direct + further + across).filter { $0.0 != $0.1 }.map { from, to in
      let type = types[draws.below(types.count)]
      return AssociationChart.Line(
        from: from, to: to, layer: type.layer, words: type.words,
        standing: Standing.allCases[draws.below(3)], grade: "2B", sources: ["S\(draws.below(30))"],
        count: 1 + draws.below(20))
    }
    return EgoChart(
      chart: AssociationChart(
        position: "X-0", rank: 0, title: boxes[0].title, columns: ["a", "b", "c"], boxes: boxes,
        lines: lines, sources: [("S1", "REGISTER")], hidden: []), matches: [])
  }

  /// An association chart of up to 40 boxes of all kinds in up to five columns, and up to half as many links
  /// again.
  static func association(seed: UInt64) -> AssociationChart {
    var draws = SeededDraws(seed: seed)
    let count = 2 + draws.below(39)
    let columns = 1 + draws.below(5)
    let icons = AssociationChart.Icon.allCases
    let boxes = (0..<count).map { index in
      AssociationChart.Box(
        entity: EntityID("X-\(index)"),
        icon: index == 0 ? .principal : icons[draws.below(icons.count)],
        title: String("Samuel Placeholder of Specimen Street North".prefix(4 + draws.below(38))),
        subtitle: String("company 00000000 · licensed for 12 people".prefix(draws.below(40))),
        column: draws.below(columns), folded: draws.below(5))
    }
    let types = LinkType.allCases
    let lines = (0..<(count * 3 / 2)).map { _ in (draws.below(count), draws.below(count)) }
      .filter { $0.0 != $0.1 }.map { from, to in
        let type = types[draws.below(types.count)]
        return AssociationChart.Line(
          from: from, to: to, layer: type.layer, words: type.words,
          standing: Standing.allCases[draws.below(3)], grade: "2B",
          sources: ["S\(draws.below(30))"], count: 1 + draws.below(20))
      }
    return AssociationChart(
      position: position, rank: 1, title: "Seed \(seed)",
      columns: (0..<columns).map { "Area \($0)" }, boxes: boxes, lines: lines,
      sources: [("S1", "REGISTER")], hidden: [])
  }

  static func path(hostile: Bool = false) -> PathChart {
    let whole = hostile ? hostileChart : chart
    return PathChart(
      chart: AssociationChart(
        position: "N-1 N-7", rank: 0, title: whole.title, columns: ["way"], boxes: whole.boxes,
        lines: [whole.lines[0], whole.lines[9], whole.lines[7], whole.lines[33]],
        sources: whole.sources, hidden: []),
      legs: [
        .init(boxes: [0, 8, 10, 2], lines: [0, 1, 2], weakest: 2),
        .init(boxes: [0, 6], lines: [3], weakest: 0),
        .init(boxes: [6, 24], lines: [], weakest: nil),
      ])
  }

  static func match(hostile: Bool = false) -> MatchChart {
    let names = hostile ? hostileNames : boxes.map(\.title)
    return MatchChart(
      first: names[0], second: names[1], firstKey: "A/nominal/1", secondKey: "B/nominal/2",
      outcome: "possibly the same", thousandths: 714,
      steps: [
        .init(feature: "prior", comparison: "any two records", bits: -10_250),
        .init(feature: "name", comparison: "same words", bits: 9_875),
        .init(feature: "date of birth", comparison: "day and month swapped", bits: 3_125),
        .init(feature: "address", comparison: "different", bits: -1_430),
        .init(feature: "telephone", comparison: "not stated", bits: 0),
      ])
  }

  static func timeline(hostile: Bool = false) -> TimelineChart {
    let whole = hostile ? hostileChart : chart
    let start = Day(number: 20_100)
    let lanes = whole.lines.enumerated().map { index, line in
      let first = start.adding(days: index * 17)
      let spans = (0..<(1 + index % 4)).map { number in
        let day = first.adding(days: number * 40)
        return TimelineChart.Span(
          first: index % 7 == 3 ? nil : day,
          last: index % 5 == 2 ? nil : index % 3 == 0 ? day : day.adding(days: 31),
          standing: line.standing)
      }
      return TimelineChart.Lane(
        from: whole.boxes[line.from].title, words: line.words, to: whole.boxes[line.to].title,
        layer: line.layer, spans: spans)
    }
    return TimelineChart(
      position: position, title: whole.title, lanes: lanes,
      hidden: [.init(what: "further links", count: 12)], shielded: ShieldedCount(3))
  }

  static func movement(hostile: Bool = false) -> MovementChart {
    let areas = ForceArea.all.filter { ["E23000020", "E23000023", "E23000024"].contains($0.code) }
    let boxes = (hostile ? hostileChart : chart).boxes.suffix(4).prefix(3)
    var stays: [MovementChart.Stay] = []
    for thing in 0..<3 {
      for month in 0..<12 where (thing + month) % 4 != 3 {
        let area = (thing + month / 3) % 3
        stays.append(
          MovementChart.Stay(thing: thing, area: area, month: month, count: 1 + month % 3))
      }
    }
    return MovementChart(
      position: position, title: hostile ? hostileNames[0] : "OCG HARRIER", areas: areas,
      firstMonth: Day(number: 20_362), months: 12,
      things: boxes.map { .init(entity: $0.entity, icon: $0.icon, label: $0.title) }, stays: stays,
      flows: [
        .init(from: 0, to: 1, count: 14), .init(from: 1, to: 0, count: 9),
        .init(from: 1, to: 2, count: 3), .init(from: 2, to: 0, count: 1),
      ], hidden: [])
  }

  static func removal(people: Int = 24, hostile: Bool = false) -> RemovalChart {
    let names = hostile ? hostileNames : boxes.map(\.title)
    let pairs = (1..<people).map { RemovalChart.Pair(a: $0 % 3, b: max($0, 3)) }.filter {
      $0.b < people
    }
    let more = stride(from: 3, to: people - 4, by: 4).map { RemovalChart.Pair(a: $0, b: $0 + 3) }
    return RemovalChart(
      position: position, title: hostile ? hostileNames[0] : "OCG HARRIER",
      people: (0..<people).map {
        .init(
          entity: EntityID("N-\($0)"), label: names[$0 % names.count], isRemoved: $0 < 3)
      },
      pairs: pairs + more,
      outlook: outlook(removed: (0..<3).map { EntityID("N-\($0)") }, names: names),
      hidden: [.init(what: "people", count: 3)],
      shielded: ShieldedCount(2))
  }

  private static func outlook(removed: [EntityID], names: [String]) -> RemovalOutlook {
    RemovalOutlook(
      options: [
        .init(
          order: "whoever's loss breaks it up most", count: 3, people: Array(names.prefix(3)),
          left: 41...41, recovered: 310...520, steps: 3...3, recoveredSteps: 7...11, mostSteps: 10,
          entities: removed),
        .init(
          order: "by lot", count: 3, people: [], left: 540...760, recovered: 700...880,
          steps: 9...11, recoveredSteps: nil, mostSteps: 10),
      ], scarce: [], draws: 200, reformed: 100, others: 0)
  }

  /// Every chart that can be asked for by itself, with its question.
  static func asked(hostile: Bool = false) -> [(question: ChartQuestion, chart: AskedChart)] {
    [
      (.ego(entity: "N-1"), .ego(ego(hostile: hostile))),
      (.path(entities: ["N-1", "N-7"]), .path(path(hostile: hostile))),
      (.match(first: "A/nominal/1", second: "B/nominal/2"), .match(match(hostile: hostile))),
      (.timeline(position: position), .timeline(timeline(hostile: hostile))),
      (.movement(position: position), .movement(movement(hostile: hostile))),
      (.removal(position: position), .removal(removal(hostile: hostile))),
    ]
  }

  /// The position of the fixture's list at `rank`, with a rank that was tested.
  static func tested(_ position: Position, upTo last: Int) -> Position {
    let verdicts = Position.Stability.Verdict.allCases
    return Position(
      rank: position.rank, tied: position.tied, id: position.id, title: position.title,
      kind: position.kind, points: position.points, contributions: position.contributions,
      reach: position.reach, members: position.members, shieldedPeople: position.shieldedPeople,
      reports: position.reports, status: position.status, owner: position.owner,
      lastAssessed: position.lastAssessed, due: position.due, daysOverdue: position.daysOverdue,
      caveats: position.caveats,
      stability: position.rank % 5 == 4
        ? nil
        : Position.Stability(
          verdict: verdicts[position.rank % verdicts.count], reasons: [],
          lower: max(position.rank - position.rank % 4, 1),
          upper: min(position.rank + position.rank % 6, last), topChance: 900, presence: 1000,
          replicates: 200, tests: []))
  }

  /// A release whose ranks were tested.
  static func testedRelease(hostile: Bool = false) -> Release {
    let base = release(hostile: hostile)
    return Release(
      header: base.header,
      positions: base.positions.map { tested($0, upTo: base.positions.count) },
      charts: base.charts, overview: base.overview, findings: base.findings, sources: base.sources,
      hubs: base.hubs, parameters: base.parameters, network: base.network)
  }
}

/// Draws for fixtures that need a few numbers.
struct SeededDraws {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 0x1234_5678_9ABC_DEF1 }

  mutating func below(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(max(bound, 1)))
  }
}
