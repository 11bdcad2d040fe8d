import GraphCore
import Records

extension Story {
  /// Builds all that is planted, with `subjectCount` ordinary OCGs on the master list.
  init(random: CounterRandom, subjectCount: Int) {
    addHousing()
    var draw = Draw(random, .planted, 0)
    for group in PlantedGroup.all {
      draw = Draw(random, .planted, 16 * (group.first + 1))
      addReports(of: group, &draw)
      addWorkerReports(of: group, &draw)
    }
    draw = Draw(random, .planted, 1000)
    addBroker()
    addNoisyAssociate(&draw)
    addUnmapped(&draw)
    addCopies()
    addVehicles(random)
    addCommunications(random)
    addMoney(random)
    addLabour()
    addReferrals(random)
    addMasterList(random, subjectCount: subjectCount)
    spoilCodes()
  }

  /// HERON was disrupted on 10 June 2026 and is as busy in the fifteen weeks after as in those before:
  /// `ahead` counts by how many reports the later weeks lead, which chance alone may not carry far.
  private func dayOfHeron(_ draw: inout Draw, ahead: inout Int) -> Day {
    let turn = draw.below(106)
    let drawn = draw.chance(50)
    let isLater = abs(ahead) < 5 ? drawn : ahead < 0
    ahead += isLater ? 1 : -1
    return isLater ? Cast.on(6, 11).adding(days: turn) : Cast.on(6, 9).adding(days: -turn)
  }

  /// A day that lies in 2026-Q3 in 55 of 100 cases and in the eleven months before it otherwise.
  private func eventDay(_ draw: inout Draw) -> Day {
    draw.chance(55)
      ? Cast.on(7, 1).adding(days: draw.below(87))
      : Cast.on(8, 1, year: 2025).adding(days: draw.below(330))
  }

  /// Every pair that works together is reported by each of the three forces.
  private mutating func addReports(of group: PlantedGroup, _ draw: inout Draw) {
    let grades = ["2AP", "1BP", "2BP", "2CP", "1AC", "2BC"]
    var pairDraws = 0
    var ahead = 0
    for (place, pair) in group.pairs.enumerated() {
      for force in Force.allCases {
        let grade = grades[(place + force.rawValue + draw.below(3)) % grades.count]
        let other = object(of: group, for: pair.0, turn: pairDraws)
        pairDraws += 1
        let day =
          group.name == "HERON" ? dayOfHeron(&draw, ahead: &ahead) : eventDay(&draw)
        report(
          force, grade, day, code: place % 2 == 0 ? "MSHT-01" : "OIC-01",
          lines: [
            Line(person: pair.0, role: .suspect, tie: .associate, target: .person(pair.1)), other,
          ])
      }
    }
    if group.hiddenOrganiser {
      report(
        .norfolk, "3DC", Cast.on(8, 14),
        lines: [
          Line(
            person: group.organiser, role: .suspect, tie: .associate,
            target: .person(group.first + 1))
        ])
    }
  }

  /// What else a report on a member says: a car, a house, a telephone or the firm.
  private func object(of group: PlantedGroup, for person: Int, turn: Int) -> Line {
    switch turn % 5 {
    case 0:
      let vehicle = group.vehicles[turn / 5 % group.vehicles.count]
      return Line(
        person: group.transport, role: .suspect, tie: .driver, target: .vehicle(vehicle))
    case 1:
      return Line(
        person: group.housing, role: .suspect, tie: .landlord,
        target: .address(group.place + turn / 5 % 3))
    case 2:
      return Line(
        person: person, role: .suspect, tie: .user,
        target: .phone(PlantedGroup.phone(of: person)))
    case 3:
      return Line(
        person: group.first + 1, role: .suspect, tie: .director,
        target: .organisation(group.organisation))
    default:
      return Line(
        person: group.driver, role: .associate, tie: .driver,
        target: .vehicle(group.vehicles[turn / 5 % group.vehicles.count]))
    }
  }

