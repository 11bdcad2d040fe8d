/// Names of companies and other bodies.
public enum OrganisationName {
  /// Returns the folded words of `text` in their order, without the legal form at the end, or nil for a
  /// placeholder.
  ///
  ///     OrganisationName.normalise("Fen & Marsh Labour Ltd.")  // "fen and marsh labour"
  public static func normalise(_ text: String) -> String? {
    var words = NameFolding.words(text.replacing("&", with: " and "))
    while words.count > 1, let last = words.last, legalForms.contains(last) { words.removeLast() }
    let name = words.joined(separator: " ")
    return name.isEmpty || PersonName.placeholders.contains(name) ? nil : name
  }

  private static let legalForms: Set<String> = [
    "ltd", "limited", "plc", "llp", "cic", "cyf", "co", "company", "uk",
  ]
}
