import GraphCore
import Records

/// Wages, labour, referrals and the master list of the planted world.
extension Story {
  static let bureauAccount = 3

  /// The planted workers' wages go into one account per group; the bureau's clients pay many people
  /// through one client account, lawfully.
  mutating func addMoney(_ random: CounterRandom) {
    for group in PlantedGroup.all {
      holdings.append(
        Holding(account: group.account, party: .person(group.money), from: Cast.firstDay))
      for member in [1, 3] {
        holdings.append(
          Holding(
            account: 10 + group.first + member, party: .person(group.first + member),
            from: Cast.day(30)))
      }
      var draw = Draw(random, .planted, 4000 + group.first)
      for payday in 0..<9 {
        let day = Cast.on(6, 5).adding(days: payday * 14)
        for worker in group.workers {
          payments.append(
            Payment(
              payer: group.organisation, worker: worker, account: group.account, day: day,
              pence: 28_000 + draw.below(14_000)))
        }
        draw = Draw(random, .planted, 4001 + group.first * 16 + payday)
      }
    }
    holdings.append(
      Holding(
        account: Self.bureauAccount, party: .organisation(Firm.bureau), from: Cast.firstDay,
        hub: "payroll bureau"))
    for (turn, worker) in Cast.bureauWorkers.enumerated() {
      var draw = Draw(random, .planted, 5000 + turn)
      for payday in [Cast.on(7, 31), Cast.on(8, 28)] {
        payments.append(
          Payment(
            payer: Firm.bureauClients.lowerBound + turn % 5, worker: worker,
            account: Self.bureauAccount, day: payday, pence: 90_000 + draw.below(90_000)))
      }
    }
  }

  mutating func addLabour() {
    for group in PlantedGroup.all {
      for member in [1, 5] {
        officers.append(
          Officer(
            organisation: group.organisation, person: group.first + member,
            from: Cast.on(2, 1 + member, year: 2025)))
      }
    }
    for organisation in 3..<18 {
      let hub =
        organisation == Firm.bureau
        ? "payroll bureau" : organisation == Firm.charity ? "support charity" : ""
      officers.append(
        Officer(
          organisation: organisation, person: Cast.landlords.lowerBound + organisation,
          from: Cast.on(5, organisation, year: 2024), hub: hub))
    }
    let avocet = PlantedGroup.all[2].organisation
    let sector = "Horticulture"
    providerLicences = [
      ProviderLicence(
        organisation: avocet, number: 71, from: Cast.on(8, 10, year: 2025), to: Cast.on(8, 9),
        sector: sector),
      ProviderLicence(
        organisation: avocet, number: 72, from: Cast.on(8, 19), to: Cast.on(8, 18, year: 2027),
        sector: sector),
      ProviderLicence(
        organisation: Firm.lawfulAgency, number: 55, from: Cast.on(1, 1, year: 2025),
        to: Cast.on(12, 31, year: 2027), sector: sector),
    ]
    for (supplier, client, heads) in [
      (0, 7, 12), (0, 8, 8), (1, 8, 9), (1, 9, 11), (2, 10, 12), (2, 11, 8), (12, 7, 30),
      (12, 10, 45),
    ] {
      supplies.append(
        Supply(
          supplier: supplier, client: client, sector: sector, from: Cast.on(3, 2 + client),
          to: nil, heads: heads))
    }
  }

  /// Every worker is referred; one referral has no crime record and one no intelligence.
  mutating func addReferrals(_ random: CounterRandom) {
    for group in PlantedGroup.all {
      for worker in group.workers {
        var draw = Draw(random, .planted, 6000 + worker)
        let day = Cast.on(4, 1).adding(days: draw.below(178))
        referrals.append(
          Referral(
            person: worker, number: worker, day: day,
            place: home(ofWorker: worker, on: day), hasCrime: worker != 77,
            hasIntelligence: worker != 93))
      }
    }
  }

  /// Three in one crime identifier column are wrong and two are missing; copies are left alone.
  mutating func spoilCodes() {
    let spoilt = [(4, "OIC-99"), (50, "MHST-01"), (104, "106/1"), (34, ""), (130, "")]
    for (index, code) in spoilt { reports[index].code = code }
  }

