internal import GraphCore
internal import Records

/// A name as its bearer would give it.
struct TrueName {
  var given: String
  /// Second given names, a patronymic, the father's chain or the mother's family names, by origin.
  var middle: [String] = []
  var surname: String
  /// The family name before marriage.
  var maiden: String?
}

/// Somebody who does not exist: all of it is a value of the seed and the number.
struct PopulationPerson {
  let number: Int
  let standing: Standing
  let origin: NameOrigin
  let isWoman: Bool
  let isMarried: Bool
  let birth: Day
  let name: TrueName
}

/// Makes people one at a time.
struct PeopleOfPopulation {
  let random: CounterRandom
  let count: Int

  func person(_ number: Int) -> PopulationPerson {
    let standing = standing(of: number)
    let origin = origin(of: number, standing)
    let isWoman = isWoman(number, standing)
    let isAdult = standing.kind != .family || standing.member < 2
    let isCouple = standing.kind == .couple || standing.kind == .family
    var draw = Draw(random, .person, number)
    let isMarried = isWoman && isAdult && (isCouple ? draw.happens(850) : draw.happens(350))
    return PopulationPerson(
      number: number, standing: standing, origin: origin, isWoman: isWoman, isMarried: isMarried,
      birth: birth(of: number, standing, origin),
      name: name(of: number, standing, origin, isWoman: isWoman, isMarried: isMarried))
  }

  func standing(of person: Int) -> Standing {
    var draw = Draw(random, .block, person / PopulationLayout.blockPeople)
    let plan = draw.below(PopulationLayout.planCount)
    return PopulationLayout.standing(of: person, plan: plan)
  }

  /// A household has one origin; in a shared house a quarter of the people have another.
  private func origin(of person: Int, _ standing: Standing) -> NameOrigin {
    var shared = Draw(random, .housemates, standing.household)
    let isHouse = standing.kind == .sharedHouse
    let common = NameOrigin.draw(&shared, inSharedHouse: isHouse)
    var own = Draw(random, .housemates, 1 << 32 + person)
    let hasOther = own.happens(isHouse ? 250 : standing.kind == .couple ? 80 : 0)
    return hasOther ? NameOrigin.draw(&own, inSharedHouse: isHouse) : common
  }

  /// Whether the two eldest children of a family are twins.
  func hasTwins(_ standing: Standing) -> Bool {
    guard standing.kind == .family, standing.size >= 4 else { return false }
    var draw = Draw(random, .housemates, 1 << 33 + standing.household)
    return draw.happens(90)
  }

  private func isWoman(_ person: Int, _ standing: Standing) -> Bool {
    var draw = Draw(random, .person, 1 << 32 + person)
    switch (standing.kind, standing.member) {
    case (.family, 0...1), (.couple, _): return (standing.member == 1) != draw.happens(20)
    case (.family, 3) where hasTwins(standing):
      let other = isWoman(person - 1, standingBefore(standing))
      return draw.happens(650) ? other : !other
    case (.sharedHouse, _): return draw.happens(280)
    default: return draw.happens(490)
    }
  }

  private func standingBefore(_ standing: Standing) -> Standing {
    Standing(
      household: standing.household, kind: standing.kind, member: standing.member - 1,
      size: standing.size, first: standing.first)
  }

  private func birth(of person: Int, _ standing: Standing, _ origin: NameOrigin) -> Day {
    var year: Int
    var draw = Draw(random, .person, 1 << 33 + person)
    switch (standing.kind, standing.member) {
    case (.family, 2...):
      if standing.member == 3, hasTwins(standing) {
        draw = Draw(random, .person, 1 << 33 + person - 1)
      }
      var mother = Draw(random, .housemates, 1 << 34 + standing.household)
      year = min(2014, 1956 + mother.below(30) + 19 + draw.below(18))
    case (.family, _), (.couple, _):
      var shared = Draw(random, .housemates, 1 << 34 + standing.household)
      year = 1956 + shared.below(30) + draw.below(8) - 3
      if standing.kind == .couple { year += draw.below(16) }
    case (.sharedHouse, _): year = 1968 + draw.below(19) + draw.below(19)
    default: year = 1944 + draw.below(60)
    }
    // Registered on 1 January, where the day of birth was not.
    let unregistered = origin == .arabicKurdish ? 260 : origin == .vietnamese ? 60 : 2
    if draw.happens(unregistered) { return Day(year: year, month: 1, day: 1) ?? Day(number: 0) }
    let start = Day(year: year, month: 1, day: 1) ?? Day(number: 0)
    return start.adding(days: draw.below(365))
  }

  private func givenName(of person: Int, _ origin: NameOrigin, isWoman: Bool) -> String {
    var draw = Draw(random, .name, person)
    return (isWoman ? origin.names.women : origin.names.men).pick(&draw)
  }

  private func name(
    of person: Int, _ standing: Standing, _ origin: NameOrigin, isWoman: Bool, isMarried: Bool
  ) -> TrueName {
    let names = origin.names
    let isKin = standing.kind == .family || standing.kind == .couple
    var own = Draw(random, .name, 1 << 32 + person)
    var shared = Draw(random, .name, 1 << 33 + standing.household)
    let ownSurname = names.surnames.pick(&own)
    let kinSurname = names.surnames.pick(&shared)
    let takesKin = isKin && (standing.member != 1 || isMarried)
    let stem = takesKin ? kinSurname : ownSurname
    var name = TrueName(
      given: givenName(of: person, origin, isWoman: isWoman),
      surname: origin.surname(stem, woman: isWoman, married: isMarried))
    if isMarried { name.maiden = origin.surname(ownSurname, woman: true, married: false) }
    let father =
      standing.kind == .family && standing.member >= 2
      ? givenName(of: standing.first, origin, isWoman: false) : names.men.pick(&own)
    if standing.kind == .family, standing.member == 2, !isWoman, own.happens(60) {
      name.given = father
    }
    let mother = isKin ? names.surnames.pick(&shared) : names.surnames.pick(&own)
    name.middle = middle(origin, isWoman, father: father, mother: mother, &own)
    if origin == .portuguese {
      name.surname = name.middle.joined(separator: " ") + " " + name.surname
      let second = (isWoman ? names.women : names.men).pick(&own)
      name.middle = own.happens(500) ? [second] : []
    }
    return name
  }

  private func middle(
    _ origin: NameOrigin, _ isWoman: Bool, father: String, mother: String, _ draw: inout Draw
  ) -> [String] {
    let second = (isWoman ? origin.names.women : origin.names.men).pick(&draw)
    switch origin {
    case .british: return draw.happens(650) ? [second] : []
    case .polish, .romanian: return draw.happens(350) ? [second] : []
    case .lithuanian, .latvian: return draw.happens(60) ? [second] : []
    case .albanian: return []
    case .bulgarian:
      let stem =
        father.hasSuffix("y") || father.hasSuffix("o") ? father.dropLast() + "ev" : father + "ov"
      return [origin.surname(String(stem), woman: isWoman, married: false)]
    case .arabicKurdish: return [father, origin.names.men.pick(&draw)]
    case .vietnamese:
      let word = isWoman ? "Thị" : "Văn"
      return draw.happens(620) ? [word] : [draw.pick(["Minh", "Thanh", "Ngọc", "Xuân", "Đình"])]
    case .portuguese:
      return draw.happens(250) ? [draw.pick(["da", "dos", "de"]), mother] : [mother]
    }
  }
}
