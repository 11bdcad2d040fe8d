import Records

/// What the councils call the police force areas.
enum HousingShape {
  static func forceName(_ force: Force) -> String {
    switch force {
    case .cambridgeshire: "Cambridgeshire"
    case .norfolk: "Norfolk"
    case .lincolnshire: "Lincolnshire"
    }
  }
}

/// The councils' files: who lives where, and licensed houses in multiple occupation.
extension FensWriter {
  mutating func writeHousing(_ progress: Progress) throws(SyntheticError) {
    try writeResidence(progress)
    try writeHousingLicences(progress)
  }

  private mutating func writeResidence(_ progress: Progress) throws(SyntheticError) {
    let format = RowText(days: .slashed)
    var sheet = try sheet(
      "residence", format: format,
      columns: """
        PERSON_REF NAME BORN UPRN ADDRESS TOWN POSTCODE POLICE_AREA COUNCIL BASIS FROM TO \
        LANDLORD_REF LANDLORD DECLARED_HUB
        """)
    let spacing = max(1, plan.residents / max(1, story.residences.count))
    sheet.plant(
      story.residences.enumerated().map { place, fact in
        (place * spacing, format.row { residence(fact, &$0) })
      })
    for fact in story.residences {
      try note(fact.person, in: .councils)
      if let landlord = fact.landlord { try note(landlord, in: .councils) }
    }
    for row in 0..<plan.residents {
      let person = Cast.residents + row
      let household = Cast.household(of: person)
      var draw = Draw(random, .residence, household)
      let rented = draw.chance(40)
      let fact = Story.Residence(
        person: person, place: Place.households + household, from: Cast.day(-draw.below(2000)),
        to: nil, basis: rented ? "Tenancy" : "Council tax",
        landlord: rented && draw.chance(50)
          ? Cast.residents + draw.below(plan.residents) / 40 * 40 : nil)
      try sheet.append(key: row) { residence(fact, &$0) }
      try note(person, in: .councils)
    }
    try finish(&sheet, "residence", progress)
  }

  private func residence(_ fact: Story.Residence, _ text: inout RowText) {
    person(fact.person, in: .councils, &text)
    place(Place(fact.place), &text)
    text.field(fact.basis)
    text.field(fact.from)
    text.field(fact.to)
    if let landlord = fact.landlord {
      text.field(System.councils.localID(landlord))
      text.field(people.appearance(landlord, in: .councils).full)
    } else {
      text.blank(2)
    }
    text.field(fact.hub)
  }

  /// The system's number, the full name and the date of birth.
  func person(_ person: Int, in system: System, _ text: inout RowText) {
    let seen = people.appearance(person, in: system)
    text.field(system.localID(person))
    text.field(seen.full)
    text.field(seen.born)
  }

  private func place(_ place: Place, _ text: inout RowText) {
    text.field(place.uprn)
    text.field(place.line)
    text.field(place.townName)
    text.field(place.postcode)
    text.field(HousingShape.forceName(place.force))
    text.field(place.council)
  }

  private mutating func writeHousingLicences(_ progress: Progress) throws(SyntheticError) {
    let format = RowText(days: .slashed)
    var sheet = try sheet(
      "hmo-licences", format: format,
      columns: """
        LICENCE_NO HOLDER_REF HOLDER HOLDER_BORN MANAGER_REF MANAGER MANAGER_BORN UPRN ADDRESS \
        TOWN POSTCODE POLICE_AREA COUNCIL STOREYS MAX_PERSONS STARTS ENDS
        """)
    sheet.plant(
      story.housingLicences.enumerated().map { place, fact in
        (place * 7, format.row { licence(fact, number: 4100 + place * 37, &$0) })
      })
    for fact in story.housingLicences {
      try note(fact.holder, in: .councils)
      try note(fact.manager, in: .councils)
    }
    for row in 0..<plan.housingLicences {
      var draw = Draw(random, .licence, row)
      let person = Cast.residents + row * 7 % plan.residents
      let holder = Cast.residents + draw.below(plan.residents)
      let from = Cast.day(-200 - draw.below(900))
      let fact = Story.HousingLicence(
        place: Place.households + Cast.household(of: person), holder: holder,
        manager: draw.chance(60) ? holder : Cast.residents + draw.below(plan.residents),
        persons: 5 + draw.below(5), from: from, to: from.adding(days: 1826))
      try sheet.append(key: row) { licence(fact, number: 10_000 + row * 3, &$0) }
    }
    try finish(&sheet, "hmo-licences", progress)
  }

  private func licence(_ fact: Story.HousingLicence, number: Int, _ text: inout RowText) {
    text.field("HMO/\(number)")
    person(fact.holder, in: .councils, &text)
    person(fact.manager, in: .councils, &text)
    place(Place(fact.place), &text)
    text.field(2 + fact.persons % 2)
    text.field(fact.persons)
    text.field(fact.from)
    text.field(fact.to)
  }
}
