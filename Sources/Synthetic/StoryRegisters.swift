import GraphCore
import Records

/// Houses, vehicles, telephones, money and labour of the planted world.
extension Story {
  private static let stays = [
    Cast.on(1, 10), Cast.on(2, 28), Cast.on(4, 18), Cast.on(6, 6), Cast.on(7, 25),
  ]

  mutating func addHousing() {
    for group in PlantedGroup.all {
      addWorkerStays(of: group)
      for member in 0..<group.size where !(group.hiddenOrganiser && member == 0) {
        let person = group.first + member
        let host = member == 1 && !group.hiddenOrganiser ? group.organiser : person
        residences.append(
          Residence(
            person: person, place: Place.home(of: host), from: Cast.day(member * 19), to: nil,
            basis: "Council tax"))
      }
    }
    for person in [Cast.broker, Cast.noisyAssociate] + Cast.unmapped.joined() {
      let shared = Cast.unmapped[0].prefix(3).contains(person) ? Cast.unmapped[0][0] : person
      residences.append(
        Residence(
          person: person, place: Place.home(of: shared), from: Cast.day(person), to: nil,
          basis: "Council tax"))
    }
    addHostel()
    addLawfulHouses()
    let holders = [PlantedGroup.all[0].housing, PlantedGroup.all[1].housing]
    let until = Cast.on(6, 30, year: 2029)
    housingLicences = [
      HousingLicence(
        place: PlantedGroup.all[0].place, holder: holders[0], manager: holders[0], persons: 6,
        from: Cast.on(7, 1, year: 2024), to: until),
      HousingLicence(
        place: PlantedGroup.all[1].place, holder: holders[1], manager: holders[1], persons: 5,
        from: Cast.on(9, 15, year: 2024), to: until),
      HousingLicence(
        place: Place.lawfulHMO, holder: Cast.landlords.lowerBound,
        manager: Cast.landlords.lowerBound + 1, persons: 8, from: Cast.on(3, 1, year: 2025),
        to: until),
    ]
  }

  /// Workers are moved from house to house every seven weeks; the number in each house stays.
  private mutating func addWorkerStays(of group: PlantedGroup) {
    let workers = Array(group.workers)
    for (stay, start) in Self.stays.enumerated() {
      let end: Day? =
        stay + 1 < Self.stays.count ? Self.stays[stay + 1].adding(days: -1) : nil
      let slots = group.occupancy.enumerated().flatMap { house, count in
        Array(repeating: group.place + house, count: count)
      }
      for turn in workers.indices {
        let worker = workers[(turn + stay * 4) % workers.count]
        let inHouse = turn < slots.count
        residences.append(
          Residence(
            person: worker, place: inHouse ? slots[turn] : Place.hostel, from: start, to: end,
            basis: inHouse ? "Tied housing" : "Hostel", landlord: inHouse ? group.housing : nil,
            hub: inHouse ? "" : "hostel"))
      }
    }
  }

  /// Returns where `worker` lives on `day`; before the first stay, in the first house.
  func home(ofWorker worker: Int, on day: Day) -> Int {
    let stays = residences.filter { $0.person == worker }
    return stays.last { $0.from <= day }?.place ?? stays[0].place
  }

  private mutating func addHostel() {
    for (turn, person) in Cast.hostelResidents.enumerated() {
      let from = Cast.day(turn * 3)
      let to = from.adding(days: 60 + turn % 7 * 15)
      residences.append(
        Residence(
          person: person, place: Place.hostel, from: from, to: to > Cast.lastDay ? nil : to,
          basis: "Hostel", hub: "hostel"))
    }
  }

  private mutating func addLawfulHouses() {
    for (turn, person) in Cast.sharedHouse.enumerated() {
      residences.append(
        Residence(
          person: person, place: Place.lawfulHMO,
          from: turn < 8 ? Cast.on(1, 5) : Cast.day(turn), to: turn < 8 ? nil : Cast.on(1, 4),
          landlord: Cast.landlords.lowerBound))
    }
    for person in Cast.familyOfSeven {
      residences.append(
        Residence(
          person: person, place: Place.familyHouse, from: Cast.on(8, 1, year: 2025), to: nil,
          basis: "Council tax"))
    }
  }

