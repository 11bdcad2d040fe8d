internal import Records

/// Brings the texts of source columns to the values by which the engine compares.
///
///     FeatureTexts.value(.personName, ["Ádám", "NOWAK"])  // given adam, family nowak
///     FeatureTexts.value(.place, ["Flat 2, 14 Norfolk St", "ZZ99 3VZ"])  // 14 norfolk street, ...
///
/// What does not validate is folded and kept as it is, so that no record becomes silent for its
/// errors; only dates that cannot be read are missing.
public enum FeatureTexts {
  /// Returns the value of one feature.
  ///
  /// - Parameters:
  ///   - type: How the feature is compared.
  ///   - texts: The columns that the feature is read from: given and family name; address line,
  ///     postcode and town; one for all other types, where more are joined by a blank.
  /// - Complexity: O(length). ``LinkTableBuilder/append(id:source:texts:)`` reads each distinct text
  ///   once.
  public static func value(_ type: FeatureType, _ texts: [String]) -> FeatureValue {
    guard texts.contains(where: { !$0.isEmpty }) else { return .missing }
    return read(type, texts)
  }

  private static func read(_ type: FeatureType, _ texts: [String]) -> FeatureValue {
    switch type.comparator {
    case .name: return name(texts)
    case .date: return date(texts)
    case .place: return place(texts)
    case .category, .words: return text(NameFolding.folded(texts.joined(separator: " ")))
    case .code: return text(code(type, texts.joined(separator: " ")))
    }
  }

  private static func name(_ texts: [String]) -> FeatureValue {
    let parts = texts.map(namePart)
    let (given, family) = parts.count > 1 ? (parts[0], parts[1]) : ("", parts[0])
    if given.isEmpty, family.isEmpty { return .missing }
    return .name(
      given: given.isEmpty ? nil : given, family: family.isEmpty ? nil : family)
  }

  /// Returns the folded words of one column of a name; a placeholder such as `not known` is no name.
  static func namePart(_ text: String) -> String {
    let words = NameFolding.words(text)
    return PersonName.isName(words) ? words.joined(separator: " ") : ""
  }

  private static func date(_ texts: [String]) -> FeatureValue {
    let text = texts.count == 1 ? texts[0] : texts.joined(separator: " ")
    if let day = Day(iso: text) {
      let (year, month, day) = day.parts
      return .date(year: year, month: month, day: day)
    }
    if text.utf8.count == 8, let number = Int(text), number > 10_000_000,
      let day = Day(year: number / 10_000, month: number / 100 % 100, day: number % 100)
    {
      let (year, month, day) = day.parts
      return .date(year: year, month: month, day: day)
    }
    guard let date = PartialDate(text), date.years.count == 1 else { return .missing }
    return .date(year: date.years.lowerBound, month: date.month ?? 0, day: date.day ?? 0)
  }

  /// Building, postcode, and the outward code or town.
  private static func place(_ texts: [String]) -> FeatureValue {
    let given = texts.count > 1 ? texts[1] : ""
    let parts = AddressParts(texts[0], postcode: given.isEmpty ? nil : given)
    let postcode = compact(parts?.postcode ?? given)
    let town = texts.count > 2 ? NameFolding.folded(texts[2]) : ""
    let outward = parts?.outward ?? (postcode.utf8.count > 4 ? String(postcode.dropLast(3)) : "")
    let coarse = town.isEmpty ? outward : town
    let hasNumber = parts?.numbers != nil
    return .place(
      fine: hasNumber ? parts?.building : nil, middle: postcode.isEmpty ? nil : postcode,
      coarse: coarse.isEmpty ? nil : coarse)
  }

  private static func code(_ type: FeatureType, _ text: String) -> String {
    switch type {
    case .phone:
      return nationalNumber(text) ?? PhoneNumber(text)?.international ?? compact(text)
    case .plate: return Identifiers.registration(text) ?? compact(text)
    case .account: return Identifiers.bankAccount(text) ?? compact(text)
    default: return compact(text)
    }
  }

  /// Returns a number of the United Kingdom's plan in international form, nil for anything else.
  private static func nationalNumber(_ text: String) -> String? {
    var digits: [UInt8] = []
    for byte in text.utf8 {
      if (0x30...0x39).contains(byte) {
        digits.append(byte)
      } else if !" +-().".utf8.contains(byte) {
        return nil
      }
    }
    let isInternational = text.utf8.first == UInt8(ascii: "+")
    if digits.starts(with: "0044".utf8) { digits.removeFirst(4) }
    if digits.count == 12, digits.starts(with: "44".utf8) {
      digits.removeFirst(2)
    } else if isInternational {
      return nil
    }
    if digits.count == 11, digits[0] == 0x30 { digits.removeFirst() }
    guard digits.count == 10, digits[0] != 0x30 else { return nil }
    return "+44" + String(decoding: digits, as: UTF8.self)
  }

  /// Returns letters and digits alone, in capitals.
  private static func compact(_ text: String) -> String {
    guard text.utf8.allSatisfy({ $0 < 0x80 }) else {
      return String(text.uppercased().filter { $0.isLetter || $0.isNumber })
    }
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A: bytes.append(byte)
      case 0x61...0x7A: bytes.append(byte - 0x20)
      default: continue
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func text(_ text: String) -> FeatureValue {
    text.isEmpty ? .missing : .text(text)
  }
}
