import Records

/// Vehicle keepers and hirers, and sightings of vehicles.
extension FensWriter {
  mutating func writeVehicles(_ progress: Progress) throws(SyntheticError) {
    try writeKeepers(progress)
    try writeSightings(progress)
  }

  private mutating func writeKeepers(_ progress: Progress) throws(SyntheticError) {
    let format = RowText(days: .iso)
    var sheet = try sheet(
      "vehicle-keepers", format: format,
      columns: """
        VRM MAKE COLOUR KEEPER_TYPE KEEPER_REF FAMILY_NAME GIVEN_NAME BIRTH_DATE COMPANY \
        COMPANY_NUMBER HELD_FROM HELD_TO
        """)
    let spacing = max(1, plan.keepers / max(1, story.keepings.count))
    sheet.plant(
      story.keepings.enumerated().map { place, fact in
        (place * spacing, format.row { keeping(fact, &$0) })
      })
    for fact in story.keepings {
      if case .person(let person) = fact.party { try note(person, in: .keepers) }
    }
    for row in 0..<plan.keepers {
      var draw = Draw(random, .keeper, row)
      let ofFirm = draw.chance(8)
      let person = plan.resident(row, start: 7)
      let fact = Story.Keeping(
        vehicle: Van.background + row,
        party: ofFirm
          ? .organisation(Firm.background + draw.below(max(1, plan.officers / 2)))
          : .person(person),
        hired: false, from: Cast.day(-draw.below(1200)), to: nil)
      try sheet.append(key: row) { keeping(fact, &$0) }
      if !ofFirm { try note(person, in: .keepers) }
    }
    try finish(&sheet, "vehicle-keepers", progress)
  }

  private static let makes = ["Ford", "Vauxhall", "Volkswagen", "Renault", "Mercedes", "Toyota"]
  private static let colours = ["white", "silver", "blue", "black", "red", "grey"]

  private func keeping(_ fact: Story.Keeping, _ text: inout RowText) {
    text.field(TestSafe.mark(fact.vehicle))
    text.field(Self.makes[fact.vehicle % 6])
    text.field(Self.colours[fact.vehicle / 6 % 6])
    text.field(fact.hired ? "HIRER" : "KEEPER")
    switch fact.party {
    case .person(let person):
      let seen = people.appearance(person, in: .keepers)
      text.field(System.keepers.localID(person))
      text.field(seen.family)
      text.field(seen.given)
      text.field(seen.born)
      text.blank(2)
    case .organisation(let organisation):
      text.blank(4)
      text.field(Firm.name(organisation))
      text.field(TestSafe.company(organisation))
    }
    text.field(fact.from)
    text.field(fact.to)
  }

  private mutating func writeSightings(_ progress: Progress) throws(SyntheticError) {
    let format = RowText(days: .slashed)
    var sheet = try sheet(
      "vehicle-sightings", format: format,
      columns: "SIGHTING_NO SEEN_AT VRM SITE_ID SITE POLICE_AREA PREMISES_UPRN PREMISES TOWN")
    sheet.plant(
      story.sightings.enumerated().map { place, fact in
        (
          Int(fact.day.number) * 1440 + fact.minute,
          format.row { sighting(fact, number: 9_000_000 + place, &$0) }
        )
      })
    for row in 0..<plan.sightings {
      var draw = Draw(random, .sighting, row)
      let minute = row * (Cast.dayCount * 1440 / 64) / plan.sightings * 64
      let fact = Story.Sighting(
        vehicle: Van.background + draw.below(max(1, plan.keepers)),
        day: Cast.day(minute / 1440), minute: minute % 1440,
        site: (Force.allCases[draw.below(3)], draw.below(4)), place: nil)
      try sheet.append(key: Int(fact.day.number) * 1440 + fact.minute) {
        sighting(fact, number: 10_000_000 + row, &$0)
      }
    }
    try finish(&sheet, "vehicle-sightings", progress)
  }

  private func sighting(_ fact: Story.Sighting, number: Int, _ text: inout RowText) {
    text.field(number)
    text.field(fact.day, minute: fact.minute)
    text.field(TestSafe.mark(fact.vehicle))
    if let site = fact.site {
      text.field("SITE-\(site.force.rawValue)\(site.road)")
      text.field(site.force.roads[site.road])
      text.field(HousingShape.forceName(site.force))
      text.blank(3)
    } else if let number = fact.place {
      let place = Place(number)
      text.blank(2)
      text.field(HousingShape.forceName(place.force))
      text.field(place.uprn)
      text.field(place.line)
      text.field(place.townName)
    }
  }
}