  mutating func addMasterList(_ random: CounterRandom, subjectCount: Int) {
    for group in PlantedGroup.all {
      let late = group.name == "BITTERN"
      subjects.append(
        Subject(
          number: group.subject, kind: "OCG", title: "OCG \(group.name)", status: "active",
          owner: "Detective Inspector, regional team",
          assessed: late ? Cast.on(9, 4, year: 2025) : Cast.on(5, 12),
          due: late ? Cast.on(3, 4) : Cast.on(11, 12), people: group.listed,
          findings: late ? ["late"] : group.name == "HERON" ? ["major-unchanged"] : []))
    }
    for place in 0..<subjectCount { addOrdinarySubject(place, random) }
    addIndividuals(random)
    for (turn, place) in [Place.lawfulHMO, Place.home(of: 900), Place.home(of: 901)].enumerated() {
      subjects.append(
        Subject(
          number: 901 + turn, kind: "VULN", title: "Vulnerability \(turn + 1): shared housing",
          status: "active", owner: "Partnership Inspector", assessed: Cast.on(4, 20 + turn),
          due: Cast.on(10, 20 + turn), places: [place]))
    }
    disruptions = [
      Disruption(
        subject: PlantedGroup.all[0].subject, day: Cast.on(6, 10), level: "major",
        judge: "Head of Serious Crime", note: "Warrants at two premises"),
      Disruption(
        subject: 101, day: Cast.on(2, 11), level: "moderate", judge: "Detective Inspector, Norfolk",
        note: "Vehicle seized"),
      Disruption(
        subject: 104, day: Cast.on(5, 6), level: "minor", judge: "Detective Sergeant, Boston",
        note: "Cash seized"),
      Disruption(
        subject: 113, day: Cast.on(1, 20), level: "major", judge: "Detective Inspector, Norfolk",
        note: "All members charged"),
      Disruption(
        subject: 122, day: Cast.on(3, 18), level: "none", judge: "Detective Inspector, March",
        note: "Visit without result"),
      Disruption(
        subject: 131, day: Cast.on(4, 2), level: "negative", judge: "Detective Inspector, Norfolk",
        note: "Premises moved after the visit"),
    ]
    subjects.sort { $0.number < $1.number }
  }

  private static let ordinaryTitles = NameLists.words(
    """
    WIGEON GODWIT DUNLIN REDSHANK CURLEW SMEW POCHARD GADWALL SHOVELER PLOVER RUFF KNOT TERN CRAKE \
    GREBE MARTIN SWIFT LINNET PIPIT REEVE
    """)

  /// One force, three to six members, two to four reports of low grade.
  private mutating func addOrdinarySubject(_ place: Int, _ random: CounterRandom) {
    var draw = Draw(random, .subject, place)
    let members = (0..<(3 + place % 4)).map { Cast.ordinarySubjects + place * 8 + $0 }
    let force = Force.allCases[place % 3]
    let archived = place % 5 == 4
    let stillActive = place == 9
    let turn = place / 20
    let title = Self.ordinaryTitles[place % 20] + (turn == 0 ? "" : " \(turn + 1)")
    var findings: [String] = []
    if stillActive { findings.append("archived-active") }
    let late = !archived && ([2, 6, 11].contains(place) || place >= 20 && place % 23 == 0)
    let unowned = !archived && (place == 3 || place == 13 || place >= 20 && place % 29 == 0)
    if late { findings.append("late") }
    if unowned { findings.append("unowned") }
    subjects.append(
      Subject(
        number: 101 + place * 3, kind: "OCG", title: "OCG \(title)",
        status: archived ? "archived" : "active",
        owner: unowned ? "" : "Detective Inspector, \(force.towns[place % 6])",
        assessed: Cast.on(late ? 1 : 5, 1 + place % 28),
        due: archived ? nil : late ? Cast.on(6, 1 + place % 28) : Cast.on(11, 1 + place % 28),
        people: members, findings: findings))
    for turn in 0..<(2 + place % 3) {
      let day =
        stillActive
        ? Cast.on(7, 6).adding(days: turn * 20)
        : archived ? Cast.day(draw.below(180)) : Cast.day(30 + draw.below(420))
      report(
        force, ["2CP", "2DP", "3CP", "3DP", "1CP"][draw.below(5)], day,
        code: ["DRG-02", "ACQ-03"][place % 2],
        lines: [
          Line(
            person: members[turn % members.count], role: .suspect, tie: .associate,
            target: .person(members[(turn + 1) % members.count]))
        ])
    }
  }

  /// The noisy associate and four others.
  private mutating func addIndividuals(_ random: CounterRandom) {
    for (turn, person) in ([Cast.noisyAssociate] + Array(Cast.priorityIndividuals)).enumerated() {
      subjects.append(
        Subject(
          number: 811 + turn, kind: "PI", title: "Priority Individual \(turn + 1)",
          status: "active", owner: "Detective Sergeant, \(Force.cambridgeshire.towns[turn])",
          assessed: Cast.on(6, 3 + turn), due: Cast.on(12, 3 + turn), people: [person]))
      guard turn > 0 else { continue }
      var draw = Draw(random, .subject, 10_000 + turn)
      let force = Force.allCases[turn % 3]
      for other in 0..<2 {
        report(
          force, ["2CP", "3CP", "2DP"][draw.below(3)], Cast.day(60 + draw.below(390)),
          code: "DRG-02",
          lines: [
            Line(
              person: person, role: .suspect, tie: .associate,
              target: .person(Cast.pettyAssociates.upperBound + turn * 4 + other))
          ])
      }
    }
  }
}
