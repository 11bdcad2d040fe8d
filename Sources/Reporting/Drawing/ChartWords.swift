import Assessment
import Records

extension AssociationChart.Box {
  /// What stands below the title: the subtitle, and how many people are folded into the box.
  var second: String {
    guard folded > 0 else { return subtitle }
    let people =
      icon == .hmo || icon == .address
      ? "occupant\(folded == 1 ? "" : "s")" : folded == 1 ? "person" : "people"
    return subtitle + (subtitle.isEmpty ? "" : " · ") + "\(folded) \(people) (folded)"
  }
}

extension AssociationChart.Line {
  /// The kind of link, and how many statements were folded into it.
  var text: SafeText { SafeText(words + (count > 1 ? " ×\(count)" : "")) }

  /// The best grade and the numbers of at most three sources.
  var basis: SafeText {
    var parts = [grade] + sources.prefix(3)
    if sources.count > 3 { parts.append("+\(sources.count - 3)") }
    return SafeText(parts.filter { !$0.isEmpty }.joined(separator: " · ")).oneLine(36)
  }

  /// How the line is drawn: ink for the kind of link, dashes for how sure it is.
  var stroke: Stroke { Stroke(standing, colour: .line(layer)) }
}

extension Stroke {
  init(_ standing: Standing, colour: Colour) {
    switch standing {
    case .confirmed: self.init(colour: colour, width: 1.6)
    case .unconfirmed: self.init(colour: colour, width: 1.5, dashes: .dashed)
    case .tentative: self.init(colour: colour, width: 2, dashes: .dotted)
    }
  }
}

extension ChartFurniture {
  static let sourceLimit = 40
  private static let noteCharacters = 6_000

  /// Cells for every icon and layer in use, for what dashes mean, and for grades.
  static func key(
    boxes: some Sequence<AssociationChart.Box>, lines: [AssociationChart.Line]
  ) -> [KeyPair] {
    let used = Set(boxes.map(\.icon))
    let icons = AssociationChart.Icon.allCases.filter { used.contains($0) }
    let layers = LinkType.Layer.allCases.filter { layer in lines.contains { $0.layer == layer } }
    return icons.map { keyCell(.badge($0), SafeText($0.words)) }
      + Standing.allCases.reversed().map { keyCell(.sample($0), SafeText($0.words)) }
      + layers.map {
        keyCell(.sample($0), SafeText($0 == .property ? "property and control" : $0.rawValue))
      }
      + [keyCell(SafeText("2B · S3"), SafeText("best 3x5x2 grade · source"))]
  }

  /// What was left out, in words.
  static func notShown(
    _ hidden: [AssociationChart.Hidden], _ more: [AssociationChart.Hidden] = [],
    shielded: ShieldedCount? = nil
  ) -> SafeText {
    func said(_ hidden: [AssociationChart.Hidden]) -> [String] {
      hidden.filter { $0.count > 0 }.map {
        "\($0.count) \($0.count == 1 ? singular($0.what) : $0.what)"
      }
    }
    var parts = said(hidden)
    if let shielded, !shielded.isNone { parts.append("\(shielded) people under the victim shield") }
    parts += said(more)
    return SafeText("Not shown: \(parts.isEmpty ? "nothing" : parts.joined(separator: " · ")).")
  }

  private static let singulars = [
    "accounts": "account", "addresses": "address", "areas": "area", "boxes": "box",
    "changes": "change", "communities": "community", "entities": "entity", "links": "link",
    "matches": "match", "members": "member", "overlaps": "overlap", "people": "person",
    "phones": "phone", "places": "place", "positions": "position", "ties": "tie",
    "vehicles": "vehicle",
  ]

  /// The name of one of what `words` names many of: the noun is the first that is known. What names two
  /// kinds or says what they are stays as it is.
  private static func singular(_ words: String) -> String {
    var parts = words.split(separator: " ").map(String.init)
    guard !parts.contains("and"), !parts.contains("are"), !parts.contains("them"),
      let noun = parts.firstIndex(where: { singulars[$0] != nil })
    else { return words }
    parts[noun] = singulars[parts[noun]] ?? parts[noun]
    return parts.joined(separator: " ")
  }

  /// A number of links, in words.
  static func links(_ count: Int) -> String { count == 1 ? "1 link" : "\(count) links" }

  /// The numbered sources, as many as a chart has room for.
  static func sources(of chart: AssociationChart) -> SafeText {
    var sources = ""
    var shown = 0
    for source in chart.sources.prefix(sourceLimit) {
      let entry = SafeText("\(source.number) \(source.text)").oneLine(SafeText.cut).text
      guard sources.count + entry.count < noteCharacters else { break }
      sources += (shown == 0 ? "" : " · ") + entry
      shown += 1
    }
    let more = chart.sources.count - shown
    if more > 0 { sources += " · and \(more) more" }
    return SafeText(sources.isEmpty ? "Sources: no link is shown." : "Sources: \(sources).")
  }
}
