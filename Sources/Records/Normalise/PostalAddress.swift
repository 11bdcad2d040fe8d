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
    let key = key(text).words
    return key.isEmpty ? nil : key.joined(separator: " ")
  }

  /// Returns the words of the building's key, and whether the text starts as one that names a unit.
  static func key(_ text: String) -> (words: [String], startsWithUnit: Bool) {
    var parts = text.utf8.split(separator: UInt8(ascii: ",")).map { words(Substring($0)) }
    parts.removeAll { $0.isEmpty }
    let startsWithUnit = parts.first?.first?.startsUnit ?? false
    if let last = parts.indices.last {
      parts[last] = withoutPostcode(parts[last])
    }
    var key: [String] = []
    var hasNumber = false
    for part in parts {
      let words = key.isEmpty ? withoutUnit(part[...]) : part[...]
      let end = streetEnd(words)
      // A number or house name of its own precedes the street; anything after a street is a town.
      if end == nil, hasNumber, key.count > 1 { break }
      appendSpelt(words[..<(end.map { $0 + 1 } ?? words.endIndex)], to: &key)
      if end != nil { break }
      hasNumber = hasNumber || words.contains { $0.hasDigit }
    }
    return (key, startsWithUnit)
  }

  /// Returns the flat, room or unit, such as `flat 2`, or nil where the text names none.
  public static func unit(_ text: String) -> String? {
    let words = words(text[...])
    guard words.first?.startsUnit ?? false else { return nil }
    let rest = withoutUnit(words[...])
    return rest.count == words.count
      ? nil : words.prefix(words.count - rest.count).map(\.text).joined(separator: " ")
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

  /// A folded word and what it may be in an address.
  private struct Word {
    enum Role: Equatable {
      case unit
      case floor
      /// A street type, written out.
      case type(String)
    }

    let text: String
    let hasDigit: Bool
    let role: Role?

    var startsUnit: Bool { role == .unit || role == .floor }
    var isType: Bool { if case .type = role { true } else { false } }

    init(_ text: String) {
      self.text = text
      hasDigit = text.utf8.contains { Identifiers.isDigit($0) }
      role = text.utf8.count <= PostalAddress.longestRole ? PostalAddress.roles[text] : nil
    }
  }

  private static func words(_ text: Substring) -> [Word] {
    let isASCII = text.utf8.allSatisfy { $0 < 0x80 }
    return (isASCII ? NameFolding.words(ascii: text.utf8) : NameFolding.words(String(text)))
      .map { Word($0) }
  }

  private static func withoutPostcode(_ words: [Word]) -> [Word] {
    guard let word = words.last, word.hasDigit else { return words }
    let last = word.text
    if words.count > 1, last.utf8.count == 3 {
      let outward = words[words.count - 2].text
      if (2...4).contains(outward.utf8.count), Identifiers.postcode(outward + last) != nil {
        return words.dropLast(2)
      }
    }
    return Identifiers.postcode(last) != nil ? words.dropLast() : words
  }

  /// Drops `flat 2`, `room b`, `first floor flat` and the like from the front. In `flat 14 norfolk
  /// street` the number is taken to be the house's, so that not all of the street becomes one building.
  private static func withoutUnit(_ words: ArraySlice<Word>) -> ArraySlice<Word> {
    var rest = words
    while let first = rest.first {
      if first.role == .floor, rest.dropFirst().first?.text == "floor" {
        rest = rest.dropFirst(2)
      } else if first.role == .unit {
        rest = rest.dropFirst()
        guard let number = rest.first, number.hasDigit || number.text.utf8.count == 1 else {
          continue
        }
        let behind = rest.dropFirst()
        if behind.contains(where: { $0.hasDigit }) || streetEnd(behind) == nil { rest = behind }
      } else {
        break
      }
    }
    return rest
  }

  /// Returns the index of the word that ends the street's name: the last street type of the first run,
  /// not counting the word straight behind the house number.
  private static func streetEnd(_ words: ArraySlice<Word>) -> Int? {
    let first = (words.firstIndex { !$0.hasDigit } ?? words.endIndex) + 1
    guard first < words.endIndex, let start = words[first...].firstIndex(where: { $0.isType })
    else { return nil }
    var end = start
    while end + 1 < words.endIndex, words[end + 1].isType { end += 1 }
    return end
  }

  /// Street types are written out, and a saint's name.
  private static func appendSpelt(_ words: ArraySlice<Word>, to key: inout [String]) {
    for (index, word) in zip(words.indices, words) {
      let isSaint =
        word.text == "st" && index + 1 < words.endIndex
        && (index == words.startIndex || words[index - 1].hasDigit)
      if isSaint {
        key.append("saint")
      } else if case .type(let type) = word.role {
        key.append(type)
      } else {
        key.append(word.text)
      }
    }
  }

  private static let longestRole = roles.keys.map(\.utf8.count).max() ?? 0

  private static let roles: [String: Word.Role] = {
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
    let units = [
      "flat", "flt", "apartment", "apt", "room", "rm", "unit", "studio", "bedsit", "caravan",
      "cluster", "plot",
    ]
    let floors = [
      "basement", "ground", "lower", "upper", "first", "second", "third", "top", "1st", "2nd",
      "3rd",
    ]
    var roles: [String: Word.Role] = [:]
    for word in units { roles[word] = .unit }
    for word in floors { roles[word] = .floor }
    for (type, short) in abbreviations {
      for word in [type] + short { roles[word] = .type(type) }
    }
    return roles
  }()
}
