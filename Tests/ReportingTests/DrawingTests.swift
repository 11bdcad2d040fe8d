import Assessment
import Foundation
import Records
import Testing

@testable import Reporting

/// Charts drawn in this process.
@Suite("Charts as drawn", .serialized)
struct DrawingTests {
  private func draw(_ chart: ChartDocument, as format: ChartFormat = .svg) throws -> [UInt8] {
    try DrawnChart.bytes(of: chart, as: format)
  }

  private func chart(of release: Release) throws -> ChartDocument {
    try ChartDocument.association(of: ReleaseFixture.position, in: release)
  }

  @Test("An association chart carries marking, title, dates, digest, caution, key and sources")
  func furniture() throws {
    let drawn = DrawnText(try draw(chart(of: ReleaseFixture.release())))
    let text = drawn.texts.joined(separator: "\n")
    #expect(drawn.isWellFormed)
    let marking = "OFFICIAL-SENSITIVE · SYNTHETIC DATA, NO REAL PERSONS"
    #expect(drawn.texts.count { $0 == marking } == 2)
    for part in [
      "OCG HARRIER", "2026-Q3", "1 July 2026 to 30 September 2026", "data cut 31 August 2026",
      "9f2c41d07ab3e588", "An assessment, not evidence; a link does not imply criminality.",
      "14 phones with one contact", "S10 sightings", "tentative", "best 3x5x2 grade",
      "11 occupants (folded)", "called ×143", "25 boxes · 34 links",
    ] {
      #expect(text.contains(part), "\(part)")
    }
  }

