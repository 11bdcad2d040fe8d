/// Where a name comes from: what its parts are, and what clerks make of it. Nothing but the spelling of
/// names, and a column that some systems keep, follows from it.
enum NameOrigin: Int, CaseIterable {
  case british, polish, lithuanian, romanian, bulgarian, latvian, albanian, arabicKurdish
  case vietnamese, portuguese

  /// Shares in a hundred.
  private static let shares = [46, 10, 9, 9, 6, 5, 4, 5, 3, 3]
  /// Shares among those who live in shared houses.
  private static let houseShares = [8, 14, 16, 20, 14, 9, 5, 5, 6, 3]

  static func draw(_ draw: inout Draw, inSharedHouse: Bool) -> NameOrigin {
    var rest = draw.below(100)
    for (place, share) in (inSharedHouse ? houseShares : shares).enumerated() {
      rest -= share
      if rest < 0 { return allCases[place] }
    }
    return .british
  }

  /// What a system with a column for it would say.
  var codes: [String] {
    switch self {
    case .british: ["GBR"]
    case .polish: ["POL"]
    case .lithuanian: ["LTU"]
    case .romanian: ["ROU", "ROU", "ROU", "MDA"]
    case .bulgarian: ["BGR"]
    case .latvian: ["LVA"]
    case .albanian: ["ALB", "ALB", "XKX"]
    case .arabicKurdish: ["IRQ", "IRQ", "SYR", "IRN"]
    case .vietnamese: ["VNM"]
    case .portuguese: ["PRT", "PRT", "BRA"]
    }
  }

  var names: OriginNames { OriginNames.all[rawValue] }

  /// Returns the form of a family name that stands in the male form in the table.
  func surname(_ male: String, woman: Bool, married: Bool) -> String {
    guard woman else { return male }
    let rules: [(String, String)] =
      switch self {
      case .lithuanian where married:
        [("ius", "ienė"), ("as", "ienė"), ("is", "ienė"), ("ys", "ienė"), ("us", "ienė")]
      case .lithuanian:
        [("ius", "iūtė"), ("as", "aitė"), ("is", "ytė"), ("ys", "ytė"), ("us", "utė")]
      case .latvian:
        [("nieks", "niece"), ("sons", "sone"), ("is", "e"), ("š", "a"), ("s", "a")]
      case .polish, .bulgarian:
        [("ski", "ska"), ("cki", "cka"), ("dzki", "dzka"), ("ov", "ova"), ("ev", "eva")]
      default: []
      }
    for (ending, other) in rules where male.hasSuffix(ending) {
      if self == .polish, ending == "ov" || ending == "ev" { continue }
      return male.dropLast(ending.count) + other
    }
    return male
  }
}

/// The tables and habits of one origin.
struct OriginNames: Sendable {
  let men: NameTable
  let women: NameTable
  let surnames: NameTable
  /// Short and other forms by given name.
  let otherForms: [String: [String]]
  /// What a clerk hears, transliterates or leaves out: (from, to), in lower case.
  let respellings: [(String, String)]
  /// Chances in a thousand, for one record.
  let respelt: Int
  let swapped: Int
  let otherForm: Int

  init(
    men: NameTable, women: NameTable, surnames: NameTable, otherForms: String, respellings: String,
    respelt: Int, swapped: Int, otherForm: Int
  ) {
    self.men = men
    self.women = women
    self.surnames = surnames
    var forms: [String: [String]] = [:]
    for entry in otherForms.split(separator: " ") {
      let parts = entry.split(separator: ":").map(String.init)
      if parts.count == 2 { forms[parts[0]] = parts[1].split(separator: "|").map(String.init) }
    }
    self.otherForms = forms
    self.respellings = respellings.split(separator: " ").compactMap { rule in
      let parts = rule.split(separator: ">", omittingEmptySubsequences: false).map(String.init)
      return parts.count == 2 ? (parts[0], parts[1]) : nil
    }
    self.respelt = respelt
    self.swapped = swapped
    self.otherForm = otherForm
  }

  /// By ``NameOrigin/rawValue``.
  static let all = [
    british, polish, lithuanian, romanian, bulgarian, latvian, albanian, arabicKurdish, vietnamese,
    portuguese,
  ]
}
