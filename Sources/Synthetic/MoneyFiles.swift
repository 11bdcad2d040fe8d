import Records

/// Wage payments and the holders of accounts.
extension FensWriter {
  private static let paydays = 6
  private static let staff = 25

  mutating func writeMoney(_ progress: Progress) throws(SyntheticError) {
    try writeWages(progress)
    try writeHoldings(progress)
  }

  private mutating func writeWages(_ progress: Progress) throws(SyntheticError) {
    let format = RowText(days: .slashed)
    var sheet = try sheet(
      "wage-payments", format: format,
      columns: """
        PAY_DATE EMPLOYER EMPLOYER_COMPANY_NO WORKER_NO SURNAME FORENAMES BORN NI_NUMBER SORT_CODE \
        ACCOUNT PAYEE_NAME AMOUNT
        """)
    let spacing = max(1, plan.wages / max(1, story.payments.count))
    sheet.plant(
      story.payments.enumerated().map { place, fact in
        (place * spacing, format.row { payment(fact, payee: payee(fact.account), &$0) })
      })
    for fact in story.payments { try note(fact.worker, in: .payroll) }
    for row in 0..<plan.wages {
      let worker = row / Self.paydays
      let person = plan.resident(worker, start: 11)
      var draw = Draw(random, .wage, row)
      let fact = Story.Payment(
        payer: Firm.background + worker / Self.staff, worker: person, account: 1000 + worker,
        day: Cast.on(5, 8).adding(days: row % Self.paydays * 28),
        pence: 110_000 + draw.below(120_000))
      try sheet.append(key: row) { payment(fact, payee: .person(person), &$0) }
      if row % Self.paydays == 0 { try note(person, in: .payroll) }
    }
    try finish(&sheet, "wage-payments", progress)
  }

  private func payee(_ account: Int) -> Story.Party {
    story.holdings.first { $0.account == account }?.party ?? .organisation(Firm.bureau)
  }

  private func payment(_ fact: Story.Payment, payee: Story.Party, _ text: inout RowText) {
    let seen = people.appearance(fact.worker, in: .payroll)
    text.field(fact.day)
    text.field(Firm.name(fact.payer))
    text.field(TestSafe.company(fact.payer))
    text.field(System.payroll.localID(fact.worker))
    text.field(seen.family)
    text.field(seen.given)
    text.field(seen.born)
    text.field(TestSafe.nationalInsurance(fact.worker))
    text.field(TestSafe.sortCode(fact.account))
    text.field(TestSafe.account(fact.account))
    switch payee {
    case .person(let person): text.field(people.appearance(person, in: .bank).full)
    case .organisation(let organisation): text.field(Firm.name(organisation).uppercased())
    }
    text.field(pence: fact.pence)
  }

  private mutating func writeHoldings(_ progress: Progress) throws(SyntheticError) {
    let format = RowText(days: .abbreviatedMonth)
    var sheet = try sheet(
      "account-holders", format: format,
      columns: """
        SORT_CODE ACCOUNT CUSTOMER SURNAME FORENAMES BORN COMPANY COMPANY_NUMBER OPENED CLOSED \
        DECLARED_HUB
        """)
    sheet.plant(
      story.holdings.enumerated().map { place, fact in
        (place * 2, format.row { holding(fact, &$0) })
      })
    for fact in story.holdings {
      if case .person(let person) = fact.party { try note(person, in: .bank) }
    }
    for row in 0..<plan.accounts {
      var draw = Draw(random, .account, row)
      let person = plan.resident(row, start: 11)
      let fact = Story.Holding(
        account: 1000 + row, party: .person(person), from: Cast.day(-draw.below(1400)))
      try sheet.append(key: row) { holding(fact, &$0) }
      try note(person, in: .bank)
    }
    try finish(&sheet, "account-holders", progress)
  }

  private func holding(_ fact: Story.Holding, _ text: inout RowText) {
    text.field(TestSafe.sortCode(fact.account))
    text.field(TestSafe.account(fact.account))
    switch fact.party {
    case .person(let person):
      let seen = people.appearance(person, in: .bank)
      text.field(System.bank.localID(person))
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
    text.field(fact.hub)
  }
}