  /// Reports that name workers, as potential victims; and the one that names a worker as a suspect.
  private mutating func addWorkerReports(of group: PlantedGroup, _ draw: inout Draw) {
    for turn in 0..<4 {
      let worker = group.workers.lowerBound + turn * 5
      let force = Force.allCases[turn % 3]
      let day = Cast.on(7, 2).adding(days: draw.below(86))
      report(
        force, ["1BC", "2BC", "1AC", "2CC"][turn], day,
        lines: [
          Line(
            person: worker, role: .potentialVictim, tie: .resident,
            target: .address(home(ofWorker: worker, on: day))),
          Line(
            person: worker, role: .potentialVictim, tie: .employed,
            target: .organisation(group.organisation)),
          Line(
            person: worker, role: .potentialVictim, tie: .associate,
            target: .person(group.housing)),
        ])
    }
    if group.workers.contains(Cast.suspectWorker) {
      report(
        .lincolnshire, "2CP", Cast.on(7, 22), code: "ACQ-03",
        lines: [
          Line(
            person: Cast.suspectWorker, role: .suspect, tie: .driver,
            target: .vehicle(group.vehicles[0])),
          Line(
            person: Cast.suspectWorker, role: .suspect, tie: .associate,
            target: .person(group.driver)),
        ])
    }
  }

  /// One person joins HERON and BITTERN by three reports and nothing else.
  private mutating func addBroker() {
    let heron = PlantedGroup.all[0].money
    let bittern = PlantedGroup.all[1].first + 2
    for (force, grade, day, other) in [
      (Force.cambridgeshire, "2AP", Cast.on(7, 9), heron),
      (.norfolk, "1BP", Cast.on(4, 21), heron),
      (.lincolnshire, "2BP", Cast.on(8, 27), bittern),
    ] {
      report(
        force, grade, day, code: "OIC-01",
        lines: [
          Line(person: Cast.broker, role: .suspect, tie: .associate, target: .person(other))
        ])
    }
  }

  /// Forty reports, low in grade, that tie one person to many who have nothing to do with each
  /// other.
  private mutating func addNoisyAssociate(_ draw: inout Draw) {
    let petty = Cast.pettyAssociates
    for turn in 0..<40 {
      let other = turn % 13 == 6 ? PlantedGroup.all[0].driver : petty.lowerBound + turn
      var lines = [
        Line(
          person: Cast.noisyAssociate, role: turn % 3 == 0 ? .suspect : .associate,
          tie: .associate, target: .person(other))
      ]
      if turn % 2 == 0 {
        lines.append(
          Line(
            person: Cast.noisyAssociate, role: .associate, tie: .associate,
            target: .person(petty.lowerBound + 40 + turn / 2)))
      }
      report(
        turn % 7 == 3 ? .norfolk : .cambridgeshire, ["2DP", "3CP", "3DP", "2CP"][turn % 4],
        eventDay(&draw), code: "ACQ-03", lines: lines)
    }
  }

  /// Two groups that nobody mapped, with decent evidence.
  private mutating func addUnmapped(_ draw: inout Draw) {
    let ties = [(0, 1), (0, 2), (1, 3), (2, 4), (3, 4), (1, 2)]
    for (number, people) in Cast.unmapped.enumerated() {
      for (turn, tie) in ties.enumerated() where tie.0 < people.count && tie.1 < people.count {
        for repeated in 0..<2 {
          let force: Force =
            number == 1 ? .cambridgeshire : repeated == 0 ? .norfolk : .lincolnshire
          report(
            force, ["2BP", "2CP", "1CP"][(turn + repeated) % 3], eventDay(&draw), code: "DRG-02",
            lines: [
              Line(
                person: people[tie.0], role: .suspect, tie: .associate,
                target: .person(people[tie.1])),
              turn % 2 == 0
                ? Line(
                  person: people[tie.0], role: .suspect, tie: .driver,
                  target: .vehicle(Van.unmapped[number]))
                : Line(
                  person: people[tie.1], role: .suspect, tie: .user,
                  target: .phone(PlantedGroup.phone(of: people[tie.1]))),
            ])
        }
      }
    }
  }

  /// Five reports reach a second force's system as if they were news.
  private mutating func addCopies() {
    for index in [2, 17, 41, 66, 90] {
      let original = reports[index]
      let force = Force.allCases[(original.force.rawValue + 1) % 3]
      let number = nextReport[force.rawValue]
      nextReport[force.rawValue] += 1
      reports.append(
        Report(
          force: force, number: number, grade: original.grade, event: original.event,
          entered: original.entered.adding(days: 6), code: original.code, lines: original.lines))
      copies.append(((original.force, original.number), (force, number)))
    }
  }
}