  mutating func addVehicles(_ random: CounterRandom) {
    for group in PlantedGroup.all {
      for (turn, vehicle) in group.vehicles.enumerated() {
        let party: Party =
          turn == 0
          ? .person(group.transport)
          : turn == 1 ? .organisation(group.organisation) : .person(group.driver)
        keepings.append(
          Keeping(
            vehicle: vehicle, party: party, hired: false, from: Cast.day(20 + vehicle * 9),
            to: nil))
      }
      addSightings(of: group, random)
    }
    keepings.append(
      Keeping(
        vehicle: Van.hireVan, party: .organisation(Firm.vanHire), hired: false,
        from: Cast.firstDay, to: nil))
    let hirers =
      Array(Cast.vanHirers) + [PlantedGroup.all[0].driver, PlantedGroup.all[1].driver]
    for turn in hirers.indices {
      let from = Cast.day(turn * 11)
      keepings.append(
        Keeping(
          vehicle: Van.hireVan, party: .person(hirers[turn * 7 % hirers.count]), hired: true,
          from: from, to: from.adding(days: 2)))
    }
    for (number, people) in Cast.unmapped.enumerated() {
      keepings.append(
        Keeping(
          vehicle: Van.unmapped[number], party: .person(people[0]), hired: false,
          from: Cast.day(90), to: nil))
    }
    keepings.append(
      Keeping(
        vehicle: Van.noisy, party: .person(Cast.noisyAssociate), hired: false,
        from: Cast.firstDay, to: nil))
  }

  /// Before dawn at the houses, then past cameras in another force's area.
  private mutating func addSightings(of group: PlantedGroup, _ random: CounterRandom) {
    var draw = Draw(random, .planted, 2000 + group.first)
    for run in 0..<40 {
      let vehicle = group.vehicles[run % group.vehicles.count]
      let day =
        run < 24
        ? Cast.on(7, 1).adding(days: draw.below(90)) : Cast.on(1, 12).adding(days: draw.below(165))
      let place = group.place + draw.below(3)
      let minute = 260 + draw.below(60)
      sightings.append(
        Sighting(vehicle: vehicle, day: day, minute: minute, site: nil, place: place))
      let force = Force.allCases[(Place(place).force.rawValue + 1 + run % 2) % 3]
      sightings.append(
        Sighting(
          vehicle: vehicle, day: day, minute: minute + 35 + draw.below(20),
          site: (force, draw.below(4)), place: nil))
    }
  }

  mutating func addCommunications(_ random: CounterRandom) {
    for group in PlantedGroup.all {
      for member in 0..<group.size where !(group.hiddenOrganiser && member == 0) && member != 2 {
        let person = group.first + member
        subscribe(PlantedGroup.phone(of: person), .person(person))
      }
      addCalls(group.pairs, each: 6, Draw(random, .planted, 3000 + group.first))
    }
    for (number, people) in Cast.unmapped.enumerated() {
      for person in people { subscribe(PlantedGroup.phone(of: person), .person(person)) }
      let pairs = (1..<people.count).map { (people[0], people[$0]) }
      addCalls(pairs, each: 4, Draw(random, .planted, 3100 + number))
    }
    for person in [Cast.broker, Cast.noisyAssociate] {
      subscribe(PlantedGroup.phone(of: person), .person(person))
    }
    let heron = PlantedGroup.all[0]
    addCalls(
      [(Cast.broker, heron.money), (PlantedGroup.all[1].first + 2, Cast.broker)], each: 2,
      Draw(random, .planted, 3200))
    let petty = (0..<20).map { (Cast.noisyAssociate, Telephone.background + 5 * $0) }
    addCalls(petty, each: 2, Draw(random, .planted, 3201))
    for worker in heron.workers.prefix(8) {
      subscribe(PlantedGroup.phone(of: heron.housing), .person(worker), named: true)
    }
    subscribe(Telephone.charity, .organisation(Firm.charity), hub: "support charity")
    for caller in Cast.charityCallers {
      subscribe(Telephone.charity, .person(caller), named: true, hub: "support charity")
    }
    subscribe(Telephone.sharedHouse, .person(Cast.landlords.lowerBound))
    for person in Cast.sharedHouse {
      subscribe(Telephone.sharedHouse, .person(person), named: true)
    }
  }

  private mutating func subscribe(
    _ phone: Int, _ party: Party, named: Bool = false, hub: String = ""
  ) {
    let from = Cast.day((phone * 13 + subscriptions.count) % 200)
    subscriptions.append(
      Subscription(phone: phone, party: party, named: named, from: from, to: nil, hub: hub))
  }

  private mutating func addCalls(_ pairs: [(Int, Int)], each: Int, _ start: Draw) {
    var draw = start
    for (a, b) in pairs {
      for turn in 0..<each {
        let day =
          draw.chance(60)
          ? Cast.on(7, 1).adding(days: draw.below(92)) : Cast.day(40 + draw.below(320))
        calls.append(
          Call(
            from: turn % 2 == 0 ? a : b, to: turn % 2 == 0 ? b : a, day: day,
            minute: 360 + draw.below(960), seconds: 8 + draw.below(400)))
      }
    }
  }
}
