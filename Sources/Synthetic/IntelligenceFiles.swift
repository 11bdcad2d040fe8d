import GraphCore
import Records

/// The intelligence exports of the three forces, each in a shape of its own, and the community
/// reports.
extension FensWriter {
  mutating func writeIntelligence(_ progress: Progress) throws(SyntheticError) {
    for force in [Force.cambridgeshire, .norfolk] {
      let shape = IntelligenceShape(force: force, people: people, legacy: false)
      var sheet = try sheet(shape.name, format: shape.format, columns: shape.columns)
      sheet.plant(planted(force, shape))
      try stream(force) { (report) throws(SyntheticError) in
        for line in report.lines {
          try sheet.append(key: Int(report.event.number)) { shape.write(line, of: report, &$0) }
        }
      }
      try noteIntelligence(force)
      try finish(&sheet, shape.name, progress)
    }
    try writeLincolnshire(progress)
    try writeCommunityReports(progress)
  }

  /// Reports entered before 1 October 2025 are in the older scheme and in a file of their own.
  private mutating func writeLincolnshire(_ progress: Progress) throws(SyntheticError) {
    let change = Cast.on(10, 1, year: 2025)
    let shape = IntelligenceShape(force: .lincolnshire, people: people, legacy: false)
    let old = IntelligenceShape(force: .lincolnshire, people: people, legacy: true)
    var sheet = try sheet(shape.name, format: shape.format, columns: shape.columns)
    var oldSheet = try self.sheet(old.name, format: old.format, columns: old.columns)
    sheet.plant(planted(.lincolnshire, shape) { $0.entered >= change })
    oldSheet.plant(planted(.lincolnshire, old) { $0.entered < change })
    try stream(.lincolnshire) { (report) throws(SyntheticError) in
      let key = Int(report.event.number)
      for line in report.lines {
        if report.entered < change {
          try oldSheet.append(key: key) { old.write(line, of: report, &$0) }
        } else {
          try sheet.append(key: key) { shape.write(line, of: report, &$0) }
        }
      }
    }
    try noteIntelligence(.lincolnshire)
    try finish(&sheet, shape.name, progress)
    try finish(&oldSheet, old.name, progress)
  }

  private func planted(
    _ force: Force, _ shape: IntelligenceShape, where fits: (Story.Report) -> Bool = { _ in true }
  ) -> [(key: Int, row: [UInt8])] {
    story.reports.filter { $0.force == force && fits($0) }.flatMap { report in
      report.lines.map { line in
        (Int(report.event.number), shape.format.row { shape.write(line, of: report, &$0) })
      }
    }
  }

  /// The number of background groups of three people that `force` reports on.
  private func groupCount(_ force: Force) -> Int { plan.intelligence[force.rawValue] / 3 }

  private func member(_ place: Int, of group: Int, _ force: Force) -> Int {
    plan.resident(group * 3 + place, start: force.rawValue * 2)
  }

  /// Unrelated minor matters: three people, two reports, three lines.
  private func stream(
    _ force: Force, _ body: (Story.Report) throws(SyntheticError) -> Void
  ) throws(SyntheticError) {
    let groups = groupCount(force)
    let grades = ["2CP", "2DP", "3CP", "1CP", "3DP", "2BP", "2CC"].map { Story.Grade($0) }
    for group in 0..<groups {
      var draw = Draw(random, .report, group * 4 + force.rawValue)
      let a = member(0, of: group, force)
      let b = member(1, of: group, force)
      let event = Cast.day(group * (Cast.dayCount - 12) / groups)
      let object: Story.Target
      let tie: Story.Tie
      if draw.chance(50) {
        object = .vehicle(Van.background + draw.below(max(1, plan.keepers)))
        tie = .driver
      } else {
        object = .address(Place.households + Cast.household(of: a))
        tie = .resident
      }
      let role: Story.Role = draw.chance(60) ? .suspect : draw.chance(80) ? .associate : .witness
      let code = draw.pick(["ACQ-03", "DRG-02", "GEN-00"])
      try body(
        Story.Report(
          force: force, number: 1000 + group * 2, grade: draw.pick(grades), event: event,
          entered: event.adding(days: draw.below(4)), code: code,
          lines: [
            Story.Line(person: a, role: role, tie: .associate, target: .person(b)),
            Story.Line(person: a, role: role, tie: tie, target: object),
          ]))
      let later = event.adding(days: 1 + draw.below(8))
      try body(
        Story.Report(
          force: force, number: 1001 + group * 2, grade: draw.pick(grades), event: later,
          entered: later.adding(days: draw.below(3)), code: code,
          lines: [
            Story.Line(
              person: b, role: .associate, tie: .associate,
              target: .person(member(2, of: group, force)))
          ]))
    }
  }

  private mutating func noteIntelligence(_ force: Force) throws(SyntheticError) {
    for report in story.reports where report.force == force {
      for line in report.lines {
        try note(line.person, in: force.system)
        if case .person(let other) = line.target { try note(other, in: force.system) }
      }
    }
    for group in 0..<groupCount(force) {
      for place in 0..<3 { try note(member(place, of: group, force), in: force.system) }
    }
  }

  private mutating func writeCommunityReports(_ progress: Progress) throws(SyntheticError) {
    var sheet = try sheet(
      "community-reports", format: RowText(days: .slashed),
      columns: "REF RECEIVED TOWN FORCE CONCERN GRADE CODE")
    let concerns = [
      "many people at one house", "early collection by minibus", "workers without pay",
      "person seems afraid", "rubbish and noise", "doors locked from outside",
    ]
    for row in 0..<plan.community {
      var draw = Draw(random, .community, row)
      let force = Force.allCases[draw.below(3)]
      let day = Cast.day(row * Cast.dayCount / plan.community)
      try sheet.append { text in
        text.field("COM-" + TestSafe.padded(row + 1, 7))
        text.field(day)
        text.field(draw.pick(force.towns))
        text.field(HousingShape.forceName(force))
        text.field(draw.pick(concerns))
        text.field("3DP")
        text.field("GEN-00")
      }
    }
    try finish(&sheet, "community-reports", progress)
  }
}
