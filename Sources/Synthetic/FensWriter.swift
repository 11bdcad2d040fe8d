import GraphCore
import Records

/// How many rows of each kind surround the planted ones.
struct FensPlan {
  let residents: Int
  let keepers: Int
  let sightings: Int
  let calls: Int
  let phones: Int
  let wages: Int
  let accounts: Int
  /// By force; each background group of three people makes three rows.
  let intelligence: [Int]
  let community: Int
  let housingLicences: Int
  let officers: Int
  let providers: Int
  let supplies: Int
  let referrals: Int

  init(background rows: Int) {
    residents = max(24, rows * 24 / 100)
    keepers = rows * 6 / 100
    calls = rows * 16 / 100
    phones = min(rows * 2 / 100, TestSafe.phoneCount - Telephone.background)
    wages = rows * 16 / 100
    accounts = rows * 4 / 100
    intelligence = [rows * 4 / 300 * 3, rows * 3 / 300 * 3, rows * 2 / 300 * 3]
    community = rows * 2 / 100
    housingLicences = rows / 100
    officers = max(8, rows * 15 / 1000)
    providers = max(2, rows * 5 / 1000)
    supplies = max(2, rows / 100)
    referrals = max(2, rows * 2 / 1000)
    let others =
      residents + keepers + calls + phones + wages + accounts + community + housingLicences
      + officers + providers + supplies + referrals + intelligence.reduce(0, +)
    sightings = max(2, rows - others)
  }

  /// Returns resident number `item` of a walk over all residents that visits each once; `start` is
  /// where the walk begins, in sixteenths.
  func resident(_ item: Int, start: Int) -> Int {
    let step = 7_368_787
    return Cast.residents + (item + residents * start / 16) % residents * step % residents
  }
}

/// Writes one world, file by file.
struct FensWriter {
  typealias Progress = (FensWorld.File) -> Void

  let world: FensWorld
  let directory: String
  let random: CounterRandom
  let people: People
  let story: Story
  let plan: FensPlan
  private(set) var files: [FensWorld.File] = []
  /// Which person each system's nominal truly is.
  var nominals: Sheet
  private var plantedNominals: Set<Int> = []

  init(_ world: FensWorld, directory: String) throws(SyntheticError) {
    self.world = world
    self.directory = directory
    random = CounterRandom(seed: world.seed)
    people = People(random: random)
    story = Story(random: random, subjectCount: min(200, 20 + world.scale.rows / 25_000))
    plan = FensPlan(background: max(200, world.scale.rows - story.rowCount))
    nominals = try Sheet(
      directory + "/truth/nominals.csv", columns: ["system", "record", "person", "damage"])
  }

  func sheet(
    _ name: String, format: RowText = RowText(), columns: String
  ) throws(SyntheticError) -> Sheet {
    try Sheet(
      "\(directory)/data/\(name).csv", format: format,
      columns: columns.split(separator: " ").map { String($0).replacing("~", with: " ") })
  }

  mutating func finish(
    _ sheet: inout Sheet, _ name: String, _ progress: Progress
  ) throws(SyntheticError) {
    try sheet.close()
    let file = FensWorld.File(path: "data/\(name).csv", rows: sheet.rows)
    files.append(file)
    progress(file)
  }

  /// Notes in the truth that `system` has a record of `person`, once for planted people; the caller
  /// sees to it that an ordinary person is noted once.
  mutating func note(_ person: Int, in system: System) throws(SyntheticError) {
    if person < Cast.residents {
      guard plantedNominals.insert(person * 16 + system.number).inserted else { return }
    }
    let damage = people.damage(person, in: system)
    try nominals.append { text in
      text.field(system.rawValue)
      text.field(system.rawValue + "/nominal/" + system.localID(person))
      text.field(person)
      text.field(damage.rawValue)
    }
  }
}

extension RowText {
  /// Renders one planted row.
  func row(_ write: (inout RowText) -> Void) -> [UInt8] {
    var text = self
    text.removeAll()
    write(&text)
    text.endRow()
    return text.bytes
  }
}
