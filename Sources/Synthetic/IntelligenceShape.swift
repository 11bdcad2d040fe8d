import Records

/// How one force writes a line of a report: its columns, codes, dates, numbers and names.
struct IntelligenceShape {
  let force: Force
  let people: People
  /// Lincolnshire's file of reports graded before 3x5x2.
  let legacy: Bool

  var name: String {
    switch force {
    case .cambridgeshire: "cambridgeshire-intelligence"
    case .norfolk: "norfolk-intelligence"
    case .lincolnshire: legacy ? "lincolnshire-legacy-intelligence" : "lincolnshire-intelligence"
    }
  }

  var format: RowText {
    switch force {
    case .cambridgeshire: RowText(days: .slashed)
    case .norfolk: RowText(days: .iso)
    case .lincolnshire: RowText(delimiter: ";", latin1: true, days: .abbreviatedMonth)
    }
  }

  /// Separated by spaces; `~` stands for a space within a name.
  var columns: String {
    switch force {
    case .cambridgeshire:
      """
      LOG_NO GRADE DATE_IN CODE EVENT_DATE NOMINAL_ID SURNAME FORENAME DOB NI_NO ROLE LINK \
      LINKED_NOMINAL LINKED_SURNAME LINKED_FORENAME LINKED_DOB LINKED_NI_NO VRM UPRN ADDRESS TOWN \
      POSTCODE PHONE ORGANISATION COMPANY_NO
      """
    case .norfolk:
      """
      URN SUBMITTED SOURCE ASSESSMENT HANDLING OFFENCE_CODE PERSON_REF FULL_NAME BIRTH_DATE NINO \
      INVOLVEMENT RELATION OTHER_REF OTHER_NAME OTHER_BIRTH_DATE OTHER_NINO VEHICLE COMPANY \
      COMPANY_NUMBER TELEPHONE PLACE_UPRN PLACE PLACE_TOWN PLACE_POSTCODE OCCURRED
      """
    case .lincolnshire:
      """
      Ref Nominal Name Date~of~birth PNC~ID Part Linked~as Linked~nominal Linked~name \
      Linked~date~of~birth Linked~PNC~ID Reg~mark Property~ref Property Town Phone~no Firm Firm~no \
      Event~date Entered Grade Crime~code
      """
    }
  }

  /// The report's own number in the force's series.
  static func reference(_ force: Force, _ number: Int) -> String {
    let series = Scramble(prime: 9_999_991, factor: 3_141_593)(number)
    return switch force {
    case .cambridgeshire: "CI/26/" + TestSafe.padded(series, 7)
    case .norfolk: "NFK-IR-" + TestSafe.padded(series, 7)
    case .lincolnshire: "L" + TestSafe.padded(series, 8)
    }
  }

  func write(_ line: Story.Line, of report: Story.Report, _ text: inout RowText) {
    switch force {
    case .cambridgeshire: writeCambridgeshire(line, of: report, &text)
    case .norfolk: writeNorfolk(line, of: report, &text)
    case .lincolnshire: writeLincolnshire(line, of: report, &text)
    }
  }

  private func writeCambridgeshire(
    _ line: Story.Line, of report: Story.Report, _ text: inout RowText
  ) {
    let grade = report.grade
    text.field(Self.reference(force, report.number))
    text.field("\(grade.source)\(grade.assessment)\(grade.handling)")
    text.field(report.entered)
    text.field(report.code)
    text.field(report.event)
    nominal(line.person, &text)
    text.field(["S", "A", "V", "W"][line.role.rawValue])
    text.field(
      [
        "ASSOC", "FAMILY", "DRIVES", "PASSENGER", "KEEPER", "LIVES AT", "LANDLORD", "MANAGES",
        "USES", "WORKS FOR", "DIRECTOR",
      ][line.tie.rawValue])
    if case .person(let other) = line.target { nominal(other, &text) } else { text.blank(5) }
    if case .vehicle(let vehicle) = line.target {
      text.field(TestSafe.mark(vehicle))
    } else {
      text.blank()
    }
    if case .address(let number) = line.target {
      address(Place(number), &text)
      text.field(Place(number).postcode)
    } else {
      text.blank(4)
    }
    if case .phone(let phone) = line.target {
      text.field(TestSafe.phone(phone, style: .spaced))
    } else {
      text.blank()
    }
    organisation(line.target, &text)
  }

