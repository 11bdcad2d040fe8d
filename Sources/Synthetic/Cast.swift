internal import Records

/// Who is who by number. The numbers of the planted world are the same at every scale and seed.
enum Cast {
  /// The first and last day that the world's records cover.
  static let firstDay = Day(year: 2025, month: 7, day: 1) ?? Day(number: 20_270)
  static let lastDay = Day(year: 2026, month: 9, day: 30) ?? Day(number: 20_726)
  static let dayCount = lastDay - firstDay + 1

  /// Returns the day `number` days after the first one.
  static func day(_ number: Int) -> Day { firstDay.adding(days: number) }

  /// Days since the first one, of a day in 2026; keeps the story's dates readable.
  static func on(_ month: Int, _ day: Int, year: Int = 2026) -> Day {
    Day(year: year, month: month, day: day) ?? lastDay
  }

  // The planted groups: group g has the nominals 10 g to 10 g + 9.
  static let broker = 30
  static let noisyAssociate = 31
  /// Two real groups that nobody mapped.
  static let unmapped = [Array(40..<45), Array(45..<49)]
  static let workers = 60..<120
  /// The worker whom one report names as a suspect.
  static let suspectWorker = 81
  static let hostelResidents = 200..<320
  static let bureauWorkers = 400..<550
  static let charityCallers = 600..<680
  static let vanHirers = 700..<738
  static let sharedHouse = 740..<758
  static let familyOfSeven = 760..<767
  static let pettyAssociates = 800..<860
  static let landlords = 900..<940
  /// Subject k of the ordinary master list has the nominals 1000 + 8 k onwards.
  static let ordinarySubjects = 1000
  static let priorityIndividuals = 2700..<2704
  static let residents = 10_000
  static let referred = 50_000_000

  enum Kind {
    case planted, worker, referred, ordinary
    case family(member: Int)
    case resident(household: Int)
  }

  static func kind(of person: Int) -> Kind {
    switch person {
    case 0..<50: .planted
    case workers: .worker
    case familyOfSeven: .family(member: person - familyOfSeven.lowerBound)
    case residents..<referred: .resident(household: household(of: person))
    case referred...: .referred
    default: .ordinary
    }
  }

  /// Twelve residents in a row live in four to six households, none of more than four people: only
  /// planted addresses have five or more.
  private static let blocks: [[Int]] = [
    [0, 0, 0, 1, 1, 1, 2, 2, 3, 3, 3, 3],
    [0, 1, 1, 2, 2, 2, 2, 3, 3, 3, 4, 4],
    [0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 4, 4],
    [0, 1, 2, 2, 2, 3, 3, 4, 4, 5, 5, 5],
    [0, 0, 0, 0, 1, 1, 1, 2, 2, 3, 3, 3],
  ]

  static func household(of person: Int) -> Int {
    let place = person - residents
    let block = place / 12
    return block * 6 + blocks[(block &* 2_654_435_761) >> 7 & 0xFF_FFFF % 5][place % 12]
  }

  /// The entries of planted nominals that were spoilt. Each has a National Insurance number in the
  /// same row, or another entry of the same system family to hold on to.
  static func plantedDamage(_ person: Int, in system: System) -> Damage {
    switch (person, system) {
    case (2, .norfolk), (14, .norfolk): .transliteration
    case (5, .cambridgeshire), (23, .norfolk): .swappedNames
    case (11, .norfolk), (26, .cambridgeshire): .dayMonth
    default: .none
    }
  }
}

/// A police force area of the Fens.
enum Force: Int, CaseIterable {
  case cambridgeshire, norfolk, lincolnshire

  var system: System {
    switch self {
    case .cambridgeshire: .cambridgeshire
    case .norfolk: .norfolk
    case .lincolnshire: .lincolnshire
    }
  }

  var towns: [String] {
    switch self {
    case .cambridgeshire: ["Wisbech", "March", "Chatteris", "Whittlesey", "Ely", "Peterborough"]
    case .norfolk:
      ["King's Lynn", "Thetford", "Downham Market", "Swaffham", "Watton", "Hunstanton"]
    case .lincolnshire: ["Boston", "Spalding", "Holbeach", "Long Sutton", "Crowland", "Bourne"]
    }
  }

  /// The council that keeps the registers of each of `towns`.
  var councils: [String] {
    switch self {
    case .cambridgeshire:
      ["Fenland", "Fenland", "Fenland", "Fenland", "East Cambridgeshire", "Peterborough"]
    case .norfolk:
      [
        "King's Lynn and West Norfolk", "Breckland", "King's Lynn and West Norfolk", "Breckland",
        "Breckland", "King's Lynn and West Norfolk",
      ]
    case .lincolnshire:
      [
        "Boston", "South Holland", "South Holland", "South Holland", "South Holland",
        "South Kesteven",
      ]
    }
  }

  var roads: [String] {
    switch self {
    case .cambridgeshire: ["A47 Guyhirn", "A141 March", "A605 Whittlesey", "A1101 Wisbech"]
    case .norfolk: ["A17 Sutton Bridge east", "A47 King's Lynn", "A10 Downham", "A11 Thetford"]
    case .lincolnshire: ["A16 Spalding", "A17 Holbeach", "A52 Boston", "A1073 Crowland"]
    }
  }
}

/// A building, by its number.
struct Place {
  let number: Int
  let force: Force
  let town: Int

  var line: String {
    let street = Place.streets[number * 7 % Place.streets.count]
    return "\(number * 37 % 180 + 1) \(street)"
  }
  var townName: String { force.towns[town] }
  var council: String { force.councils[town] }
  var uprn: String { TestSafe.uprn(number) }
  var postcode: String { TestSafe.postcode(number) }

  /// Streets that exist nowhere in the Fens.
  private static let streets = [
    "Sample Street", "Specimen Lane", "Placeholder Road", "Fixture Way", "Example Drove",
    "Pattern Close", "Mock Bank", "Template Terrace", "Test Gardens", "Fiction Drove",
    "Invention Lane", "Dummy Row", "Trial Avenue", "Makebelieve Crescent", "Notional Walk",
    "Pretend Place", "Stand-in Street", "Proxy Road", "Figment Close",
  ]

  /// The addresses of interest come first; ordinary buildings follow from their numbers.
  init(_ number: Int) {
    self.number = number
    if number < Place.ofInterest.count {
      (force, town) = Place.ofInterest[number]
    } else {
      let spread = (number &* 2_654_435_761) >> 9 & 0xFF_FFFF
      force = [.cambridgeshire, .norfolk, .lincolnshire][spread % 3]
      town = spread / 3 % 6
    }
  }

  /// Three houses of each planted group, then the lawful full HMO, the hostel and the house of the
  /// family of seven.
  private static let ofInterest: [(Force, Int)] = [
    (.cambridgeshire, 0), (.norfolk, 0), (.lincolnshire, 1),
    (.lincolnshire, 0), (.cambridgeshire, 0), (.norfolk, 2),
    (.norfolk, 1), (.cambridgeshire, 1), (.lincolnshire, 2),
    (.cambridgeshire, 5), (.lincolnshire, 0), (.norfolk, 3),
  ]

  static let lawfulHMO = 9
  static let hostel = 10
  static let familyHouse = 11
  /// Homes of planted nominals: 20 + the nominal's number.
  static func home(of person: Int) -> Int { 20 + person }
  static let households = 20_000
  /// Where referred people outside the planted world were found; nobody else lives there.
  static let shelters = 50_000_000
}
