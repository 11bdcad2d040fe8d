public import Assessment
import Records

/// The released network as a chart of i2 Analyst's Notebook.
public enum ANX {
  /// An Analyst's Notebook exchange file (`.anx`, schema 7): an icon for each entity, with its entity id as
  /// identity, and a line for each link.
  ///
  /// Lines are solid, dashed or dotted as the link is confirmed, unconfirmed or tentative, coloured by
  /// layer, and have an arrow where the type has a direction. Link and card bear the 3x5x2 grade in the
  /// three grade fields; a grade of the older 5x5x5 stands as it came in the card's text, for its letters
  /// mean other things. Each report or register behind a link is a card, where the release tells them: see
  /// `ReleasedNetwork.Link.basis`. Marking, handling, period and run digest are properties of the chart.
  ///
  /// Icons stand in rows by kind, in the order of the network; lay the chart out in Analyst's Notebook.
  /// Equal releases give equal bytes.
  ///
  /// > Source: i2, "Analyst's Notebook 7" XML schema, as told by the support page swg21980204 and by what
  /// > other programs write; not tried in Analyst's Notebook itself.
  public static func write(_ release: Release) -> [UInt8] {
    let network = release.network
    var text: Markup = """
      <?xml version="1.0" encoding="UTF-8"?>
      <Chart SchemaVersion="7.0.0.1" IdReferenceLinking="false" Rigorous="false">

      """
    text += styles
    text += types(in: network)
    text += summary(release.header)
    text += "<ChartItemCollection>\n"
    let places = places(of: network.nodes)
    for (index, node) in network.nodes.enumerated() {
      text += icon(index, node, at: places[index])
    }
    for (index, link) in network.links.enumerated() { text += line(index, link) }
    text += "</ChartItemCollection>\n</Chart>\n"
    return Array(text.text.utf8)
  }

  /// Line styles, grades and kinds of source.
  private static var styles: Markup {
    var text: Markup = "<StrengthCollection>\n"
    for standing in Standing.allCases.reversed() {
      let style: Markup =
        switch standing {
        case .confirmed: "Solid"
        case .unconfirmed: "Dashed"
        case .tentative: "Dotted"
        }
      text += """
        <Strength Id="S\(standing.rawValue)" Name="\(SafeText(standing.words))" \
        DotStyle="DotStyle\(style)"/>

        """
    }
    text += "</StrengthCollection>\n"
    let lists: [(Markup, [String])] = [
      ("GradeOne", Grade.sources), ("GradeTwo", Grade.assessments), ("GradeThree", Grade.handlings),
      ("SourceHints", [SourceKind.report, SourceKind.register].map(\.rawValue)),
    ]
    for (number, list) in lists.enumerated() {
      let strings = list.1.enumerated().map {
        "<String Id=\"G\(number)-\($0)\" Text=\"\(SafeText($1))\"/>" as Markup
      }
      text += """
        <\(list.0)><StringCollection>\(strings.joined())</StringCollection></\(list.0)>

        """
    }
    return text
  }

  private enum SourceKind: String {
    case report = "Intelligence report"
    case register = "Register"
  }

  /// What the grade fields hold: indices into three lists that begin with what is not graded.
  private struct Grade {
    static let sources = ["-", "1 reliable", "2 untested", "3 not reliable"]
    static let assessments = [
      "-", "A known directly", "B known indirectly but corroborated", "C known indirectly",
      "D not known", "E suspected to be false",
    ]
    static let handlings = ["-", "P permitted", "C conditions apply"]

    let source: Int
    let assessment: Int
    let handling: Int

    init(_ grading: Grading?) {
      source = grading?.source?.rawValue ?? 0
      assessment = Self.place(of: grading?.assessment)
      handling = Self.place(of: grading?.handling)
    }

    /// From 1, in the order of the cases; 0 for none.
    private static func place<Code: CaseIterable & Equatable>(of code: Code?) -> Int {
      code.flatMap { code in Array(Code.allCases).firstIndex(of: code) }.map { $0 + 1 } ?? 0
    }

    var attributes: Markup {
      """
       GradeOneIndex="\(source)" GradeTwoIndex="\(assessment)" GradeThreeIndex="\(handling)"
      """
    }
  }

  // MARK: Types

  private static let attributeClasses: [(name: String, type: String)] = [
    ("entity id", "AttText"), ("layer", "AttText"), ("last day", "AttText"),
    ("reports", "AttNumber"),
  ]

  private static func types(in network: ReleasedNetwork) -> Markup {
    let classes = attributeClasses.enumerated().map { index, item in
      """
      <AttributeClass Id="A\(index)" Name="\(SafeText(item.name))" Type="\(SafeText(item.type))" \
      IsUser="true" UserCanAdd="true" UserCanRemove="true" Visible="false"/>

      """ as Markup
    }
    let kinds = Entity.Kind.allCases.enumerated().map { index, kind in
      """
      <EntityType Id="T\(index)" Name="\(SafeText(kind.rawValue))" \
      IconFile="\(SafeText(iconFile(kind)))" PreferredRepresentation="RepresentAsIcon"/>

      """ as Markup
    }
    let links = LinkType.allCases.enumerated().map { index, type in
      """
      <LinkType Id="K\(index)" Name="\(SafeText(type.words))" \
      Colour="\(Colour.line(type.layer).windowsNumber)"/>

      """ as Markup
    }
    return """
      <AttributeClassCollection>
      \(classes.joined())</AttributeClassCollection>
      <EntityTypeCollection>
      \(kinds.joined())</EntityTypeCollection>
      <LinkTypeCollection>
      \(links.joined())</LinkTypeCollection>

      """
  }

