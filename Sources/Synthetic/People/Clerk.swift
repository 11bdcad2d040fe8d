internal import Foundation

/// Writes one person's name down as a clerk of one system does. The order of the steps is that of
/// life: which parts are told, in which form, how they are spelt, which letters the system has, what
/// the hand slips on, and which field they end up in.
struct Clerk {
  let system: RecordSystem
  /// What is told and how it is spelt.
  var hearing: Draw
  /// What the hand does.
  var hand: Draw

  mutating func write(_ person: PopulationPerson) -> (given: String, surname: String) {
    var given = givenPart(person)
    var surname = surnamePart(person)
    let names = person.origin.names
    if hearing.happens(names.otherForm * system.informal / 100),
      let forms = names.otherForms[person.name.given]
    {
      given = hearing.pick(forms)
    }
    given = written(given, names)
    surname = written(surname, names)
    return fields(given, surname, person)
  }

  private mutating func givenPart(_ person: PopulationPerson) -> String {
    let name = person.name
    let middle = name.middle.joined(separator: " ")
    guard let first = name.middle.first else { return name.given }
    switch person.origin {
    case .british:
      if hearing.happens(20) { return middle }
      return hearing.happens(160) ? name.given + " " + middle : name.given
    case .bulgarian: return hearing.happens(350) ? name.given + " " + middle : name.given
    case .arabicKurdish:
      if hearing.happens(150) { return name.given + " " + middle }
      return hearing.happens(380) ? name.given + " " + first : name.given
    case .vietnamese:
      guard hearing.happens(560) else { return name.given }
      return hearing.happens(700) ? middle + " " + name.given : name.given + " " + middle
    default:
      if hearing.happens(25) { return middle }
      return hearing.happens(260) ? name.given + " " + middle : name.given
    }
  }

  private mutating func surnamePart(_ person: PopulationPerson) -> String {
    let name = person.name
    if let maiden = name.maiden, hearing.happens(110) { return maiden }
    switch person.origin {
    case .portuguese:
      let parts = name.surname.split(separator: " ").map(String.init)
      let last = parts.last ?? name.surname
      switch hearing.below(1000) {
      case ..<430: return name.surname
      case ..<820: return last
      case ..<920: return parts.count > 1 ? parts[parts.count - 2] : last
      default: return parts.filter { $0.first?.isUppercase ?? false }.joined(separator: " ")
      }
    case .arabicKurdish:
      if hearing.happens(170), let father = name.middle.first { return father }
      return hearing.happens(60) ? name.middle.last ?? name.surname : name.surname
    case .bulgarian:
      return hearing.happens(60) ? name.middle.first ?? name.surname : name.surname
    case .lithuanian, .latvian, .polish:
      guard person.isWoman, hearing.happens(80) else { return name.surname }
      return maleForm(name.surname, person.origin)
    default: return name.surname
    }
  }

  /// The man's form of a woman's family name, as a clerk expects it in a whole family.
  private func maleForm(_ surname: String, _ origin: NameOrigin) -> String {
    let rules: [(String, String)] =
      switch origin {
      case .lithuanian:
        [("ienė", "as"), ("aitė", "as"), ("iūtė", "ius"), ("utė", "us"), ("ytė", "is")]
      case .latvian: [("sone", "sons"), ("niece", "nieks"), ("a", "s"), ("e", "is")]
      default: [("ska", "ski"), ("cka", "cki")]
      }
    for (ending, other) in rules where surname.hasSuffix(ending) {
      return surname.dropLast(ending.count) + other
    }
    return surname
  }

  private mutating func written(_ text: String, _ names: OriginNames) -> String {
    guard text.utf8.contains(0x20) else { return writtenWord(text, names) }
    var out: [String] = []
    for word in text.split(separator: " ") { out.append(writtenWord(String(word), names)) }
    return out.joined(separator: " ")
  }

  /// One word by ear, then in the letters that the system has, then as the hand strikes it.
  private mutating func writtenWord(_ word: String, _ names: OriginNames) -> String {
    var word = word
    if hearing.happens(names.respelt * system.byEar / 100) {
      word = respelt(word, names)
      if hearing.happens(250) { word = respelt(word, names) }
    }
    word = inSystemLetters(word)
    return hand.happens(system.typing) ? TypingErrors.slip(word, &hand) : word
  }

  /// Applies the first of the origin's rules, from a random one on, that fits the word.
  private mutating func respelt(_ word: String, _ names: OriginNames) -> String {
    let lower = word.lowercased()
    let rules = names.respellings
    let start = hearing.below(rules.count)
    for step in rules.indices {
      let (from, to) = rules[(start + step) % rules.count]
      guard let range = lower.firstRange(of: from), lower.utf8.count > from.utf8.count + 1 else {
        continue
      }
      let changed = lower.replacingCharacters(in: range, with: to)
      guard word.first?.isUppercase ?? false else { return changed }
      return changed.prefix(1).uppercased() + changed.dropFirst()
    }
    return word
  }

  private mutating func inSystemLetters(_ word: String) -> String {
    if word.utf8.allSatisfy({ $0 < 0x80 }) { return word }
    switch system.letters {
    case .full: return hand.happens(450) ? Spelling.plain(word) : word
    case .latin1: return SpelledName(word).latin1
    case .plain: return Spelling.plain(word)
    }
  }

  /// Which part ends up in which field, and in which capitals.
  private mutating func fields(
    _ given: String, _ surname: String, _ person: PopulationPerson
  ) -> (given: String, surname: String) {
    var given = given
    var surname = surname
    if hand.happens(person.origin.names.swapped * (system.informal + 60) / 140) {
      swap(&given, &surname)
    } else if hand.happens(system.informal / 12) {
      surname = hand.happens(500) ? given + " " + surname : surname + " " + given
      given = ""
    }
    if hand.happens(system.noGiven) {
      given = hand.happens(400) ? String(given.prefix(1)) : ""
    } else if hand.happens(system.noSurname) {
      surname = ""
    }
    switch system.capitals {
    case .asWritten: return (given, surname)
    case .surname: return (given, surname.uppercased())
    case .all: return (given.uppercased(), surname.uppercased())
    }
  }
}
