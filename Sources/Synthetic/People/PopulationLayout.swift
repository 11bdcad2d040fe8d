/// Where a person stands among the others: a household, and a place in it.
struct Standing {
  enum Kind { case sharedHouse, family, couple, single }

  let household: Int
  let kind: Kind
  let member: Int
  let size: Int
  /// The number of the household's first person.
  let first: Int
}

/// Who lives with whom and how many records each person has, all worked out from numbers alone.
///
/// People come in blocks of a hundred. A block has one of four fixed plans of households, and the same
/// hundred cluster sizes of 1 to 8 records (mean 2.6, 1.415 true pairs a record) in an order of its own.
struct PopulationLayout {
  static let blockPeople = 100
  /// How many people have 1, 2, ... 8 records.
  static let clusterSizes = [37, 23, 14, 10, 7, 5, 2, 2]
  static let blockRecords = 260
  static let householdsPerBlock = 64

  /// Sizes of shared houses (HMO), families, couples; singles fill the block up.
  private static let plans: [(houses: [Int], families: [Int], couples: Int)] = [
    ([18, 9], [5, 4, 4, 4, 3, 3, 3], 12),
    ([], [6, 5, 4, 4, 4, 4, 4, 4, 3, 3, 3, 3, 3, 3, 3], 13),
    ([26], [4, 4, 4, 4, 3, 3, 3, 3], 12),
    ([12, 7, 7], [5, 4, 4, 3, 3], 14),
  ]
  static let planCount = plans.count

  private struct Slot {
    let household: Int
    let kind: Standing.Kind
    let first: Int
    let size: Int
  }

  /// By plan, the household of each of the hundred.
  private static let slots: [[Slot]] = plans.map { plan in
    var slots: [Slot] = []
    var household = 0
    func add(_ size: Int, _ kind: Standing.Kind) {
      let first = slots.count
      slots += repeatElement(
        Slot(household: household, kind: kind, first: first, size: size), count: size)
      household += 1
    }
    for size in plan.houses { add(size, .sharedHouse) }
    for size in plan.families { add(size, .family) }
    for _ in 0..<plan.couples { add(2, .couple) }
    while slots.count < blockPeople { add(1, .single) }
    return slots
  }

  /// By record of a block, which of the hundred cluster sizes it belongs to.
  private static let owners: [Int] = {
    var owners: [Int] = []
    var place = 0
    for (size, count) in clusterSizes.enumerated() {
      for _ in 0..<count {
        owners += repeatElement(place, count: size + 1)
        place += 1
      }
    }
    return owners
  }()

  /// Steps that visit each of a hundred places once.
  private static let steps = [
    1, 3, 7, 9, 11, 13, 17, 19, 21, 23, 27, 29, 31, 33, 37, 39, 41, 43, 47,
  ]

  /// Returns the person whom record `record` describes, given two draws of its block.
  static func person(of record: Int, step: Int, start: Int) -> Int {
    let place = owners[record % blockRecords] * steps[step % steps.count] + start
    return record / blockRecords * blockPeople + place % blockPeople
  }

  static func standing(of person: Int, plan: Int) -> Standing {
    let block = person / blockPeople
    let slot = slots[plan][person % blockPeople]
    return Standing(
      household: block * householdsPerBlock + slot.household, kind: slot.kind,
      member: person % blockPeople - slot.first, size: slot.size,
      first: block * blockPeople + slot.first)
  }
}
