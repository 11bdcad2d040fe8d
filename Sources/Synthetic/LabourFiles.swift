import Records

/// Companies and their officers, licensed labour providers, and who supplies labour to whom.
extension FensWriter {
  /// Background firms that have officers.
  private var firmCount: Int { max(1, plan.officers / 2) }

  mutating func writeLabour(_ progress: Progress) throws(SyntheticError) {
    try writeOfficers(progress)
    try writeProviders(progress)
    try writeSupplies(progress)
  }

  private mutating func writeOfficers(_ progress: Progress) throws(SyntheticError) {
    let format = RowText(days: .abbreviatedMonth)
    var sheet = try sheet(
      "companies", format: format,
      columns: """
        COMPANY_NUMBER COMPANY_NAME OFFICER_ID OFFICER OFFICER_BORN APPOINTED RESIGNED DECLARED_HUB
        """)
    sheet.plant(
      story.officers.enumerated().map { place, fact in
        (place * 3, format.row { officer(fact, &$0) })
      })
    for fact in story.officers { try note(fact.person, in: .companies) }
    for row in 0..<plan.officers {
      var draw = Draw(random, .company, row)
      let from = Cast.day(-draw.below(1500))
      let fact = Story.Officer(
        organisation: Firm.background + row / 2, person: plan.resident(row, start: 5), from: from,
        to: draw.chance(10) ? from.adding(days: 1500) : nil)
      try sheet.append(key: row) { officer(fact, &$0) }
      try note(fact.person, in: .companies)
    }
    try finish(&sheet, "companies", progress)
  }

  private func officer(_ fact: Story.Officer, _ text: inout RowText) {
    text.field(TestSafe.company(fact.organisation))
    text.field(Firm.name(fact.organisation))
    person(fact.person, in: .companies, &text)
    text.field(fact.from)
    text.field(fact.to)
    text.field(fact.hub)
  }

  /// Every background provider is licensed throughout, so that the planted gaps are the only ones.
  private mutating func writeProviders(_ progress: Progress) throws(SyntheticError) {
    let format = RowText(days: .slashed)
    var sheet = try sheet(
      "labour-providers", format: format,
      columns: "LICENCE_NO ORGANISATION COMPANY_NO SECTOR VALID_FROM VALID_TO")
    sheet.plant(
      story.providerLicences.enumerated().map { place, fact in
        (place, format.row { provider(fact, &$0) })
      })
    let sectors = ["Agriculture", "Horticulture", "Food processing", "Food packaging"]
    for row in 0..<plan.providers {
      var draw = Draw(random, .provider, row)
      let fact = Story.ProviderLicence(
        organisation: supplier(row), number: 1000 + row, from: Cast.day(-1 - draw.below(300)),
        to: Cast.lastDay.adding(days: 90 + draw.below(600)), sector: draw.pick(sectors))
      try sheet.append(key: row) { provider(fact, &$0) }
    }
    try finish(&sheet, "labour-providers", progress)
  }

  private func supplier(_ row: Int) -> Int { Firm.background + row * 3 % firmCount }

  private func provider(_ fact: Story.ProviderLicence, _ text: inout RowText) {
    text.field("LPL-" + TestSafe.padded(fact.number, 7))
    text.field(Firm.name(fact.organisation))
    text.field(TestSafe.company(fact.organisation))
    text.field(fact.sector)
    text.field(fact.from)
    text.field(fact.to)
  }

  private mutating func writeSupplies(_ progress: Progress) throws(SyntheticError) {
    let format = RowText(days: .iso)
    var sheet = try sheet(
      "labour-supply", format: format,
      columns: "SUPPLIER SUPPLIER_COMPANY_NO CLIENT CLIENT_COMPANY_NO SECTOR HEADCOUNT SINCE UNTIL")
    sheet.plant(
      story.supplies.enumerated().map { place, fact in (place, format.row { supply(fact, &$0) }) })
    for row in 0..<plan.supplies {
      var draw = Draw(random, .supply, row)
      let from = Cast.day(draw.below(300))
      let fact = Story.Supply(
        supplier: supplier(row % plan.providers), client: Firm.background + draw.below(firmCount),
        sector: draw.pick(["Agriculture", "Horticulture", "Food processing"]), from: from,
        to: draw.chance(30) ? from.adding(days: 120) : nil, heads: 3 + draw.below(60))
      try sheet.append(key: row) { supply(fact, &$0) }
    }
    try finish(&sheet, "labour-supply", progress)
  }

  private func supply(_ fact: Story.Supply, _ text: inout RowText) {
    text.field(Firm.name(fact.supplier))
    text.field(TestSafe.company(fact.supplier))
    text.field(Firm.name(fact.client))
    text.field(TestSafe.company(fact.client))
    text.field(fact.sector)
    text.field(fact.heads)
    text.field(fact.from)
    text.field(fact.to)
  }
}
