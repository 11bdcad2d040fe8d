import Records

/// Everything that is planted, as facts without a file's shape; the files render them.
struct Story {
  struct Grade {
    let source: Int
    let assessment: String
    let handling: String

    /// The grade in the older 5x5x5 scheme, as a force that still used it would have given it.
    var legacy: String {
      let sources = ["B", "E", "D"]
      let items = ["A": "2", "B": "3", "C": "4", "D": "4", "E": "5"]
      return sources[source - 1] + (items[assessment] ?? "4") + (handling == "P" ? "1" : "5")
    }
  }

  enum Role: Int { case suspect, associate, potentialVictim, witness }

  enum Target {
    case person(Int)
    case vehicle(Int)
    case address(Int)
    case phone(Int)
    case organisation(Int)
  }

  /// The words for a link; each force has its own.
  enum Tie: Int {
    case associate, family, driver, passenger, keeper, resident, landlord, manager, user, employed
    case director
  }

  struct Line {
    let person: Int
    let role: Role
    let tie: Tie
    let target: Target
  }

  struct Report {
    let force: Force
    let number: Int
    let grade: Grade
    let event: Day
    let entered: Day
    var code: String
    let lines: [Line]
  }

  struct Residence {
    let person: Int
    let place: Int
    let from: Day
    let to: Day?
    var basis = "Tenancy"
    var landlord: Int?
    var hub = ""
  }

  struct HousingLicence {
    let place: Int
    let holder: Int
    let manager: Int
    let persons: Int
    let from: Day
    let to: Day
  }

  struct ProviderLicence {
    let organisation: Int
    let number: Int
    let from: Day
    let to: Day
    let sector: String
  }

  struct Supply {
    let supplier: Int
    let client: Int
    let sector: String
    let from: Day
    let to: Day?
    let heads: Int
  }

  struct Officer {
    let organisation: Int
    let person: Int
    let from: Day
    var to: Day?
    var hub = ""
  }

  enum Party {
    case person(Int)
    case organisation(Int)
  }

  struct Keeping {
    let vehicle: Int
    let party: Party
    let hired: Bool
    let from: Day
    let to: Day?
  }

  struct Sighting {
    let vehicle: Int
    let day: Day
    let minute: Int
    /// A camera site's force and road, or a building.
    let site: (force: Force, road: Int)?
    let place: Int?
  }

  struct Subscription {
    let phone: Int
    let party: Party
    let named: Bool
    let from: Day
    let to: Day?
    var hub = ""
  }

  struct Call {
    let from: Int
    let to: Int
    let day: Day
    let minute: Int
    let seconds: Int
  }

  struct Payment {
    let payer: Int
    let worker: Int
    let account: Int
    let day: Day
    let pence: Int
  }

  struct Holding {
    let account: Int
    let party: Party
    let from: Day
    var to: Day?
    var hub = ""
  }

  struct Referral {
    let person: Int
    let number: Int
    let day: Day
    let place: Int
    let hasCrime: Bool
    let hasIntelligence: Bool
  }

  struct Subject {
    let number: Int
    let kind: String
    let title: String
    let status: String
    let owner: String
    let assessed: Day
    let due: Day?
    var people: [Int] = []
    var places: [Int] = []
    var findings: [String] = []
  }

  struct Disruption {
    let subject: Int
    let day: Day
    let level: String
    let judge: String
    let note: String
  }

  var reports: [Report] = []
  var residences: [Residence] = []
  var housingLicences: [HousingLicence] = []
  var providerLicences: [ProviderLicence] = []
  var supplies: [Supply] = []
  var officers: [Officer] = []
  var keepings: [Keeping] = []
  var sightings: [Sighting] = []
  var subscriptions: [Subscription] = []
  var calls: [Call] = []
  var payments: [Payment] = []
  var holdings: [Holding] = []
  var referrals: [Referral] = []
  var subjects: [Subject] = []
  var disruptions: [Disruption] = []
  /// Report numbers (force and number) of the two copies of one report.
  var copies: [(first: (Force, Int), second: (Force, Int))] = []
  var nextReport = [0, 0, 0]

  /// Rows that the planted facts make in all files together.
  var rowCount: Int {
    reports.reduce(0) { $0 + $1.lines.count } + residences.count + housingLicences.count
      + providerLicences.count + supplies.count + officers.count + keepings.count
      + sightings.count + subscriptions.count + calls.count + payments.count + holdings.count
      + referrals.count + subjects.count + disruptions.count
      + subjects.reduce(0) { $0 + $1.people.count + $1.places.count }
  }

  /// Files a report and returns its number within the force's own sequence.
  @discardableResult
  mutating func report(
    _ force: Force, _ grade: String, _ event: Day, code: String = "MSHT-01",
    entered: Int = 2, lines: [Line]
  ) -> Int {
    let number = nextReport[force.rawValue]
    nextReport[force.rawValue] += 1
    reports.append(
      Report(
        force: force, number: number, grade: Grade(grade), event: event,
        entered: event.adding(days: entered), code: code, lines: lines))
    return number
  }
}

extension Story.Grade {
  /// Reads `2CP`.
  init(_ text: String) {
    let letters = text.map(String.init)
    self.init(source: Int(letters[0]) ?? 2, assessment: letters[1], handling: letters[2])
  }
}
