internal import GraphCore
internal import Records

/// A synthetic population of the United Kingdom, as eight systems recorded it, with the truth: what a
/// test of record linkage needs.
///
/// People have names of ten origins, each with the errors that clerks make with it: transliteration,
/// lost diacritics, order, dropped patronymics, gendered family names, short forms, slips of the hand.
/// They live in families, with twins and sons named after fathers, as couples, alone, and in shared
/// houses (HMO) whose people share a gangmaster's telephone and minibuses; they move, change telephone
/// numbers, which others are given again, and marry. Systems differ in what they fill in and how often
/// they err; placeholders stand where nothing was known. A person has 1 to 8 records (mean 2.6).
///
///     guard let population = LinkagePopulation(recordCount: 100_000, seed: 7) else { return }
///     try population.write(to: "people.csv")
///     population.record(41).person  // who the 42nd row truly is
///
/// Nobody is real: names are drawn from tables written for this generator, and every identifier is
/// from a range that cannot be issued (06 telephone numbers, tags that begin with Q, QQ insurance
/// numbers, ZZ99 postcodes, UPRNs from 999000000000).
///
/// - Complexity: O(1) for a record, whichever it is, so O(rows) to write; memory does not grow.
/// - Note: Equal count, seed and generator version give equal bytes, however and in whatever order
///   records are made.
public struct LinkagePopulation: Sendable {
  /// Goes up whenever equal seeds stop giving equal bytes.
  public static let generatorVersion = 1
  /// Above this, blocks of identifiers would be used up.
  public static let largestCount = 10_000_000

  public let recordCount: Int
  public let seed: UInt64
  private let random: CounterRandom
  private let order: RowOrder
  private let people: PeopleOfPopulation
  private let contacts: PopulationContacts

  /// Returns nil where `recordCount` is not from 1 to ``largestCount``.
  public init?(recordCount: Int, seed: UInt64) {
    guard (1...Self.largestCount).contains(recordCount) else { return nil }
    self.recordCount = recordCount
    self.seed = seed
    random = CounterRandom(seed: seed)
    order = RowOrder(random, count: recordCount)
    let blocks =
      (recordCount + PopulationLayout.blockRecords - 1) / PopulationLayout.blockRecords
    let count = blocks * PopulationLayout.blockPeople
    people = PeopleOfPopulation(random: random, count: count)
    contacts = PopulationContacts(random: random, people: count)
  }

  /// Returns the record in row `row`, counted from 0; the rows are in no order.
  ///
  /// - Precondition: `row` is from 0 to the count less 1.
  public func record(_ row: Int) -> PopulationRecord {
    precondition((0..<recordCount).contains(row), "a row of the population is meant")
    let number = order(row)
    var block = Draw(random, .day, number / PopulationLayout.blockRecords)
    let person = people.person(
      PopulationLayout.person(of: number, step: block.below(19), start: block.below(100)))
    var draw = Draw(random, .record, number)
    let isHouse = person.standing.kind == .sharedHouse
    let system = RecordSystem.all[RecordSystem.draw(&draw, inSharedHouse: isHouse)]
    let day = draw.below(PopulationContacts.dayCount)
    let agency = draw.below(40)
    var names = Clerk(
      system: system, hearing: Draw(random, .clerk, number),
      hand: Draw(random, .typing, number))
    let name = names.write(person)
    var clerk = PopulationClerk(system: system, draw: Draw(random, .place, number))
    let place = clerk.address(contacts.dwelling(person, day: day))
    return PopulationRecord(
      id: "R" + TestSafe.padded(row + 1, 8), system: system.name,
      recorded: PopulationContacts.firstDay.adding(days: day).description,
      givenNames: name.given, surname: name.surname,
      dateOfBirth: clerk.dateOfBirth(person.birth), sex: clerk.sex(isWoman: person.isWoman),
      nationality: clerk.nationality(person.origin), address: place.line,
      postcode: place.postcode, uprn: place.uprn,
      phone: clerk.phone(contacts.phone(person, day: day), agency: agency),
      vehicle: clerk.vehicle(contacts.vehicle(person, day: day)),
      insuranceNumber: clerk.insuranceNumber(person.number), person: person.number,
      household: person.standing.household)
  }

  /// Writes all records with their truth as CSV (RFC 4180, UTF-8, a header) to `path`; a file of that
  /// name is replaced. The columns are those of ``PopulationRecord/columns``.
  public func write(to path: String) throws(SyntheticError) {
    var sheet = try Sheet(path, columns: PopulationRecord.columns)
    for row in 0..<recordCount {
      let record = record(row)
      try sheet.append { record.write(to: &$0) }
    }
    try sheet.close()
  }
}
