/// A company's name taken apart: what makes it that company, its legal form, what it trades as.
///
///     CompanyName("Fen & Marsh Labour Services Ltd t/a FML")
///     // core ["fen", "and", "marsh", "labour", "services"], form .privateCompany, tradingAs "fml"
///
/// - Complexity: O(length).
public struct CompanyName: Sendable, Hashable {
  public enum Form: Sendable, Hashable {
    case privateCompany, publicCompany, partnership, communityCompany
  }

  /// The folded words in their order, without legal form and trading name.
  public let core: [String]
  /// Nil where none is written.
  public let form: Form?
  /// The name behind `t/a` or `trading as`, without its legal form.
  public let tradingAs: String?

  /// The words that tell companies apart, in alphabetical order, each once: without `labour`, `services`
  /// and the like, unless nothing else is left.
  public var bag: [String] {
    let telling = Set(core).subtracting(Self.generic)
    return (telling.isEmpty ? Set(core) : telling).sorted()
  }

  /// Nil for a placeholder or a text without letters or digits.
  public init?(_ text: String) {
    guard OrganisationName.normalise(text) != nil else { return nil }
    let lower = text.replacing("&", with: " and ")
      .replacing("T/A", with: " t/a ").replacing("t/a", with: " trading as ")
    var words = Self.words(lower)
    var trading: [String] = []
    if let place = words.indices.first(where: {
      words[$0] == "trading" && $0 > 0 && $0 + 2 < words.count && words[$0 + 1] == "as"
    }) {
      trading = Array(words[(place + 2)...])
      words = Array(words[..<place])
    }
    let (core, form) = Self.parted(words)
    self.core = core
    self.form = form
    tradingAs = trading.isEmpty ? nil : Self.parted(trading).core.joined(separator: " ")
  }

  private static func words(_ text: String) -> [String] {
    var words: [String] = []
    // Points inside a short form, as in S.R.L., join.
    for part in text.split(whereSeparator: { $0.isWhitespace || $0 == "," }) {
      let isAbbreviation =
        part.contains(".") && part.split(separator: ".").allSatisfy { $0.count <= 2 }
      words += NameFolding.words(
        isAbbreviation ? String(part).replacing(".", with: "") : String(part))
    }
    return words
  }

  /// Takes legal forms off the end, and off the front where some countries write them.
  private static func parted(_ words: [String]) -> (core: [String], form: Form?) {
    var words = words
    var found: Form?
    var changed = true
    while changed, words.count > 1 {
      changed = false
      for (ending, form) in forms where words.count > ending.count {
        if Array(words.suffix(ending.count)) == ending {
          words.removeLast(ending.count)
        } else if leading.contains(ending), Array(words.prefix(ending.count)) == ending {
          words.removeFirst(ending.count)
        } else {
          continue
        }
        if found == nil { found = form }
        changed = true
        break
      }
    }
    return (words, found)
  }

  private static let forms: [([String], Form?)] = {
    let lists: [(String, Form?)] = [
      (
        """
        sp z o o|sp z oo|spz o o|spolka z o o|sp zoo|cong ty tnhh|ltd|limited|cyf|cyfyngedig|uab|sia|srl|eood|\
        ood|sc|shpk|sh p k|lda|ltda|gmbh|bv|mb|ik|tnhh|s r l|co ltd
        """, .privateCompany
      ),
      ("plc|ab|as|sa|ad|ead|s a", .publicCompany), ("llp|lp|sk|scs", .partnership),
      ("cic|cio", .communityCompany), ("co|company|uk|gb|holdings", nil),
    ]
    return lists.flatMap { list, form in
      list.split(separator: "|").map { ($0.split(separator: " ").map(String.init), form) }
    }.enumerated()
      .sorted { (-$0.element.0.count, $0.offset) < (-$1.element.0.count, $1.offset) }
      .map(\.element)
  }()

  private static let leading: Set<[String]> = [["uab"], ["sia"], ["cong", "ty", "tnhh"], ["sc"]]

  private static let generic: Set<String> = [
    "and", "the", "of", "services", "service", "recruitment", "labour", "solutions", "group",
    "agency",
    "employment", "staff", "staffing", "personnel", "people", "work", "workforce", "supplies",
    "supply", "trading", "international", "management", "transport", "contractors", "contracting",
    "cleaning", "farm", "farms", "food", "foods", "produce", "car", "wash", "hand", "nail", "nails",
    "bar", "construction", "building", "builders", "properties", "property", "lettings",
  ]
}
