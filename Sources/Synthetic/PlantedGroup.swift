/// One of the three planted OCGs: nominals, houses, vehicles, supplier and account, by number.
struct PlantedGroup {
  let name: String
  let first: Int
  let size: Int
  let place: Int
  let vehicles: [Int]
  let organisation: Int
  let account: Int
  let workers: Range<Int>
  /// How many workers live in each of the group's houses at a time; the rest live in the hostel.
  let occupancy: [Int]
  /// Whom the master list names.
  let listed: [Int]
  /// The subject's number on the master list.
  let subject: Int
  /// Whether the organiser is known from one 3D report alone and from nothing else.
  let hiddenOrganiser: Bool

  static let all = [
    PlantedGroup(
      name: "HERON", first: 0, size: 8, place: 0, vehicles: [0, 1, 2], organisation: 0, account: 0,
      workers: 60..<80, occupancy: [11, 6, 3], listed: [0, 1, 2, 3, 4, 5], subject: 123,
      hiddenOrganiser: false),
    PlantedGroup(
      name: "BITTERN", first: 10, size: 9, place: 3, vehicles: [3, 4], organisation: 1, account: 1,
      workers: 80..<100, occupancy: [8, 4, 4], listed: [10, 11, 12, 13, 15, 17], subject: 141,
      hiddenOrganiser: false),
    PlantedGroup(
      name: "AVOCET", first: 20, size: 8, place: 6, vehicles: [5, 6, 7], organisation: 2,
      account: 2, workers: 100..<120, occupancy: [7, 4, 4], listed: [21, 22, 23, 24, 25],
      subject: 180, hiddenOrganiser: true),
  ]

  static let roles = [
    "organiser", "lieutenant", "lieutenant", "transport", "housing", "money", "recruiter",
    "driver", "enforcer",
  ]

  var organiser: Int { first }
  var transport: Int { first + 3 }
  var housing: Int { first + 4 }
  var money: Int { first + 5 }
  var driver: Int { first + 7 }

  /// Who works with whom, within `size`; an organiser meets the lieutenants only.
  var pairs: [(Int, Int)] {
    let all = [
      (0, 1), (0, 2), (1, 2), (1, 3), (1, 4), (2, 5), (2, 6), (3, 7), (3, 4), (4, 6), (5, 4),
      (6, 8), (7, 8),
    ]
    return all.filter { $0.0 < size && $0.1 < size && !(hiddenOrganiser && $0.0 == 0) }
      .map { (first + $0.0, first + $0.1) }
  }

  /// The number of the telephone that a planted nominal uses.
  static func phone(of person: Int) -> Int { person }
}

/// Organisations by number.
enum Firm {
  static let bureau = 3
  static let charity = 4
  static let vanHire = 5
  static let lawfulAgency = 12
  static let bureauClients = 13..<18
  static let background = 1000

  static func name(_ organisation: Int) -> String {
    if organisation < planted.count { return planted[organisation] }
    let places = ["Black Sluice", "Nene Bank", "Ouse Wash", "Welland", "Bedford Level", "Smeeth"]
    let trades = ["Produce", "Packers", "Growers", "Transport", "Fabrications", "Stores", "Bulbs"]
    return places[organisation % places.count] + " " + trades[organisation / 6 % trades.count]
      + " \(organisation) Ltd"
  }

  private static let planted = [
    "Washbank Crews Ltd", "Middle Level Hands Ltd", "Sedgeland Staffing Ltd",
    "Clearwater Payroll Bureau Ltd", "Lodestar Support Charity", "Fen Edge Van Hire Ltd",
    "Tide House Hostel", "Deeping Salads Ltd", "Marshland Brassicas Ltd", "Sluice Gate Bulbs Ltd",
    "Bank End Packhouse Ltd", "Twenty Foot Roots Ltd", "Lawful Levels Agency Ltd",
    "Holme Fen Foods Ltd", "Whaplode Leeks Ltd", "Tydd Flowers Ltd", "Forty Foot Onions Ltd",
    "Denver Cut Poultry Ltd",
  ]
}

/// Vehicles by number; 0 to 7 belong to the planted groups.
enum Van {
  static let hireVan = 12
  static let unmapped = [15, 16]
  static let noisy = 17
  static let background = 100
}

/// Telephones by number; 0 to 49 are the planted nominals' own.
enum Telephone {
  static let charity = 150
  static let sharedHouse = 151
  static let background = 200
}
