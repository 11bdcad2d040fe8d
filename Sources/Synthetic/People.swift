import GraphCore
internal import Records

/// Who a synthetic person is: names as places in the tables, and the date of birth.
struct Identity {
  let given: Int
  let family: Int
  let born: Day
}

/// How a person appears in one record system, with the damage done on the way.
struct Appearance {
  var given: String
  var family: String
  var born: Day
  var damage: Damage = .none

  /// `Family, Given`.
  var register: String { family + ", " + given }
  /// `Given Family`.
  var full: String { given + " " + family }
}

/// What went wrong when a nominal was entered a second time.
enum Damage: String { case none, transliteration, swappedNames, dayMonth }

/// The people of the world, each a function of the seed and a number: nobody is held in memory.
struct People {
  let random: CounterRandom
  private let given: [SpelledName]
  private let families: [SpelledName]
  /// First place and count of each list in the tables.
  private let givenRanges: [(start: Int, count: Int)]
  private let familyRanges: [(start: Int, count: Int)]
  private let planted: (start: Int, count: Int)
  private let shielded: (start: Int, count: Int)

  init(random: CounterRandom) {
    self.random = random
    var given: [SpelledName] = []
    var families: [SpelledName] = []
    func add(_ names: [String], to table: inout [SpelledName]) -> (start: Int, count: Int) {
      defer { table.append(contentsOf: names.map(SpelledName.init)) }
      return (table.count, names.count)
    }
    givenRanges = NameLists.families.map { add($0.given, to: &given) }
    familyRanges = NameLists.families.map { add($0.names, to: &families) }
    planted = add(NameLists.planted, to: &families)
    shielded = add(NameLists.shielded, to: &families)
    self.given = given
    self.families = families
  }

  func identity(_ person: Int) -> Identity {
    var draw = Draw(random, .identity, person)
    let own = origin(&draw)
    var givenList = own
    let family: Int
    var age = 18...67
    switch Cast.kind(of: person) {
    case .planted: family = planted.start + person % planted.count
    case .worker, .referred: family = shielded.start + person % shielded.count
    case .family(let member):
      givenList = 0
      family = familyRanges[0].start + 7
      age = member < 2 ? 35...44 : 3...16
    case .resident(let household):
      var shared = Draw(random, .household, household)
      givenList = origin(&shared)
      let range = familyRanges[givenList]
      let common = range.start + shared.below(range.count)
      let ownName = range.start + draw.below(range.count)
      family = draw.chance(70) ? common : ownName
    case .ordinary:
      family = familyRanges[own].start + draw.below(familyRanges[own].count)
    }
    let range = givenRanges[givenList]
    let name = range.start + draw.below(range.count)
    let days = (age.upperBound - age.lowerBound + 1) * 365
    let youngest = Cast.lastDay.adding(days: -age.lowerBound * 366)
    return Identity(given: name, family: family, born: youngest.adding(days: -draw.below(days)))
  }

  /// Lists come up with unequal weights.
  private func origin(_ draw: inout Draw) -> Int {
    let ticket = draw.below(100)
    return switch ticket {
    case ..<46: 0
    case ..<60: 1
    case ..<68: 2
    case ..<78: 3
    case ..<86: 4
    case ..<91: 5
    case ..<95: 6
    case ..<97: 7
    default: 8
    }
  }

  /// Returns the names and date of birth that `system` has for `person`.
  func appearance(_ person: Int, in system: System) -> Appearance {
    let identity = identity(person)
    let damage = damage(person, in: system)
    var result = spelled(identity, habit: system.habit)
    result.damage = damage
    switch damage {
    case .none: break
    case .transliteration:
      let family = families[identity.family].text
      result.family = Spelling.respelled(family)
      if system.habit.isUpper { result.family = result.family.uppercased() }
    case .swappedNames: swap(&result.given, &result.family)
    case .dayMonth:
      let (year, month, day) = identity.born.parts
      result.born = Day(year: year, month: day, day: month) ?? identity.born
    }
    return result
  }

  /// 8 in 100 entries outside the councils' files carry damage. Damage is planted, not drawn, for
  /// the people of the planted groups, and never done to people under the shield.
  func damage(_ person: Int, in system: System) -> Damage {
    switch Cast.kind(of: person) {
    case .planted: return Cast.plantedDamage(person, in: system)
    case .worker, .referred, .family: return .none
    case .resident, .ordinary: break
    }
    guard system != .councils else { return .none }
    var draw = Draw(random, .spelling, person * 16 + system.number)
    guard draw.below(1000) < 80 else { return .none }
    let ticket = draw.below(10)
    if ticket < 5 { return .transliteration }
    let (_, month, day) = identity(person).born.parts
    if ticket < 8 || day > 12 || day == month { return .swappedNames }
    return .dayMonth
  }

  private func spelled(_ identity: Identity, habit: SpellingHabit) -> Appearance {
    let first = given[identity.given]
    let last = families[identity.family]
    return switch habit {
    case .full: Appearance(given: first.text, family: last.text, born: identity.born)
    case .upperFamily: Appearance(given: first.text, family: last.upper, born: identity.born)
    case .plain: Appearance(given: first.plain, family: last.plain, born: identity.born)
    case .plainUpper:
      Appearance(given: first.plainUpper, family: last.plainUpper, born: identity.born)
    case .latin1: Appearance(given: first.latin1, family: last.latin1, born: identity.born)
    }
  }
}

/// How a system's clerks write names.
enum SpellingHabit {
  case full, upperFamily, plain, plainUpper, latin1

  var isUpper: Bool { self == .upperFamily || self == .plainUpper }
}
