/// Postal addresses written as free text.
public enum PostalAddress {
  /// Returns the key of the building: number or name and street, folded, street types written out; the
  /// flat or room, what follows the street (locality, town, county) and the postcode left off. Nil
  /// where nothing is left.
  ///
  ///     PostalAddress.building("Flat 2, 14 Norfolk St, Wisbech")        // "14 norfolk street"
  ///     PostalAddress.building("14 Norfolk Street Wisbech ZZ99 3VZ")    // "14 norfolk street"
  ///     PostalAddress.building("Room 3 Rose Cottage, Mill La, March")   // "rose cottage mill lane"
  ///     PostalAddress.building("12-14 St Peters Rd")                    // "12 14 saint peters road"
  ///
  /// Rooms of a house in multiple occupation share its key on purpose: people are linked to buildings.
  /// The key alone is not unique in the country; it is compared together with postcode or town.
  /// Where no street type is found, all words up to the first comma behind the number are taken.
  public static func building(_ text: String) -> String? {
    var parts = text.utf8.split(separator: UInt8(ascii: ",")).map {
      NameFolding.words(String(Substring($0)))
    }
    parts.removeAll { $0.isEmpty }
    if let last = parts.indices.last {
      parts[last] = withoutPostcode(parts[last])
    }
    var key: [String] = []
    for part in parts {
      let words = key.isEmpty ? withoutUnit(part) : part
      if let end = streetEnd(words) {
        key += spelt(words[...end])
        break
      }
      // A number or house name of its own precedes the street; anything after a street is a town.
      if key.contains(where: hasDigit) && key.count > 1 { break }
      key += spelt(words[...])
    }
    return key.isEmpty ? nil : key.joined(separator: " ")
  }

  /// Returns the flat, room or unit, such as `flat 2`, or nil where the text names none.
  public static func unit(_ text: String) -> String? {
    let words = NameFolding.words(text)
    guard let first = words.first, units.contains(first) || floors.contains(first) else {
      return nil
    }
    let rest = withoutUnit(words)
    return rest.count == words.count
      ? nil : words.prefix(words.count - rest.count).joined(separator: " ")
  }

  /// Returns the postcode at the end of an address, or nil.
  public static func postcode(_ text: String) -> String? {
    let words = text.utf8.split { $0 == 0x20 || $0 == UInt8(ascii: ",") }.suffix(2)
      .map { String(Substring($0)) }
    guard let last = words.last else { return nil }
    return words.count > 1
      ? Identifiers.postcode("\(words[0]) \(last)") ?? Identifiers.postcode(last)
      : Identifiers.postcode(last)
  }

  private static func withoutPostcode(_ words: [String]) -> [String] {
    guard let last = words.last else { return words }
    if words.count > 1, (2...4).contains(words[words.count - 2].utf8.count),
      last.utf8.count == 3, Identifiers.postcode(words[words.count - 2] + last) != nil
    {
      return words.dropLast(2)
    }
    return Identifiers.postcode(last) != nil ? words.dropLast() : words
  }

  /// Drops `flat 2`, `room b`, `first floor flat` and the like from the front. In `flat 14 norfolk
  /// street` the number is taken to be the house's, so that not all of the street becomes one building.
  private static func withoutUnit(_ words: [String]) -> [String] {
    var rest = words[...]
    while let first = rest.first {
      if floors.contains(first), rest.dropFirst().first == "floor" {
        rest = rest.dropFirst(2)
      } else if units.contains(first) {
        rest = rest.dropFirst()
        guard let number = rest.first, hasDigit(number) || number.utf8.count == 1 else { continue }
        let behind = Array(rest.dropFirst())
        if behind.contains(where: hasDigit) || streetEnd(behind) == nil { rest = behind[...] }
      } else {
        break
      }
    }
    return Array(rest)
  }

  /// Returns the index of the word that ends the street's name: the last street type of the first run,
  /// not counting the word straight behind the house number.
  private static func streetEnd(_ words: [String]) -> Int? {
    let first = (words.firstIndex { !hasDigit($0) } ?? words.count) + 1
    guard first < words.count else { return nil }
    guard let start = words[first...].firstIndex(where: { types[$0] != nil }) else { return nil }
    var end = start
    while end + 1 < words.count, types[words[end + 1]] != nil { end += 1 }
    return end
  }

  private static func spelt(_ words: ArraySlice<String>) -> [String] {
    var out: [String] = []
    for (index, word) in words.enumerated() {
      let isSaint =
        word == "st" && index + 1 < words.count
        && (index == 0 || hasDigit(out[index - 1]))
      out.append(isSaint ? "saint" : types[word] ?? word)
    }
    return out
  }

  private static func hasDigit(_ word: String) -> Bool {
    word.utf8.contains { (0x30...0x39).contains($0) }
  }

  private static let units: Set<String> = [
    "flat", "flt", "apartment", "apt", "room", "rm", "unit", "studio", "bedsit", "caravan",
    "cluster", "plot",
  ]
  private static let floors: Set<String> = [
    "basement", "ground", "lower", "upper", "first", "second", "third", "top", "1st", "2nd", "3rd",
  ]

  /// Street types, each by itself and by its abbreviations.
  private static let types: [String: String] = {
    let abbreviations: [(String, [String])] = [
      ("street", ["st", "str"]), ("road", ["rd"]), ("avenue", ["ave", "av"]),
      ("lane", ["la", "ln"]),
      ("close", ["cl"]), ("drive", ["dr", "drv"]), ("court", ["ct", "crt"]), ("place", ["pl"]),
      ("square", ["sq"]), ("terrace", ["terr", "ter", "tce"]), ("crescent", ["cres", "cr"]),
      ("gardens", ["gdns", "gdn", "grdns"]), ("grove", ["gr", "gro"]), ("way", ["wy"]),
      ("walk", ["wlk"]), ("park", ["pk"]), ("parade", ["pde"]), ("green", ["grn"]),
      ("hill", []), ("row", []), ("mews", []), ("bank", []), ("drove", []), ("quay", []),
      ("rise", []), ("view", []), ("yard", []), ("chase", []), ("boulevard", ["blvd"]),
      ("embankment", []), ("passage", []), ("path", []), ("mount", []), ("wharf", []),
      ("broadway", []), ("buildings", ["bldgs"]), ("villas", []), ("croft", []), ("causeway", []),
    ]
    var types: [String: String] = [:]
    for (type, short) in abbreviations {
      for word in [type] + short { types[word] = type }
    }
    return types
  }()
}