  /// Icons that come with Analyst's Notebook; one that an installation lacks is drawn as `General`.
  private static func iconFile(_ kind: Entity.Kind) -> String {
    switch kind {
    case .nominal: "Person"
    case .vehicle: "Car"
    case .address: "House"
    case .phone: "Phone"
    case .account: "Account"
    case .organisation: "Office"
    case .event: "Case"
    case .email, .area, .object: "General"
    }
  }

  private static func summary(_ header: Release.Header) -> Markup {
    let properties = header.facts.map { fact in
      """
      <CustomProperty Name="\(SafeText(fact.name))" Type="String" Value="\(SafeText(fact.value))"/>

      """ as Markup
    }
    let comments = SafeText(
      "\(header.marking.rawValue). \(header.handling). \(ChartFurniture.caution)")
    return """
      <Summary><FieldCollection><Field Type="SummaryFieldTitle" Field="\(SafeText(header.title))"/>\
      <Field Type="SummaryFieldComments" Field="\(comments)"/></FieldCollection>
      <CustomPropertyCollection>
      \(properties.joined())</CustomPropertyCollection></Summary>

      """
  }

  // MARK: Items

  private static func icon(
    _ index: Int, _ node: ReleasedNetwork.Node, at place: (x: Int, y: Int)
  ) -> Markup {
    let kind = Entity.Kind.allCases.firstIndex(of: node.kind) ?? 0
    return """
      <ChartItem Id="E\(index)" Label="\(SafeText(node.label))" XPosition="\(place.x)">\
      <End X="\(place.x)" Y="\(place.y)" Z="0"><Entity EntityId="\(index)" \
      Identity="\(SafeText(node.entity.text))" LabelIsIdentity="false"><Icon>\
      <IconStyle Type="\(SafeText(node.kind.rawValue))" EntityTypeReference="T\(kind)"/></Icon>\
      </Entity></End><AttributeCollection>\(attribute(0, node.entity.text))</AttributeCollection>\
      </ChartItem>

      """
  }

  private static func line(_ index: Int, _ link: ReleasedNetwork.Link) -> Markup {
    let type = LinkType.allCases.firstIndex(of: link.type) ?? 0
    let arrow: Markup = link.type.isMutual ? "None" : "OnHead"
    let cards = link.basis.map(card)
    let held: Markup =
      cards.isEmpty ? "" : "<CardCollection>\(cards.joined())</CardCollection>"
    let last = link.last.map { attribute(2, "\($0)") } ?? ""
    return """
      <ChartItem Id="L\(index)" Label="\(SafeText(link.type.words))"\
      \(best(of: link.basis))\(date(link.first))><Link End1Id="\(link.from)" End2Id="\(link.to)">\
      \(held)<LinkStyle Strength="\(SafeText(link.standing.words))" \
      StrengthReference="S\(link.standing.rawValue)" ArrowStyle="Arrow\(arrow)" \
      LineColour="\(Colour.line(link.type.layer).windowsNumber)" \
      Type="\(SafeText(link.type.words))" LinkTypeReference="K\(type)"/></Link>\
      <AttributeCollection>\(attribute(1, link.type.layer.rawValue))\(last)\
      \(attribute(3, "\(link.reports)"))</AttributeCollection></ChartItem>

      """
  }

  /// The grade of the link: none where a register states it, else the best.
  private static func best(of basis: [ReleasedNetwork.Basis]) -> Markup {
    guard basis.allSatisfy(\.isReport) else { return Grade(nil).attributes }
    let gradings = basis.compactMap(\.grading).sorted { a, b in
      let (x, y) = (Standing(a), Standing(b))
      return x != y ? x > y : a.text < b.text
    }
    return Grade(gradings.first).attributes
  }

  private static func card(_ basis: ReleasedNetwork.Basis) -> Markup {
    var words: [String] = []
    if let grading = basis.grading { words.append("grade as it came: \(grading.original)") }
    if let last = basis.last { words.append("to \(last)") }
    let kind = basis.isReport ? SourceKind.report : .register
    let source = SafeText(basis.source)
    return """
      <Card Summary="\(source)"\(date(basis.first))\(Grade(basis.grading).attributes) \
      SourceReference="\(source)" SourceType="\(SafeText(kind.rawValue))" \
      Text="\(SafeText(words.joined(separator: "; ")))"/>
      """
  }

  private static func date(_ day: Day?) -> Markup {
    guard let day else { return "" }
    return " DateSet=\"true\" DateTime=\"\(SafeText(day.description))T00:00:00\""
  }

  private static func attribute(_ place: Int, _ value: String) -> Markup {
    """
    <Attribute AttributeClass="\(SafeText(attributeClasses[place].name))" \
    AttributeClassReference="A\(place)" Value="\(SafeText(value))"/>
    """
  }

  /// Rows by kind, each of as many icons as make the whole about square.
  private static func places(of nodes: [ReleasedNetwork.Node]) -> [(x: Int, y: Int)] {
    let inRow = max(Int(Double(nodes.count).squareRoot()), 8)
    var places = [(x: Int, y: Int)](repeating: (0, 0), count: nodes.count)
    var row = 0
    for kind in Entity.Kind.allCases {
      let members = nodes.indices.filter { nodes[$0].kind == kind }
      for (place, index) in members.enumerated() {
        places[index] = (x: place % inRow * 120, y: (row + place / inRow) * 110)
      }
      row += (members.count + inRow - 1) / inRow
    }
    return places
  }
}

extension Colour {
  /// As Windows counts colours: red, and 256 times green, and 65,536 times blue.
  fileprivate var windowsNumber: Int {
    let value = Int(rawValue.dropFirst().prefix(6), radix: 16) ?? 0
    return value >> 16 | value & 0xFF00 | (value & 0xFF) << 16
  }
}
