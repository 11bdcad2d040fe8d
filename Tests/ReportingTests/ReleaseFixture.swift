import Assessment
import Records

/// A release with one chart of 25 boxes over three force areas and an overview of 26 positions. All
/// identifiers are reserved ones; `hostile` puts names into it that attack file formats.
enum ReleaseFixture {
  static let position = "OCG-EAST-0412"

  static let hostileNames = [
    "<script>alert(1)</script>", "\"]; evil [URL=\"javascript:alert(1)\"", "\\N\\G\\L&lt;b&gt;",
    "a\u{202E}gnp.exe\u{202C}", "x\u{0}\u{1}\u{1B}[31m\u{7F}y", "</td></tr></table>>];",
    "=HYPERLINK(\"http://x\")", "onmouseover=alert(1) '", "<!--", "]]>", "&#1;&amp;",
    "\u{E0041}\u{200E}z", "e\u{301}e\u{301}", "{a|b}<c>", "\u{FEFF}zero\u{200B}width",
    "Żółć Ğülşen Ψυχή Привет 王小明", "+44 7700 900123", "%s%n%x", "'; DROP TABLE x;--",
  ]

  static func release(hostile: Bool = false, positions: Int = 26) -> Release {
    let charts = hostile ? [hostileChart] : [chart]
    let list = (1...positions).map { position(number: $0, hostile: hostile) }
    return Release(
      header: header(hostile: hostile), positions: list, charts: charts,
      overview: overview(list), findings: findings, sources: sources, hubs: hubs,
      parameters: parameters, network: network(hostile: hostile))
  }

  static func header(hostile: Bool = false) -> Release.Header {
    guard let period = Period("2026-Q3") else { preconditionFailure("the period is well formed") }
    return Release.Header(
      marking: .officialSensitive,
      handling: hostile ? "<img src=x onerror=alert(1)>" : "SYNTHETIC DATA, NO REAL PERSONS",
      recipient: "Eastern region tasking", title: "Eastern assessment", period: period,
      dataCut: Day(iso: "2026-08-31"), engineVersion: "0.1.0", runDigest: "9f2c41d07ab3e588",
      policy: "fens-2026 v3",
      counts: Release.Counts(
        sources: 3, rowsRead: 1_204, rowsStored: 1_190, rowsRejected: 14, records: 611,
        entities: 402, links: 988, reports: 377, shieldedPeople: ShieldedCount(61)))
  }

  // MARK: The association chart

  private static func box(
    _ id: String, _ icon: AssociationChart.Icon, _ title: String, _ subtitle: String,
    _ column: Int, _ folded: Int = 0
  ) -> AssociationChart.Box {
    AssociationChart.Box(
      entity: EntityID(id), icon: icon, title: title, subtitle: subtitle, column: column,
      folded: folded)
  }

  static let boxes: [AssociationChart.Box] = [
    box("N-1", .principal, "TESTOWSKI, Marek", "b. 1984 · N-1", 0),
    box("N-2", .person, "SAMPLE, Lina", "b. 1990 · N-2", 0),
    box("N-3", .person, "SYNTH, Adam", "b. 1987 · N-3", 0),
    box("N-4", .person, "Unidentified male", "subscriber unknown", 0),
    box("N-5", .person, "DEMOVA, Irena", "b. 1979 · N-5", 1),
    box("N-6", .person, "PLACEHOLDER, Jon", "b. 1995 · N-6", 1),
    box("N-7", .person, "FICTUS, Pavel", "b. 1982 · N-7", 2),
    box("N-8", .person, "NOMEN, Rasa", "b. 1998 · N-8", 2),
    box("O-1", .company, "Fenland Test Labour Ltd", "O-1", 0),
    box("O-2", .company, "Sample Veg Packers Ltd", "O-2", 2),
    box("L-1", .hmo, "14 Sample St, Wisbech", "HMO", 0, 11),
    box("L-2", .hmo, "7 Dummy Rd, King’s Lynn", "HMO", 1, 14),
    box("L-3", .hmo, "31 Specimen Ave, Boston", "HMO", 2, 20),
    box("L-4", .address, "2 Mock Close, Peterborough", "dwelling", 0),
    box("L-5", .address, "Unit 3, Example Yard", "lock-up", 1),
    box("T-1", .phone, "07700 900142", "pay as you go", 0),
    box("T-2", .phone, "07700 900318", "contract", 0),
    box("T-3", .phone, "07700 900455", "pay as you go", 1),
    box("T-4", .phone, "07700 900511", "contract", 2),
    box("A-1", .account, "Acct ****0001", "12 wages paid in", 0),
    box("A-2", .account, "Acct ****0087", "receives £41k / 9 mths", 2),
    box("V-1", .vehicle, "QZ12 NTH", "white Ford Transit", 0),
    box("V-2", .vehicle, "QZ57 DTA", "grey VW Crafter", 1),
    box("V-3", .vehicle, "QZ22 CKD", "minibus", 2),
    box("E-1", .incident, "Incident SYN-0207", "labour exploitation, 14 March 2026", 2),
  ]

