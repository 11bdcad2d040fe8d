import Records

/// The truth: what is planted, in files that no mapping reads.
extension FensWriter {
  mutating func writeTruth() throws(SyntheticError) {
    try nominals.close()
    try table("groups", columns: "group listing person name role listed") { rows in
      for group in PlantedGroup.all {
        for member in 0..<group.size {
          let person = group.first + member
          let role = PlantedGroup.roles[member]
          let listed = group.listed.contains(person) ? "yes" : "no"
          rows.append([
            group.name, Self.subjectID(group.subject), "\(person)", name(person), role, listed,
          ])
        }
      }
      for (number, people) in Cast.unmapped.enumerated() {
        for person in people {
          rows.append(["UNMAPPED-\(number + 1)", "", "\(person)", name(person), "member", "no"])
        }
      }
    }
    try table("nominals-of-note", columns: "finding person name note") { rows in
      rows = [
        [
          "broker", "\(Cast.broker)", name(Cast.broker),
          "joins HERON and BITTERN by three reports and four calls",
        ],
        [
          "noisy-associate", "\(Cast.noisyAssociate)", name(Cast.noisyAssociate),
          "forty reports of low grade; must not come out on top",
        ],
        [
          "unsupported-organiser", "\(PlantedGroup.all[2].organiser)",
          name(PlantedGroup.all[2].organiser),
          "organiser of AVOCET; one 3D C report and nothing else",
        ],
      ]
    }
    try writeDecoys()
    try writeShielded()
    try writeFindings()
    try writeHouses()
    try FensWorld.write(
      "{ \"generator\": \(FensWorld.generatorVersion), \"seed\": \(world.seed), "
        + "\"requestedRows\": \(world.scale.rows), \"rows\": \(files.reduce(0) { $0 + $1.rows }), "
        + "\"period\": \"2026-Q3\" }\n",
      to: "\(directory)/truth/manifest.json")
  }

  private func name(_ person: Int) -> String { people.appearance(person, in: .councils).full }

  private func table(
    _ name: String, columns: String, _ fill: (inout [[String]]) -> Void
  ) throws(SyntheticError) {
    var rows: [[String]] = []
    fill(&rows)
    var sheet = try Sheet(
      "\(directory)/truth/\(name).csv", columns: columns.split(separator: " ").map(String.init))
    for row in rows {
      try sheet.append { text in
        for value in row { text.field(value) }
      }
    }
    try sheet.close()
  }

  /// Hubs that link many people who have nothing to do with each other.
  private func writeDecoys() throws(SyntheticError) {
    try table("decoys", columns: "kind identifier name declared people") { rows in
      rows = [
        [
          "address", Place(Place.hostel).uprn, Place(Place.hostel).line, "hostel",
          "\(Set(story.residences.filter { $0.place == Place.hostel }.map(\.person)).count)",
        ],
        [
          "organisation", TestSafe.company(Firm.bureau), Firm.name(Firm.bureau), "payroll bureau",
          "\(Cast.bureauWorkers.count)",
        ],
        [
          "account",
          TestSafe.sortCode(Story.bureauAccount) + " " + TestSafe.account(Story.bureauAccount),
          Firm.name(Firm.bureau), "payroll bureau", "\(Cast.bureauWorkers.count)",
        ],
        [
          "phone", TestSafe.phone(Telephone.charity, style: .spaced), Firm.name(Firm.charity),
          "support charity", "\(Cast.charityCallers.count)",
        ],
        [
          "vehicle", TestSafe.mark(Van.hireVan), Firm.name(Firm.vanHire), "",
          "\(Cast.vanHirers.count + 2)",
        ],
        [
          "phone", TestSafe.phone(Telephone.sharedHouse, style: .spaced), "shared house", "",
          "\(Cast.sharedHouse.count)",
        ],
      ]
    }
  }

  private func writeShielded() throws(SyntheticError) {
    try table("shielded", columns: "person name referral group alsoSuspect") { rows in
      for group in PlantedGroup.all {
        for worker in group.workers {
          rows.append([
            "\(worker)", name(worker), Self.referralNumber(worker), group.name,
            worker == Cast.suspectWorker ? "yes" : "no",
          ])
        }
      }
      for row in 0..<plan.referrals {
        let person = Cast.referred + row
        rows.append(["\(person)", name(person), Self.referralNumber(1000 + row), "", "no"])
      }
    }
  }

  /// What a check of the registers must find, and nothing else.
  private func writeFindings() throws(SyntheticError) {
    try table("subjects", columns: "subject title finding") { rows in
      for subject in story.subjects {
        for finding in subject.findings {
          rows.append([Self.subjectID(subject.number), subject.title, finding])
        }
      }
    }
    try table("crime-codes", columns: "system reference code finding") { rows in
      for report in story.reports where !Self.validCodes.contains(report.code) {
        rows.append([
          report.force.system.rawValue, IntelligenceShape.reference(report.force, report.number),
          report.code, report.code.isEmpty ? "absent" : "wrong",
        ])
      }
    }
    try table(
      "duplicate-reports", columns: "system reference copySystem copyReference"
    ) { rows in
      for (first, second) in story.copies {
        rows.append([
          first.0.system.rawValue, IntelligenceShape.reference(first.0, first.1),
          second.0.system.rawValue, IntelligenceShape.reference(second.0, second.1),
        ])
      }
    }
    try table("referrals", columns: "referral person finding") { rows in
      for referral in story.referrals {
        let number = Self.referralNumber(referral.number)
        if !referral.hasCrime { rows.append([number, "\(referral.person)", "no crime record"]) }
        if !referral.hasIntelligence {
          rows.append([number, "\(referral.person)", "no intelligence"])
        }
      }
    }
    try table("suppliers", columns: "companyNumber name finding from to") { rows in
      rows = PlantedGroup.all.map { group in
        let lapse = group.hiddenOrganiser
        return [
          TestSafe.company(group.organisation), Firm.name(group.organisation),
          lapse ? "lapse of nine days" : "unlicensed", lapse ? "2026-08-10" : "",
          lapse ? "2026-08-18" : "",
        ]
      }
    }
  }

  private static let validCodes = ["MSHT-01", "OIC-01", "DRG-02", "ACQ-03", "GEN-00"]

  /// The twelve addresses of interest, with the most people living there on one day of 2026-Q3.
  private func writeHouses() throws(SyntheticError) {
    try table(
      "addresses", columns: "uprn address town finding licensedMaximum mostResidents group"
    ) { rows in
      for number in 0..<12 {
        let place = Place(number)
        let licence = story.housingLicences.first { $0.place == number }
        let most = mostResidents(number)
        let group = PlantedGroup.all.first { ($0.place..<$0.place + 3).contains(number) }
        let finding =
          switch number {
          case Place.lawfulHMO: "licensed and full"
          case Place.hostel: "hostel"
          case Place.familyHouse: "family of seven"
          default: most > (licence?.persons ?? 4) ? "over-occupied" : "ordinary"
          }
        rows.append([
          place.uprn, place.line, place.townName, finding,
          licence.map { "\($0.persons)" } ?? "", "\(most)", group?.name ?? "",
        ])
      }
    }
  }

  private func mostResidents(_ place: Int) -> Int {
    let stays = story.residences.filter { $0.place == place }
    let first = Cast.on(7, 1)
    return (0..<92).map { first.adding(days: $0) }
      .map { day in
        stays.count { $0.from <= day && ($0.to.map { day <= $0 } ?? true) }
      }.max() ?? 0
  }
}
