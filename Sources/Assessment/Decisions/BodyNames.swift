import Records

/// An alias table of bodies: forces, agencies, councils and partners abroad that sources call by several
/// names. It follows the policy file, so it can be changed without importing anything again; what was
/// imported stays as it was written.
///
///     bodies: { "Cambridgeshire Constabulary": ["Cambs", "Cambridgeshire Police"] }
///
/// Owners of entries and actions, judges of disruptions and the sources of stated figures are read through
/// it. A text, or any part of it between commas, that is an alias is taken for the name; case, accents,
/// spaces and punctuation do not matter.
struct BodyNames: Sendable {
  /// By folded alias or name. Empty where the policy has no table.
  private let names: [String: String]

  init(_ table: [String: [String]]?) {
    var names: [String: String] = [:]
    for (name, aliases) in (table ?? [:]).sorted(by: { $0.key < $1.key }) {
      for text in [name] + aliases { names[BodyNames.fold(text)] = name }
    }
    self.names = names
  }

  var isEmpty: Bool { names.isEmpty }

  /// What two bodies are both called, or an alias that says nothing; nil where the table is sound.
  static func problem(of table: [String: [String]]) -> String? {
    var owner: [String: String] = [:]
    for (name, aliases) in table.sorted(by: { $0.key < $1.key }) {
      for text in [name] + aliases {
        let folded = fold(text)
        if folded.isEmpty { return "bodies.\(name): \"\(text)\" has no letter or digit" }
        if let other = owner[folded], other != name {
          return "bodies: \"\(text)\" stands for \(other) and for \(name); give it to one of them"
        }
        owner[folded] = name
      }
    }
    return nil
  }

  /// `text` with each part that is an alias in its place given its name.
  func named(_ text: String) -> String {
    if isEmpty { return text }
    if let name = names[BodyNames.fold(text)] { return name }
    return text.split(separator: ",", omittingEmptySubsequences: false).map { part in
      names[BodyNames.fold(String(part))].map { (part.first == " " ? " " : "") + $0 }
        ?? String(part)
    }.joined(separator: ",")
  }

  /// Whether `text` or a part of it between commas names a body of the table.
  func knows(_ text: String) -> Bool {
    names[BodyNames.fold(text)] != nil
      || text.split(separator: ",").contains { names[BodyNames.fold(String($0))] != nil }
  }

  private static func fold(_ text: String) -> String {
    PersonName.normalise(text) ?? ""
  }
}