  private static func line(
    _ from: Int, _ to: Int, _ layer: LinkType.Layer, _ words: String, _ standing: Standing,
    _ grade: String, _ sources: [String], _ count: Int = 1
  ) -> AssociationChart.Line {
    AssociationChart.Line(
      from: from, to: to, layer: layer, words: words, standing: standing, grade: grade,
      sources: sources, count: count)
  }

  static let lines: [AssociationChart.Line] = [
    line(0, 8, .association, "director", .confirmed, "record", ["S1"]),
    line(0, 15, .communication, "user", .unconfirmed, "2C", ["S4"]),
    line(0, 1, .association, "family", .confirmed, "record", ["S2"]),
    line(0, 2, .association, "associate", .confirmed, "2B", ["S4"]),
    line(1, 13, .property, "resident", .confirmed, "record", ["S2"]),
    line(0, 13, .property, "resident", .unconfirmed, "2C", ["S5"]),
    line(2, 21, .property, "keeper", .confirmed, "record", ["S3"]),
    line(2, 10, .property, "manager", .unconfirmed, "2C", ["S5"]),
    line(8, 19, .financial, "account holder", .confirmed, "record", ["S6"]),
    line(8, 10, .property, "landlord", .confirmed, "record", ["S3"]),
    line(15, 16, .communication, "called", .confirmed, "record", ["S7"], 143),
    line(1, 16, .communication, "subscriber", .confirmed, "record", ["S7"]),
    line(3, 15, .communication, "user", .tentative, "3D", ["S8"]),
    line(19, 20, .financial, "paid", .confirmed, "record", ["S6"], 27),
    line(15, 17, .communication, "called", .confirmed, "record", ["S7"], 61),
    line(15, 18, .communication, "called", .confirmed, "record", ["S7"], 88),
    line(4, 17, .communication, "user", .unconfirmed, "2C", ["S4"]),
    line(4, 5, .association, "associate", .confirmed, "2B", ["S4", "S5"], 2),
    line(5, 22, .property, "driver", .confirmed, "record", ["S3"]),
    line(4, 11, .property, "manager", .unconfirmed, "2C", ["S5"]),
    line(5, 14, .property, "seen at", .unconfirmed, "2C", ["S9"]),
    line(21, 11, .property, "seen at", .confirmed, "record", ["S10"], 19),
    line(22, 11, .property, "seen at", .confirmed, "2B", ["S9"], 4),
    line(6, 9, .association, "employed", .confirmed, "record", ["S1"]),
    line(6, 7, .association, "associate", .unconfirmed, "2C", ["S5"]),
    line(6, 18, .communication, "subscriber", .confirmed, "record", ["S7"]),
    line(6, 20, .financial, "account holder", .confirmed, "record", ["S6"]),
    line(7, 12, .property, "resident", .confirmed, "record", ["S2"]),
    line(9, 12, .property, "licence holder", .confirmed, "record", ["S3"]),
    line(7, 23, .property, "driver", .unconfirmed, "2C", ["S9"]),
    line(9, 24, .association, "involved in", .confirmed, "record", ["S11"]),
    line(24, 12, .reference, "occurred at", .confirmed, "record", ["S11"]),
    line(0, 4, .association, "associate", .tentative, "3D", ["S8"]),
    line(0, 6, .association, "associate", .unconfirmed, "2C", ["S5"]),
  ]

  static let chartSources: [(number: String, text: String)] = [
    ("S1", "Companies register"), ("S2", "address register"),
    ("S3", "vehicle keepers, HMO register"),
    ("S4", "CAMBS SYN-4471"), ("S5", "NORFOLK SYN-0093"), ("S6", "payroll SYN-2026"),
    ("S7", "call records"), ("S8", "CAMBS SYN-5120"), ("S9", "NORFOLK SYN-0107"),
    ("S10", "sightings"), ("S11", "LINCS SYN-0207"),
  ]

  static var chart: AssociationChart {
    AssociationChart(
      position: position, rank: 1, title: "OCG HARRIER",
      columns: ["Cambridgeshire", "Norfolk", "Lincolnshire"], boxes: boxes, lines: lines,
      sources: chartSources,
      hidden: [.init(what: "phones with one contact", count: 14), .init(what: "links", count: 31)])
  }

  static var hostileChart: AssociationChart {
    let names = hostileNames
    let hostile = boxes.enumerated().map { index, box in
      AssociationChart.Box(
        entity: box.entity, icon: box.icon, title: names[index % names.count],
        subtitle: names[(index + 7) % names.count], column: box.column, folded: box.folded)
    }
    let lines = lines.enumerated().map { index, line in
      AssociationChart.Line(
        from: line.from, to: line.to, layer: line.layer, words: names[index % names.count],
        standing: line.standing, grade: names[(index + 3) % names.count],
        sources: [names[(index + 5) % names.count]], count: line.count)
    }
    return AssociationChart(
      position: position, rank: 1, title: names[0], columns: [names[1], names[2], names[3]],
      boxes: hostile, lines: lines, sources: names.map { ($0, $0) },
      hidden: [.init(what: names[5], count: 3)])
  }

  static func release(charting chart: AssociationChart) -> Release {
    let base = release()
    return Release(
      header: base.header, positions: base.positions, charts: [chart], overview: base.overview,
      findings: base.findings, sources: base.sources, hubs: base.hubs,
      parameters: base.parameters, network: base.network)
  }
}
