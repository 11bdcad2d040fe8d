internal import GraphCore
internal import Records

/// A dwelling, with the room or flat of one person.
struct Dwelling {
  let building: Int
  let unit: String?
}

/// Where people live, which phones they answer and which vehicles they are seen in, by day.
struct PopulationContacts {
  static let firstDay = Day(year: 2018, month: 1, day: 1) ?? Day(number: 17_532)
  static let dayCount = 3_190

  let random: CounterRandom
  let people: Int

  /// People of one shared house and of those in neighbouring blocks work for one gangmaster.
  static func gangmaster(of standing: Standing) -> Int {
    standing.first / (4 * PopulationLayout.blockPeople)
  }

  /// Buildings: 0 up for first homes by household, 3 million up after a move of the household,
  /// 6 million up for people who moved away alone.
  func dwelling(_ person: PopulationPerson, day: Int) -> Dwelling {
    let standing = person.standing
    var own = Draw(random, .home, person.number)
    var shared = Draw(random, .home, 1 << 32 + standing.household)
    if standing.kind == .sharedHouse {
      let room = "\(own.pick(["Room", "Room", "Rm", "Flat"])) \(standing.member % 12 + 1)"
      var building = standing.household
      for _ in 0..<2 where own.happens(480) && own.below(Self.dayCount) < day {
        let block = own.below(max(1, people / PopulationLayout.blockPeople))
        let near = own.happens(700) ? standing.first / PopulationLayout.blockPeople : block
        building =
          (near / 4 * 4 + own.below(4)) * PopulationLayout.householdsPerBlock + own.below(2)
      }
      return Dwelling(building: building, unit: room)
    }
    let unit = shared.happens(160) ? "Flat \(shared.below(24) + 1)" : nil
    let familyMoved = shared.happens(300) && shared.below(Self.dayCount) < day
    let left = standing.kind == .couple ? 160 : standing.kind == .family ? 130 : 260
    if own.happens(left), own.below(Self.dayCount) < day {
      let ownUnit = own.happens(300) ? "Flat \(own.below(40) + 1)" : nil
      return Dwelling(building: 6_000_000 + person.number, unit: ownUnit)
    }
    return Dwelling(
      building: familyMoved ? 3_000_000 + standing.household : standing.household, unit: unit)
  }

  /// Numbers: 0 up by person, 10 million up after a change, 20 million up by household, 30 million up
  /// by gangmaster. A seventh of the changed numbers had belonged to somebody else.
  func phone(_ person: PopulationPerson, day: Int) -> Int {
    var draw = Draw(random, .contact, person.number)
    let kind = draw.below(1000)
    let isHouse = person.standing.kind == .sharedHouse
    if isHouse, kind < 170 { return 30_000_000 + Self.gangmaster(of: person.standing) }
    if !isHouse, person.standing.kind != .single, kind < 130 {
      return 20_000_000 + person.standing.household
    }
    guard draw.happens(isHouse ? 560 : 340), draw.below(Self.dayCount) < day else {
      return person.number
    }
    return draw.happens(140) ? draw.below(people) : 10_000_000 + person.number
  }

  /// Returns the number of a vehicle, or nil for somebody who has none: 0 up by person, 4 million up
  /// for a later car, 8 million up by household, 12 million up for minibuses, two a gangmaster.
  func vehicle(_ person: PopulationPerson, day: Int) -> Int? {
    var draw = Draw(random, .contact, 1 << 32 + person.number)
    let kind = draw.below(1000)
    if person.standing.kind == .sharedHouse {
      if kind < 420 {
        return 12_000_000 + Self.gangmaster(of: person.standing) * 2 + draw.below(2)
      }
      return kind < 620 ? person.number : nil
    }
    if person.standing.kind != .single, kind < 300 { return 8_000_000 + person.standing.household }
    guard kind < 760 else { return nil }
    let changed = draw.happens(280) && draw.below(Self.dayCount) < day
    return changed ? 4_000_000 + person.number : person.number
  }
}
