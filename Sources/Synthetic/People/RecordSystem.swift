/// One of the eight systems that records come from: which columns it fills, how its clerks write, and
/// how often they err. All rates are chances in a thousand.
struct RecordSystem: Sendable {
  enum Letters { case full, latin1, plain }
  enum Capitals { case asWritten, surname, all }
  enum PhoneStyle { case plain, spaced, international, mixed }

  let name: String
  let share: Int
  /// How full its columns are.
  let birth, sex, nationality, address, postcode, uprn, phone, vehicle, insurance: Int
  /// How often there is no given name, and no family name.
  let noGiven, noSurname: Int
  /// Typing errors for one word of a name; how much its clerks write by ear, in per cent of the rate
  /// of the origin; forms in daily use, in per cent.
  let typing, byEar, informal: Int
  let wrongBirth, yearOnly, placeholder: Int
  let letters: Letters
  let capitals: Capitals
  let phones: PhoneStyle

  static let all = [
    RecordSystem(
      name: "CUSTODY", share: 14, birth: 975, sex: 990, nationality: 900, address: 860,
      postcode: 780, uprn: 0, phone: 560, vehicle: 100, insurance: 0, noGiven: 2, noSurname: 2,
      typing: 25, byEar: 100, informal: 60, wrongBirth: 60, yearOnly: 0, placeholder: 12,
      letters: .plain, capitals: .surname, phones: .plain),
    RecordSystem(
      name: "INTELLIGENCE", share: 20, birth: 590, sex: 820, nationality: 350, address: 500,
      postcode: 320, uprn: 0, phone: 410, vehicle: 210, insurance: 0, noGiven: 70, noSurname: 45,
      typing: 45, byEar: 150, informal: 180, wrongBirth: 90, yearOnly: 90, placeholder: 25,
      letters: .plain, capitals: .asWritten, phones: .mixed),
    RecordSystem(
      name: "COUNCIL", share: 14, birth: 750, sex: 550, nationality: 250, address: 970,
      postcode: 930, uprn: 650, phone: 600, vehicle: 25, insurance: 130, noGiven: 10,
      noSurname: 3, typing: 25, byEar: 70, informal: 90, wrongBirth: 50, yearOnly: 0,
      placeholder: 30, letters: .full, capitals: .asWritten, phones: .spaced),
    RecordSystem(
      name: "PAYROLL", share: 16, birth: 925, sex: 820, nationality: 550, address: 800,
      postcode: 700, uprn: 0, phone: 670, vehicle: 30, insurance: 380, noGiven: 5, noSurname: 5,
      typing: 28, byEar: 80, informal: 70, wrongBirth: 60, yearOnly: 0, placeholder: 40,
      letters: .plain, capitals: .all, phones: .international),
    RecordSystem(
      name: "BORDER", share: 10, birth: 995, sex: 995, nationality: 990, address: 210,
      postcode: 140, uprn: 0, phone: 270, vehicle: 90, insurance: 0, noGiven: 5, noSurname: 8,
      typing: 8, byEar: 25, informal: 0, wrongBirth: 18, yearOnly: 4, placeholder: 2,
      letters: .plain, capitals: .all, phones: .international),
    RecordSystem(
      name: "KEEPER", share: 10, birth: 470, sex: 350, nationality: 0, address: 945,
      postcode: 930, uprn: 0, phone: 320, vehicle: 975, insurance: 0, noGiven: 35, noSurname: 2,
      typing: 30, byEar: 70, informal: 50, wrongBirth: 40, yearOnly: 0, placeholder: 8,
      letters: .plain, capitals: .all, phones: .plain),
    RecordSystem(
      name: "HELPLINE", share: 8, birth: 330, sex: 720, nationality: 560, address: 380,
      postcode: 130, uprn: 0, phone: 620, vehicle: 130, insurance: 0, noGiven: 90, noSurname: 270,
      typing: 70, byEar: 220, informal: 300, wrongBirth: 120, yearOnly: 620, placeholder: 30,
      letters: .full, capitals: .asWritten, phones: .mixed),
    RecordSystem(
      name: "BANK", share: 8, birth: 985, sex: 600, nationality: 450, address: 940, postcode: 920,
      uprn: 0, phone: 840, vehicle: 0, insurance: 110, noGiven: 2, noSurname: 2, typing: 14,
      byEar: 40, informal: 30, wrongBirth: 25, yearOnly: 0, placeholder: 4, letters: .latin1,
      capitals: .all, phones: .international),
  ]

  /// People of shared houses are seldom keepers or bank customers, and more often payees and callers.
  private static let houseShares = [12, 24, 8, 24, 10, 3, 14, 5]

  static func draw(_ draw: inout Draw, inSharedHouse: Bool) -> Int {
    var rest = draw.below(100)
    for (place, system) in all.enumerated() {
      rest -= inSharedHouse ? houseShares[place] : system.share
      if rest < 0 { return place }
    }
    return 0
  }
}
