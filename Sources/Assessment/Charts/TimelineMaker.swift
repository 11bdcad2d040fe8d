import Records

/// Gathers when the links of a position were, over the two years up to the end of the period: what
/// happened on a day, and how long what lasted.
struct TimelineMaker {
  let parts: ChartParts
  let period: Period

  static let months = 24
  static let mostLanes = 36

  private var network: Network { parts.network }

  func chart(of position: Position, facts: CandidateFacts) -> TimelineChart {
    let members = Set(facts.members)
    let inside = members.union(facts.assets)
    var seen = Set<Int32>()
    var dated: [(lane: TimelineChart.Lane, standing: Standing, link: Int)] = []
    var undated = 0
    for entity in inside.sorted() {
      for index in network.incident(to: entity) where seen.insert(index).inserted {
        let link = network.links[Int(index)]
        let other = network.other(link, than: entity)
        let isEvent = network.entities[other].kind == .event && members.contains(entity)
        guard link.type.layer != .reference, inside.contains(other) || isEvent,
          parts.labels.mayShow(entity), parts.labels.mayShow(other)
        else { continue }
        let spans = spans(of: link)
        guard !spans.isEmpty else {
          undated += 1
          continue
        }
        dated.append((lane(link, spans), link.standing, Int(index)))
      }
    }
    dated.sort { a, b in
      if a.standing != b.standing { return a.standing > b.standing }
      return a.lane.spans.count != b.lane.spans.count
        ? a.lane.spans.count > b.lane.spans.count : a.link < b.link
    }
    let shown = dated.prefix(Self.mostLanes).sorted { a, b in
      let (x, y) = (a.lane.spans[0], b.lane.spans[0])
      return x.first != y.first ? Self.isBefore(x.first, y.first) : a.link < b.link
    }
    return TimelineChart(
      position: position.id, title: position.title, lanes: shown.map(\.lane),
      hidden: [
        .init(what: "further links", count: dated.count - shown.count),
        .init(what: "links without a day in these two years", count: undated),
      ].filter { $0.count > 0 }, shielded: ShieldedCount(facts.shielded.count))
  }

  private func lane(_ link: Network.Link, _ spans: [TimelineChart.Span]) -> TimelineChart.Lane {
    TimelineChart.Lane(
      from: parts.labels.label(of: link.from), words: link.type.words,
      to: parts.labels.label(of: link.to), layer: link.type.layer, spans: spans)
  }

  /// The distinct intervals that fall into the two years, each with the best standing that any statement
  /// gives it; a statement without an interval counts on the day of the event it names.
  private func spans(of link: Network.Link) -> [TimelineChart.Span] {
    let start = period.end.adding(months: -Self.months)
    var best: [DayInterval: Standing] = [:]
    for statement in network.statements(of: link) {
      var interval = statement.interval
      if interval == .unknown {
        guard let day = network.day(of: statement) else { continue }
        interval = DayInterval(on: day)
      }
      guard interval.overlaps(DayInterval(start: start, end: period.end)) else { continue }
      let standing =
        statement.report.map { report in
          network.evidence.reports[report].grading.map { Standing($0) } ?? .tentative
        } ?? .confirmed
      best[interval] = max(best[interval] ?? .tentative, standing)
    }
    return best.map { interval, standing in
      TimelineChart.Span(
        first: interval.start, last: interval.end?.adding(days: -1), standing: standing)
    }.sorted { a, b in
      a.first != b.first ? Self.isBefore(a.first, b.first) : Self.isBefore(a.last, b.last)
    }
  }

  /// An open beginning lies before every day.
  private static func isBefore(_ a: Day?, _ b: Day?) -> Bool {
    guard let b else { return false }
    return a.map { $0 < b } ?? true
  }
}
