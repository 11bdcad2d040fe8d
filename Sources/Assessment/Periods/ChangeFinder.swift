/// Tells what became of each position and divides its move among the causes.
struct ChangeFinder {
  /// The earlier list, then one with each further cause in place, the later list last.
  let steps: [Snapshot]

  /// A position has grown where it has this many people more, and a quarter more.
  static let growth = 2

  func changes() -> [PeriodChange] {
    guard let first = steps.first, let last = steps.last else { return [] }
    let later = last.places.map { change(of: $0, before: first.place(like: $0)) }
    let gone = first.places.filter { last.place(like: $0) == nil }.map { place in
      PeriodChange(
        id: place.id, title: place.title, fate: goneOrSplit(place, last),
        detail: "\(place.people) people then; no position of the later list holds half of them",
        rankBefore: place.rank, rankAfter: nil, moves: [])
    }
    return later + gone
  }

  private func change(of place: Snapshot.Place, before: Snapshot.Place?) -> PeriodChange {
    guard let before, before.people > 0 || place.people == 0 else {
      return PeriodChange(
        id: place.id, title: place.title, fate: .new,
        detail: "\(place.people) people, none of them in a position of the earlier list",
        rankBefore: before?.rank, rankAfter: place.rank,
        moves: before == nil ? [] : moves(of: place))
    }
    let (fate, detail) = fate(of: place, before: before)
    return PeriodChange(
      id: place.id, title: place.title, fate: fate, detail: detail, rankBefore: before.rank,
      rankAfter: place.rank, moves: moves(of: place))
  }

  /// Where a list in between does not hold the position, the cause that comes next moves it all the
  /// way: it stands there where it stood before.
  private func moves(of place: Snapshot.Place) -> [PeriodChange.Move] {
    var known = steps.first?.place(like: place)
    return zip(PeriodChange.Cause.allCases, steps.dropFirst()).map { cause, step in
      let next = step.place(like: place) ?? known
      defer { known = next }
      return PeriodChange.Move(
        cause: cause, places: (known?.rank ?? 0) - (next?.rank ?? 0),
        points: (next?.points ?? 0) - (known?.points ?? 0))
    }
  }

  private func fate(
    of place: Snapshot.Place, before: Snapshot.Place
  ) -> (PeriodChange.Fate, String) {
    let counts = "\(before.people) people then, \(place.people) now"
    if place.activity == 0, before.activity > 0 {
      return (
        .dormant, "\(before.activity) statements dated in the earlier period, none in the later"
      )
    }
    let parts = steps.last?.pieces(of: before.records) ?? 0
    if parts > steps.first?.pieces(of: before.records) ?? 0, parts > 1 {
      return (.split, "its people of then lie in \(parts) groups now; \(counts)")
    }
    let sources = steps.first?.pieces(of: place.records) ?? 0
    if sources > steps.last?.pieces(of: place.records) ?? 0, sources > 1 {
      return (.merged, "its people of now lay in \(sources) groups then; \(counts)")
    }
    let more = place.people - before.people
    if more >= ChangeFinder.growth, more * 4 >= before.people { return (.grown, counts) }
    return (.carriedOver, counts)
  }

  private func goneOrSplit(_ place: Snapshot.Place, _ last: Snapshot) -> PeriodChange.Fate {
    last.pieces(of: place.records) > 1 ? .split : .gone
  }
}
