/// One record of a ``LinkagePopulation``: what a system holds of somebody, and who it truly is. An
/// empty text is an empty column.
public struct PopulationRecord: Sendable, Equatable {
  /// `R` and the number of the row from 1.
  public let id: String
  /// One of eight: CUSTODY, INTELLIGENCE, COUNCIL, PAYROLL, BORDER, KEEPER, HELPLINE, BANK.
  public let system: String
  /// The day of the entry, 2018-01-01 to 2026-09-25.
  public let recorded: String
  public let givenNames: String
  public let surname: String
  /// `1987-05-09`, or the year alone.
  public let dateOfBirth: String
  /// `M`, `F` or empty.
  public let sex: String
  /// The code that some systems hold; for tests of linkage alone.
  public let nationality: String
  public let address: String
  public let postcode: String
  public let uprn: String
  public let phone: String
  public let vehicle: String
  public let insuranceNumber: String
  /// Truth: the number of the person. Two records match if and only if these are equal.
  public let person: Int
  /// Truth: the number of the household that the person began in.
  public let household: Int

  /// The columns of the file, in their order.
  public static let columns = [
    "record_id", "system", "recorded", "given_names", "surname", "date_of_birth", "sex",
    "nationality", "address", "postcode", "uprn", "phone", "vehicle", "ni_number", "person_id",
    "household_id",
  ]

  /// Writes the record as one row.
  func write(to row: inout RowText) {
    for text in [
      id, system, recorded, givenNames, surname, dateOfBirth, sex, nationality, address, postcode,
      uprn, phone, vehicle, insuranceNumber,
    ] {
      row.field(text)
    }
    row.field(person)
    row.field(household)
  }
}
