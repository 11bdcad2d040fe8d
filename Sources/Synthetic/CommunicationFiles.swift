import Records

/// Subscribers and named contacts of telephones, and call records.
extension FensWriter {
  mutating func writeCommunications(_ progress: Progress) throws(SyntheticError) {
    try writeSubscribers(progress)
    try writeCalls(progress)
  }

  private mutating func writeSubscribers(_ progress: Progress) throws(SyntheticError) {
    let format = RowText(days: .iso)
    var sheet = try sheet(
      "phone-subscribers", format: format,
      columns: """
        NUMBER CONNECTION CUSTOMER_NO CUSTOMER BIRTH_DATE COMPANY COMPANY_NUMBER ACTIVE_FROM \
        ACTIVE_TO DECLARED_HUB
        """)
    sheet.plant(
      story.subscriptions.enumerated().map { place, fact in
        (place / 3, format.row { subscription(fact, &$0) })
      })
    for fact in story.subscriptions {
      if case .person(let person) = fact.party { try note(person, in: .phones) }
    }
    for row in 0..<plan.phones {
      var draw = Draw(random, .phone, row)
      let person = plan.resident(row, start: 9)
      let fact = Story.Subscription(
        phone: Telephone.background + row, party: .person(person), named: false,
        from: Cast.day(-draw.below(700)), to: nil)
      try sheet.append(key: row) { subscription(fact, &$0) }
      try note(person, in: .phones)
    }
    try finish(&sheet, "phone-subscribers", progress)
  }

  private func subscription(_ fact: Story.Subscription, _ text: inout RowText) {
    text.field(TestSafe.phone(fact.phone, style: .spaced))
    text.field(fact.named ? "CONTACT" : "SUBSCRIBER")
    switch fact.party {
    case .person(let number):
      person(number, in: .phones, &text)
      text.blank(2)
    case .organisation(let organisation):
      text.blank(3)
      text.field(Firm.name(organisation))
      text.field(TestSafe.company(organisation))
    }
    text.field(fact.from)
    text.field(fact.to)
    text.field(fact.hub)
  }

  /// Ordinary calls stay within circles of ten numbers, with a few to the next circle: the pool of
  /// numbers that nobody holds is small, and at large scales a number stands for many people's calls.
  private mutating func writeCalls(_ progress: Progress) throws(SyntheticError) {
    let format = RowText(days: .iso)
    var sheet = try sheet(
      "call-records", format: format, columns: "CALLING CALLED STARTED SECONDS")
    sheet.plant(
      story.calls.map { fact in
        (Int(fact.day.number) * 1440 + fact.minute, format.row { call(fact, &$0) })
      })
    let circles = max(1, plan.phones / 10)
    let size = min(10, max(2, plan.phones))
    for row in 0..<plan.calls {
      var draw = Draw(random, .call, row)
      let minute = row * (Cast.dayCount * 1440 / 64) / plan.calls * 64 + draw.below(64)
      let circle = draw.below(circles)
      let next = draw.chance(2) ? (circle + 1) % circles : circle
      let a = draw.below(size)
      let b = (a + 1 + draw.below(size - 1)) % size
      let fact = Story.Call(
        from: Telephone.background + circle * 10 + a, to: Telephone.background + next * 10 + b,
        day: Cast.day(minute / 1440), minute: minute % 1440, seconds: 4 + draw.below(900))
      try sheet.append(key: Int(fact.day.number) * 1440 + fact.minute) { call(fact, &$0) }
    }
    try finish(&sheet, "call-records", progress)
  }

  private func call(_ fact: Story.Call, _ text: inout RowText) {
    text.field(TestSafe.phone(fact.from, style: .international))
    text.field(TestSafe.phone(fact.to, style: .international))
    text.field(fact.day, minute: fact.minute)
    text.field(fact.seconds)
  }
}
