internal import GraphCore
internal import Records

/// Fills the columns of one record, apart from the names.
struct PopulationClerk {
  let system: RecordSystem
  var draw: Draw

  /// A day of birth: missing, right, a placeholder, the year alone, 1 January, day and month
  /// exchanged, or a wrong digit.
  mutating func dateOfBirth(_ birth: Day) -> String {
    guard draw.happens(system.birth) else { return "" }
    var (year, month, day) = birth.parts
    if draw.happens(system.yearOnly) { return String(year + (draw.happens(250) ? offset() : 0)) }
    if draw.happens(system.placeholder) {
      return draw.happens(350) ? "1900-01-01" : Self.text(year, 1, 1)
    }
    if draw.happens(system.wrongBirth) {
      switch draw.below(100) {
      case ..<36 where day <= 12: (month, day) = (day, month)
      case ..<62: day = wrong(day, of: 28)
      case ..<74: month = wrong(month, of: 12)
      case ..<88: year += draw.happens(500) ? 1 : -1
      case ..<95: year += draw.happens(500) ? 10 : -10
      default: (year, day) = (year + offset(), wrong(day, of: 28))
      }
    }
    return Self.text(year, month, day)
  }

  private mutating func offset() -> Int { draw.below(5) - 2 }

  private mutating func wrong(_ number: Int, of count: Int) -> Int {
    let other = draw.happens(600) ? number + (draw.happens(500) ? 10 : 1) : draw.below(count) + 1
    return other > count ? max(1, number - 1) : other
  }

  private static func text(_ year: Int, _ month: Int, _ day: Int) -> String {
    "\(year)-\(TestSafe.padded(month, 2))-\(TestSafe.padded(day, 2))"
  }

  mutating func sex(isWoman: Bool) -> String {
    guard draw.happens(system.sex) else { return "" }
    return isWoman != draw.happens(9) ? "F" : "M"
  }

  mutating func nationality(_ origin: NameOrigin) -> String {
    guard draw.happens(system.nationality) else { return "" }
    return draw.happens(970) ? origin.codes[0] : draw.pick(origin.codes + ["GBR", "ROU"])
  }

  /// Returns address, postcode and UPRN.
  mutating func address(_ dwelling: Dwelling) -> (line: String, postcode: String, uprn: String) {
    let place = PopulationAddress(building: dwelling.building)
    let hasLine = draw.happens(system.address)
    let hasPostcode = draw.happens(system.postcode)
    let hasUPRN = draw.happens(system.uprn)
    var postcode = hasPostcode ? place.postcode : ""
    if hasPostcode, draw.happens(system.typing / 2) {
      postcode = TypingErrors.wrongDigit(postcode, &draw)
    }
    let spaced = system.capitals != .all || draw.happens(600)
    return (
      hasLine ? line(place, dwelling.unit) : "",
      spaced ? postcode : postcode.replacing(" ", with: ""),
      hasUPRN ? place.uprn : ""
    )
  }

  private mutating func line(_ place: PopulationAddress, _ unit: String?) -> String {
    var street = place.street
    if draw.happens(system.typing) { street = TypingErrors.slip(street, &draw) }
    let short = PopulationAddress.shortTypes[place.type]
    let type = draw.happens(330) ? short ?? place.type : place.type
    var number = String(place.number)
    if draw.happens(system.typing / 2) { number = String(place.number + 1 + draw.below(9)) }
    var parts = [number + " " + street + " " + type]
    if draw.happens(30) { parts[0] = street + " " + type }
    if let unit, !draw.happens(380) { parts.insert(unit, at: 0) }
    if !draw.happens(170) { parts.append(place.town) }
    let text = parts.joined(separator: draw.happens(150) ? " " : ", ")
    return system.capitals == .all ? text.uppercased() : text
  }

  mutating func phone(_ number: Int, agency: Int) -> String {
    guard draw.happens(system.phone) else { return "" }
    if draw.happens(system.placeholder) {
      return draw.pick(PopulationIdentifiers.placeholderPhones)
    }
    // The number of an agency, a solicitor or an interpreter instead.
    let isAgency = draw.happens(system.name == "HELPLINE" ? 90 : 18)
    var text = PopulationIdentifiers.phone(isAgency ? 40_000_000 + agency : number)
    if draw.happens(system.typing / 2) { text = TypingErrors.wrongDigit(text, &draw) }
    let styles: [RecordSystem.PhoneStyle] = [.plain, .spaced, .international]
    switch system.phones == .mixed ? draw.pick(styles) : system.phones {
    case .spaced: return text.prefix(5) + " " + text.dropFirst(5)
    case .international: return "+44" + text.dropFirst()
    case .plain, .mixed: return draw.happens(25) ? String(text.dropFirst()) : text
    }
  }

  mutating func vehicle(_ number: Int?) -> String {
    guard draw.happens(system.vehicle), let number else { return "" }
    var mark = PopulationIdentifiers.mark(number)
    if draw.happens(system.name == "INTELLIGENCE" ? 90 : system.typing) {
      mark = TypingErrors.misread(mark, &draw)
    }
    return draw.happens(400) ? mark.prefix(4) + " " + mark.dropFirst(4) : mark
  }

  mutating func insuranceNumber(_ person: Int) -> String {
    guard draw.happens(system.insurance) else { return "" }
    let number = TestSafe.nationalInsurance(person)
    return draw.happens(15) ? TypingErrors.wrongDigit(number, &draw) : number
  }
}
