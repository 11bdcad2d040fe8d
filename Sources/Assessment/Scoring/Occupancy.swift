import Records

/// How many people lived at an address, day by day of a period, against the licences in force.
///
/// A person counts once a day, however many rows say so; records of one name count as one person, for a
/// system that knows somebody under a number of its own is no second resident. A licence counts on the days for which it was
/// given; one without dates counts always.
struct Occupancy {
  /// A day on which more people lived there than a licence in force allows, or so many without one
  /// that the law asks for it.
  struct CrowdedDay: Equatable {
    let day: Day
    let residents: Int
    /// The most people that a licence in force that day allows; nil where none was.
    let licensed: Int?
    /// The first day after the last licence that had ended by then; nil where none had.
    let lapsed: Day?
  }

  /// The stays of each resident within the period, none overlapping another of the same person.
  private let stays: [DayInterval]
  private let licences: [(interval: DayInterval, most: Int)]
  private let period: Period
  private let unlicensed: Int

  /// - Parameter unlicensed: From so many residents on an address without a licence is crowded.
  init(of address: Int, network: Network, period: Period, unlicensed: Int) {
    self.period = period
    self.unlicensed = unlicensed
    var byPerson: [Int: [DayInterval]] = [:]
    var personOfName: [String: Int] = [:]
    for index in network.incident(to: address) {
      let link = network.links[Int(index)]
      guard link.type == .resident else { continue }
      let entity = network.other(link, than: address)
      let names = network.entities[entity].records.flatMap {
        network.evidence.records[$0].values(.name)
      }
      let person = names.compactMap { personOfName[$0] }.min() ?? entity
      for name in names { personOfName[name] = person }
      byPerson[person, default: []] +=
        network.statements(of: link).map(\.interval).filter { $0.overlaps(period.interval) }
    }
    stays = byPerson.values.flatMap { Occupancy.merged($0, within: period) }
    licences = network.entities[address].records.compactMap { index in
      let record = network.evidence.records[index]
      let most = record.values(.licensedMaximum).compactMap { Int($0) }.max()
      return most.map { (record.licensed, $0) }
    }
  }

  /// Of the crowded days of the period the first of those with most residents.
  ///
  /// - Complexity: O(*s* log *s*) for *s* stays, times the number of licences.
  var worstDay: CrowdedDay? {
    var changes: [(day: Day, step: Int)] = [(period.start, 0)]
    for stay in stays {
      if let start = stay.start { changes.append((start, 1)) }
      if let end = stay.end { changes.append((end, -1)) }
    }
    for licence in licences {
      let turns = [licence.interval.start, licence.interval.end].compactMap { $0 }
      changes += turns.filter { period.start < $0 }.map { ($0, 0) }
    }
    changes.sort { $0.day < $1.day }
    var worst: CrowdedDay?
    var residents = 0
    for (place, change) in changes.enumerated() where change.day < period.end {
      residents += change.step
      let isLastOfDay = place + 1 == changes.count || changes[place + 1].day > change.day
      if isLastOfDay, residents > worst?.residents ?? 0,
        let found = crowded(by: residents, on: change.day)
      {
        worst = found
      }
    }
    return worst
  }

  private func crowded(by residents: Int, on day: Day) -> CrowdedDay? {
    let today = DayInterval(on: day)
    let licensed = licences.lazy.filter { $0.interval.overlaps(today) }.map(\.most).max()
    guard residents > licensed ?? unlicensed - 1 else { return nil }
    return CrowdedDay(
      day: day, residents: residents, licensed: licensed,
      lapsed: licences.compactMap(\.interval.end).filter { $0 <= day }.max())
  }

  /// The people who lived at `address` on `day`, ascending.
  static func residents(of address: Int, on day: Day, network: Network) -> [Int] {
    let today = DayInterval(on: day)
    let there = network.incident(to: address).lazy.map { network.links[Int($0)] }.filter { link in
      link.type == .resident
        && network.statements(of: link).contains { $0.interval.overlaps(today) }
    }
    return Set(there.map { network.other($0, than: address) }).sorted()
  }

  private static func merged(_ stays: [DayInterval], within period: Period) -> [DayInterval] {
    let cut = stays.map { stay in
      (
        start: max(stay.start ?? period.start, period.start),
        end: min(stay.end ?? period.end, period.end)
      )
    }.sorted { ($0.start, $0.end) < ($1.start, $1.end) }
    var merged: [(start: Day, end: Day)] = []
    for stay in cut {
      if let last = merged.last, stay.start <= last.end {
        merged[merged.count - 1].end = max(last.end, stay.end)
      } else {
        merged.append(stay)
      }
    }
    return merged.map { DayInterval(start: $0.start, end: $0.end) }
  }
}