  @Test("Every box and every link of the release is on the chart with its words")
  func completeness() throws {
    let drawn = DrawnText(try draw(chart(of: ReleaseFixture.release())))
    let joined = drawn.texts.joined(separator: " ")
    for box in ReleaseFixture.boxes { #expect(joined.contains(box.title), "\(box.title)") }
    for line in ReleaseFixture.lines {
      let basis = ([line.grade] + line.sources).joined(separator: " · ")
      #expect(drawn.texts.contains(basis), "\(basis)")
    }
    // Nested drawings: an icon per box, and the samples of the key.
    let icons = (drawn.elements["svg"] ?? 0) - 1
    #expect(icons == 25 + 9 + 3 + 5)
  }

  @Test("Hostile names are shown as they are and do nothing")
  func hostileNames() throws {
    for chart in [
      try chart(of: ReleaseFixture.release(hostile: true)),
      ChartDocument.overview(of: ReleaseFixture.release(hostile: true)),
    ] {
      let bytes = try draw(chart)
      let drawn = DrawnText(bytes)
      #expect(drawn.isWellFormed)
      #expect(drawn.attributes.isSubset(of: DrawnChart.attributes), "\(drawn.attributes)")
      #expect(Set(drawn.elements.keys).isSubset(of: DrawnChart.elements), "\(drawn.elements)")
      #expect(!drawn.values.contains { $0.contains("alert") || $0.contains("script") })
    }
    let chart = try chart(of: ReleaseFixture.release(hostile: true))
    let texts = DrawnText(try draw(chart)).texts
    for expected in [
      "</td></tr></table>>];", "\\N\\G\\L&lt;b&gt;", "a\u{FFFD}gnp.exe\u{FFFD}", "éé",
    ] {
      #expect(texts.contains(expected), "\(expected)")
    }
  }

  @Test("Random names survive the way through DOT and SVG", arguments: 0..<6 as Range<UInt64>)
  func fuzz(seed: UInt64) throws {
    var names = RandomNames(seed: seed)
    let boxes = (0..<40).map { index in
      AssociationChart.Box(
        entity: EntityID("X-\(index)"), icon: .person, title: names.next(), subtitle: "",
        column: index % 3, folded: 0)
    }
    let content = AssociationChart(
      position: ReleaseFixture.position, rank: 1, title: names.next(),
      columns: [names.next(), names.next(), names.next()], boxes: boxes, lines: [], sources: [],
      hidden: [])
    let drawn = DrawnText(
      try draw(chart(of: ReleaseFixture.release(charting: content))))
    #expect(drawn.isWellFormed)
    #expect(drawn.attributes.isSubset(of: DrawnChart.attributes))
    // Graphviz draws no text for blank lines and no-break spaces for doubled ones.
    let texts = Set(drawn.texts.map(Self.spaceless))
    for box in boxes {
      for line in SafeText(box.title).lines(width: 22, most: 4)
      where !Self.spaceless(line.text).isEmpty {
        #expect(texts.contains(Self.spaceless(line.text)), "seed \(seed): \(line.text)")
      }
    }
  }

  private static func spaceless(_ text: String) -> String {
    text.filter { !$0.isWhitespace }
  }

  @Test("No two words and no two boxes lie on each other")
  func noOverlap() throws {
    let svg = try draw(chart(of: ReleaseFixture.release()))
    let words = try TextBoxes.found(in: svg)
    #expect(words.count > 130)
    for (index, a) in words.enumerated() {
      for b in words[(index + 1)...] {
        if a.overlaps(b) { Issue.record("\(a.text) lies on \(b.text)") }
      }
    }
  }

  @Test("An association chart can be drawn and freed again and again in one process")
  func againAndAgain() throws {
    let chart = try chart(of: ReleaseFixture.release())
    for _ in 0..<(LongRuns.areAsked ? 20 : 4) {
      #expect(try DrawnChart.raw(of: chart).count > 10_000)
    }
  }

  @Test("A PDF and a PNG come out with their own magic numbers and without a date")
  func otherFormats() throws {
    let chart = ChartDocument.overview(of: ReleaseFixture.release())
    let pdf = try draw(chart, as: .pdf)
    let text = String(decoding: pdf, as: UTF8.self)
    #expect(text.hasPrefix("%PDF-"))
    #expect(text.contains("/CreationDate (D:19700101000000"))
    #expect(try draw(chart, as: .png).starts(with: [0x89, 0x50, 0x4E, 0x47]))
  }

  @Test("A place shared by 3,000 people is capped, counted and drawn")
  func hub() throws {
    let boxes = (0...3_000).map { index in
      AssociationChart.Box(
        entity: EntityID("N-\(index)"), icon: index == 0 ? .hmo : .person, title: "N-\(index)",
        subtitle: "", column: 0, folded: 0)
    }
    let lines = (1...3_000).map { index in
      AssociationChart.Line(
        from: index, to: 0, layer: .property, words: "resident", standing: .confirmed,
        grade: "record", sources: ["S1"], count: 1)
    }
    let content = AssociationChart(
      position: ReleaseFixture.position, rank: 1, title: "Hub", columns: ["Norfolk"], boxes: boxes,
      lines: lines, sources: (1...500).map { ("S\($0)", "SYN-\($0)") }, hidden: [])
    let texts = DrawnText(
      try draw(chart(of: ReleaseFixture.release(charting: content)))
    ).texts.joined(separator: " ")
    #expect(texts.contains("60 boxes · 59 links"))
    #expect(texts.contains("Not shown: 2941 boxes · 2941 links."))
    #expect(texts.contains("and 460 more"))
  }

  @Test("An empty chart and one with wrong indices are drawn")
  func odd() throws {
    let empty = AssociationChart(
      position: ReleaseFixture.position, rank: 1, title: "", columns: [], boxes: [], lines: [],
      sources: [], hidden: [])
    #expect(DrawnText(try draw(chart(of: ReleaseFixture.release(charting: empty)))).isWellFormed)
    let wrong = AssociationChart(
      position: ReleaseFixture.position, rank: 1, title: "t", columns: ["Norfolk"],
      boxes: [
        AssociationChart.Box(
          entity: EntityID("N-1"), icon: .person, title: "t", subtitle: "", column: 9, folded: 0)
      ],
      lines: [
        AssociationChart.Line(
          from: 0, to: 7, layer: .financial, words: "w", standing: .tentative, grade: "",
          sources: [], count: Int.max)
      ], sources: [], hidden: [.init(what: "x", count: Int.max)])
    #expect(DrawnText(try draw(chart(of: ReleaseFixture.release(charting: wrong)))).isWellFormed)
    let none = ReleaseFixture.release(positions: 1)
    #expect(DrawnText(try draw(ChartDocument.overview(of: none))).isWellFormed)
  }

  @Test(
    "What Graphviz refuses is a refusal with its reason",
    arguments: ["", "graph {", "digraph g { a [label=<<b>]; }"])
  func refusals(dot: String) {
    #expect(throws: GraphvizRenderer.Refusal.self) {
      _ = try GraphvizWorker.draw(
        GraphvizWorker.Job(engine: .placed, format: .svg, limits: .standard, dot: dot))
    }
  }

  @Test("Equal releases give equal DOT; a position without a chart has none")
  func determinism() throws {
    let first = try chart(of: ReleaseFixture.release())
    #expect(try chart(of: ReleaseFixture.release()) == first)
    #expect(first.dot.utf8.allSatisfy { $0 != 0 })
    #expect(throws: ReportingError.noChart(position: "nobody")) {
      _ = try ChartDocument.association(of: "nobody", in: ReleaseFixture.release())
    }
  }
}

/// Names of random characters, half of them from the corners of Unicode and markup.
struct RandomNames {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 0x1234_5678_9ABC_DEF1 }

  private mutating func draw(_ bound: UInt64) -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return (state >> 33) % bound
  }

  mutating func next() -> String {
    let corners = Array(
      "<>&\"'\\NGL;[]{}|=%$#/\u{0}\u{1}\u{7}\u{85}\u{A0}\u{202E}\u{FEFF}\u{301} \n\t")
    var name = "n"
    for _ in 0..<(1 + draw(60)) {
      if draw(2) == 0 {
        name.append(corners[Int(draw(UInt64(corners.count)))])
      } else if let scalar = Unicode.Scalar(UInt32(draw(0x3000))) {
        name.unicodeScalars.append(scalar)
      }
    }
    return name
  }
}
