import Records

/// Victim referrals, the master list with its members, and the disruption register.
extension FensWriter {
  mutating func writeReferrals(_ progress: Progress) throws(SyntheticError) {
    let format = RowText(days: .slashed)
    var sheet = try sheet(
      "victim-referrals", format: format,
      columns: """
        REFERRAL_NO REFERRED PERSON_NO NAME BORN NI_NUMBER UPRN ADDRESS TOWN POLICE_AREA TYPE \
        CRIME_RECORD INTELLIGENCE_REF
        """)
    sheet.plant(
      story.referrals.map { fact in (Int(fact.day.number), format.row { referral(fact, &$0) }) })
    for fact in story.referrals { try note(fact.person, in: .referrals) }
    for row in 0..<plan.referrals {
      var draw = Draw(random, .referral, row)
      let fact = Story.Referral(
        person: Cast.referred + row, number: 1000 + row,
        day: Cast.day(row * Cast.dayCount / plan.referrals),
        place: Place.shelters + draw.below(1_000_000), hasCrime: true,
        hasIntelligence: true)
      try sheet.append(key: Int(fact.day.number)) { referral(fact, &$0) }
      try note(fact.person, in: .referrals)
    }
    try finish(&sheet, "victim-referrals", progress)
  }

  static func referralNumber(_ number: Int) -> String { "VR-" + TestSafe.padded(number, 7) }

  private func referral(_ fact: Story.Referral, _ text: inout RowText) {
    let place = Place(fact.place)
    text.field(Self.referralNumber(fact.number))
    text.field(fact.day)
    person(fact.person, in: .referrals, &text)
    text.field(
      fact.person < Cast.residents ? TestSafe.nationalInsurance(fact.person) : "")
    text.field(place.uprn)
    text.field(place.line)
    text.field(place.townName)
    text.field(HousingShape.forceName(place.force))
    text.field("labour")
    text.field(fact.hasCrime ? "CR-" + TestSafe.padded(fact.number, 7) : "")
    text.field(fact.hasIntelligence ? "IS-" + TestSafe.padded(fact.number, 7) : "")
  }

  mutating func writeMasterList(_ progress: Progress) throws(SyntheticError) {
    try writeSubjects(progress)
    try writeMembers(progress)
    try writeDisruptions(progress)
  }

  static func subjectID(_ number: Int) -> String { "ML-" + TestSafe.padded(number, 4) }

  private mutating func writeSubjects(_ progress: Progress) throws(SyntheticError) {
    var sheet = try sheet(
      "master-list", columns: "SUBJECT_ID TYPE TITLE STATUS OWNER LAST_ASSESSED NEXT_DUE")
    for subject in story.subjects {
      try sheet.append { text in
        text.field(Self.subjectID(subject.number))
        text.field(subject.kind)
        text.field(subject.title)
        text.field(subject.status)
        text.field(subject.owner)
        text.field(subject.assessed)
        text.field(subject.due)
      }
    }
    try finish(&sheet, "master-list", progress)
  }

  private mutating func writeMembers(_ progress: Progress) throws(SyntheticError) {
    var sheet = try sheet(
      "master-list-members", columns: "SUBJECT_ID MEMBER_REF NAME BORN NINO")
    for subject in story.subjects {
      for member in subject.people {
        try sheet.append { text in
          text.field(Self.subjectID(subject.number))
          person(member, in: .masterList, &text)
          text.field(
            IntelligenceShape.knowsInsurance(member) ? TestSafe.nationalInsurance(member) : "")
        }
        try note(member, in: .masterList)
      }
    }
    try finish(&sheet, "master-list-members", progress)
    sheet = try self.sheet(
      "master-list-places", columns: "SUBJECT_ID UPRN ADDRESS TOWN POLICE_AREA")
    for subject in story.subjects {
      for number in subject.places {
        let place = Place(number)
        try sheet.append { text in
          text.field(Self.subjectID(subject.number))
          text.field(place.uprn)
          text.field(place.line)
          text.field(place.townName)
          text.field(HousingShape.forceName(place.force))
        }
      }
    }
    try finish(&sheet, "master-list-places", progress)
  }

  private mutating func writeDisruptions(_ progress: Progress) throws(SyntheticError) {
    var sheet = try sheet("disruptions", columns: "SUBJECT_ID DATE LEVEL JUDGED_BY NOTE")
    for disruption in story.disruptions {
      try sheet.append { text in
        text.field(Self.subjectID(disruption.subject))
        text.field(disruption.day)
        text.field(disruption.level)
        text.field(disruption.judge)
        text.field(disruption.note)
      }
    }
    try finish(&sheet, "disruptions", progress)
  }
}