  private func writeNorfolk(_ line: Story.Line, of report: Story.Report, _ text: inout RowText) {
    text.field(Self.reference(force, report.number))
    text.field(report.entered)
    text.field(report.grade.source)
    text.field(report.grade.assessment)
    text.field(report.grade.handling)
    text.field(report.code)
    nominal(line.person, &text)
    text.field(["suspect", "associate", "potential victim", "witness"][line.role.rawValue])
    text.field(
      [
        "associate of", "relative of", "driver of", "passenger in", "keeper of", "resident at",
        "landlord of", "manager of", "user of", "employed by", "director of",
      ][line.tie.rawValue])
    if case .person(let other) = line.target { nominal(other, &text) } else { text.blank(4) }
    if case .vehicle(let vehicle) = line.target {
      text.field(TestSafe.mark(vehicle).replacing(" ", with: ""))
    } else {
      text.blank()
    }
    organisation(line.target, &text)
    if case .phone(let phone) = line.target {
      text.field(TestSafe.phone(phone, style: .international))
    } else {
      text.blank()
    }
    if case .address(let number) = line.target {
      address(Place(number), &text)
      text.field(Place(number).postcode)
    } else {
      text.blank(4)
    }
    text.field(report.event)
  }

  private func writeLincolnshire(
    _ line: Story.Line, of report: Story.Report, _ text: inout RowText
  ) {
    text.field(Self.reference(force, report.number))
    nominal(line.person, &text)
    text.field(["SUS", "ASC", "PV", "WIT"][line.role.rawValue])
    text.field(
      ["ASC", "FAM", "DRV", "PSG", "KPR", "RES", "LLD", "MGR", "USR", "EMP", "DIR"][
        line.tie.rawValue])
    if case .person(let other) = line.target { nominal(other, &text) } else { text.blank(4) }
    if case .vehicle(let vehicle) = line.target {
      text.field(TestSafe.mark(vehicle).lowercased())
    } else {
      text.blank()
    }
    if case .address(let number) = line.target {
      address(Place(number), &text)
    } else {
      text.blank(3)
    }
    if case .phone(let phone) = line.target {
      text.field(TestSafe.phone(phone, style: .plain))
    } else {
      text.blank()
    }
    organisation(line.target, &text)
    text.field(report.event)
    text.field(report.entered)
    let grade = report.grade
    text.field(legacy ? grade.legacy : "\(grade.source) \(grade.assessment) \(grade.handling)")
    text.field(report.code)
  }

  private func nominal(_ person: Int, _ text: inout RowText) {
    let seen = people.appearance(person, in: force.system)
    text.field(force.system.localID(person))
    switch force {
    case .cambridgeshire:
      text.field(seen.family)
      text.field(seen.given)
    case .norfolk: text.field(seen.full)
    case .lincolnshire: text.field(seen.register)
    }
    text.field(seen.born)
    if force == .lincolnshire {
      text.field(
        person % 4 == 1 ? TestSafe.policeComputer(person, year: 2000 + person % 26) : "")
    } else {
      text.field(Self.knowsInsurance(person) ? TestSafe.nationalInsurance(person) : "")
    }
  }

  /// The forces have the National Insurance numbers of planted people and of one in five others.
  static func knowsInsurance(_ person: Int) -> Bool {
    person < 200 && person != PlantedGroup.all[2].organiser || person % 5 == 2
  }

  private func address(_ place: Place, _ text: inout RowText) {
    text.field(place.uprn)
    text.field(force == .cambridgeshire ? place.line.uppercased() : place.line)
    text.field(place.townName)
  }

  private func organisation(_ target: Story.Target, _ text: inout RowText) {
    if case .organisation(let organisation) = target {
      text.field(Firm.name(organisation))
      text.field(TestSafe.company(organisation))
    } else {
      text.blank(2)
    }
  }
}
