import Assessment
import Records

/// The small pictures of a chart, drawn by us: badges for boxes and line samples for the key.
///
/// The shape of a badge tells the class (circle person, square place or thing, hexagon vehicle,
/// diamond event), the glyph tells the type, and colour comes third.
struct ChartIcon: Sendable, Equatable {
  /// The name under which Graphviz finds the picture, such as `person.svg`.
  let file: String
  let width: Int
  let height: Int
  /// The drawing within `width` x `height`.
  let drawing: Markup

  /// The picture as a file that Graphviz can load: it wants the declaration on the first line.
  var bytes: [UInt8] {
    let size: Markup = "width=\"\(width)\" height=\"\(height)\" viewBox=\"0 0 \(width) \(height)\""
    let file: Markup = """
      <?xml version="1.0" encoding="UTF-8"?>
      <svg xmlns="http://www.w3.org/2000/svg" \(size)>\(drawing)</svg>

      """
    return Array(file.text.utf8)
  }

  static let all: [ChartIcon] =
    AssociationChart.Icon.allCases.map { badge($0) }
    + Standing.allCases.map { sample($0) } + LinkType.Layer.allCases.map { sample($0) }
    + Position.Stability.Verdict.allCases.map { range($0) }
    + [doubleRing, dashedRing, possible]

  static let byFile = Dictionary(
    all.map { ($0.file, $0) }, uniquingKeysWith: { first, _ in first })

  static func badge(_ icon: AssociationChart.Icon) -> ChartIcon {
    ChartIcon(
      file: "\(icon.rawValue).svg", width: 48, height: 48,
      drawing: "\(icon.ground)\(icon.glyph)")
  }

  static let doubleRing = ChartIcon(
    file: "ring-double.svg", width: 48, height: 48,
    drawing: """
      <circle cx="24" cy="24" r="15" fill="\(Colour.fifth1)" stroke="\(Colour.communication)" \
      stroke-width="3.5"/><circle cx="24" cy="24" r="22" fill="none" \
      stroke="\(Colour.communication)" stroke-width="3.5"/>
      """)

  static let dashedRing = ChartIcon(
    file: "ring-dashed.svg", width: 48, height: 48,
    drawing: """
      <circle cx="24" cy="24" r="20" fill="\(Colour.fifth1)" stroke="\(Colour.ink)" \
      stroke-width="3.5" stroke-dasharray="9,6"/>
      """)

  /// Somebody who may be somebody else on the chart.
  static let possible = ChartIcon(
    file: "possible.svg", width: 48, height: 48,
    drawing: """
      <circle cx="24" cy="24" r="21" fill="#ffffff" stroke="\(Colour.person)" stroke-width="3" \
      stroke-dasharray="6,4"/><path d="M17 19C17 13 20 10 24 10C28 10 31 13 31 17C31 22 24 22 24 29" \
      fill="none" stroke="\(Colour.person)" stroke-width="4.5"/>\
      <circle cx="24" cy="36" r="3" fill="\(Colour.person)"/>
      """)

  static func sample(_ standing: Standing) -> ChartIcon {
    let dashes: Markup =
      switch standing {
      case .confirmed: ""
      case .unconfirmed: " stroke-dasharray=\"6,4\""
      case .tentative: " stroke-dasharray=\"1.5,5\""
      }
    return line("line-\(standing.words).svg", .ink, dashes)
  }

  static func sample(_ layer: LinkType.Layer) -> ChartIcon {
    line("line-\(layer.rawValue).svg", .line(layer), "")
  }

  static func range(_ verdict: Position.Stability.Verdict) -> ChartIcon {
    let stroke = RankLook(verdict).stroke
    let colour = stroke.colour
    let (dashes, mark): (Markup, Markup) =
      switch verdict {
      case .stable: ("", "<circle cx=\"20\" cy=\"10\" r=\"5\" fill=\"\(colour)\"/>")
      case .fragile:
        (
          " stroke-dasharray=\"6,4\"",
          """
          <circle cx="20" cy="10" r="5" fill="#ffffff" stroke="\(colour)" stroke-width="1.5"/>
          """
        )
      case .unsupported:
        (
          " stroke-dasharray=\"1.5,5\"",
          """
          <path d="M20 3L27 10L20 17L13 10Z" fill="#ffffff" stroke="\(colour)" stroke-width="1.5"/>
          """
        )
      }
    return ChartIcon(
      file: "range-\(verdict.rawValue).svg", width: 40, height: 20,
      drawing: """
        <line x1="2" y1="10" x2="38" y2="10" stroke="\(colour)" stroke-width="3"\(dashes)/>\(mark)
        """)
  }

  private static func line(_ file: String, _ colour: Colour, _ dashes: Markup) -> ChartIcon {
    ChartIcon(
      file: file, width: 40, height: 20,
      drawing: """
        <line x1="2" y1="10" x2="38" y2="10" stroke="\(colour)" stroke-width="2.2"\(dashes)/>
        """)
  }
}

extension Standing {
  /// As written in keys and tables.
  var words: String {
    switch self {
    case .confirmed: "confirmed"
    case .unconfirmed: "unconfirmed"
    case .tentative: "tentative"
    }
  }
}

extension AssociationChart.Icon {
  /// As written in keys and tables.
  var words: String {
    switch self {
    case .principal: "principal (by structure)"
    case .hmo: "HMO (occupants folded)"
    case .email: "e-mail address"
    case .account: "bank account"
    case .area: "area"
    default: rawValue
    }
  }

  var colour: Colour {
    switch self {
    case .principal: .marking
    case .person: .person
    case .vehicle: .vehicle
    case .address: .address
    case .hmo: .property
    case .phone, .email: .phone
    case .account: .account
    case .company: .company
    case .incident: .incident
    case .area: .area
    case .object: .object
    }
  }

  /// The badge: its shape tells the class.
  fileprivate var ground: Markup {
    switch self {
    case .principal:
      """
      <circle cx="24" cy="24" r="23" fill="\(colour)"/>\
      <circle cx="24" cy="24" r="20" fill="none" stroke="#ffffff" stroke-width="1.5"/>
      """
    case .person: "<circle cx=\"24\" cy=\"24\" r=\"22\" fill=\"\(colour)\"/>"
    case .vehicle: "<path d=\"M13 4H35L46 24L35 44H13L2 24Z\" fill=\"\(colour)\"/>"
    case .incident: "<path d=\"M24 1L47 24L24 47L1 24Z\" fill=\"\(colour)\"/>"
    default:
      "<rect x=\"3\" y=\"3\" width=\"42\" height=\"42\" rx=\"6\" ry=\"6\" fill=\"\(colour)\"/>"
    }
  }

  /// What stands on the badge, in white.
  fileprivate var glyph: Markup {
    switch self {
    case .principal:
      """
      <circle cx="24" cy="16.5" r="6.5" fill="#ffffff"/>\
      <path d="M11 37C12 28 17 25 24 25C31 25 36 28 37 37C33 40 29 41 24 41C19 41 15 40 11 37Z" \
      fill="#ffffff"/>\
      <path d="M24 28L25.8 31.6L29.7 32.1L26.8 34.9L27.5 38.8L24 36.9L20.5 38.8L21.2 34.9L18.3 \
      32.1L22.2 31.6Z" fill="\(colour)"/>
      """
    case .person:
      """
      <circle cx="24" cy="17" r="7" fill="#ffffff"/>\
      <path d="M10 38C11 29 16 26 24 26C32 26 37 29 38 38C34 42 29 43 24 43C19 43 14 42 10 38Z" \
      fill="#ffffff"/>
      """
    case .vehicle:
      """
      <path d="M10 31V25L14 23L17 15H31L34 23L38 25V31Z" fill="#ffffff"/>\
      <path d="M17 22L19 17H29L31 22Z" fill="\(colour)"/>\
      <circle cx="16" cy="32" r="4" fill="#ffffff"/><circle cx="32" cy="32" r="4" fill="#ffffff"/>\
      <circle cx="16" cy="32" r="1.6" fill="\(colour)"/><circle cx="32" cy="32" r="1.6" \
      fill="\(colour)"/>
      """
    case .address:
      "<path d=\"M24 10L40 24H36V38H27V29H21V38H12V24H8Z\" fill=\"#ffffff\"/>"
    case .hmo: Self.hmoGlyph(colour)
    case .phone:
      """
      <rect x="15" y="7" width="18" height="34" rx="3" ry="3" fill="#ffffff"/>\
      <rect x="18" y="12" width="12" height="21" fill="\(colour)"/>\
      <circle cx="24" cy="37" r="1.8" fill="\(colour)"/>
      """
    case .email:
      """
      <rect x="8" y="14" width="32" height="21" rx="2" ry="2" fill="#ffffff"/>\
      <path d="M9 16L24 27L39 16" fill="none" stroke="\(colour)" stroke-width="2.5"/>
      """
    case .account:
      """
      <rect x="7" y="13" width="34" height="22" rx="2.5" ry="2.5" fill="#ffffff"/>\
      <rect x="7" y="18" width="34" height="5" fill="\(colour)"/>\
      <rect x="11" y="28" width="10" height="3" fill="\(colour)"/>
      """
    case .company:
      """
      <path d="M18 18V13H30V18H27V16H21V18Z" fill="#ffffff"/>\
      <rect x="9" y="18" width="30" height="20" rx="2" ry="2" fill="#ffffff"/>\
      <rect x="9" y="26" width="30" height="2" fill="\(colour)"/>\
      <rect x="21" y="25" width="6" height="5" fill="\(colour)"/>
      """
    case .incident:
      """
      <path d="M21.5 11H26.5L25.6 28H22.4Z" fill="#ffffff"/>\
      <circle cx="24" cy="33.5" r="2.8" fill="#ffffff"/>
      """
    case .area:
      """
      <path d="M24 41C18 32 14 26 14 19C14 13 18 9 24 9C30 9 34 13 34 19C34 26 30 32 24 41Z" \
      fill="#ffffff"/><circle cx="24" cy="19" r="4.5" fill="\(colour)"/>
      """
    case .object:
      """
      <path d="M24 9L39 16L24 23L9 16Z" fill="#ffffff"/>\
      <path d="M9 18.5L22.8 25V40L9 33.5Z" fill="#ffffff"/>\
      <path d="M39 18.5L25.2 25V40L39 33.5Z" fill="#ffffff"/>
      """
    }
  }

  private static func hmoGlyph(_ colour: Colour) -> Markup {
    var windows: Markup = ""
    for row in 0..<3 {
      for column in 0..<3 {
        windows += """
          <rect x="\(15 + 7 * column)" y="\(12 + 8 * row)" width="4" height="5" fill="\(colour)"/>
          """
      }
    }
    return """
      <rect x="12" y="8" width="24" height="32" fill="#ffffff"/>\(windows)\
      <rect x="22" y="35" width="4" height="5" fill="\(colour)"/>
      """
  }
}
