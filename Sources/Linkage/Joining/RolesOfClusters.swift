import Records

/// Which clusters hold a possible victim and which a suspect, kept while clusters are joined.
struct RolesOfClusters {
  private var victims: Set<Int> = []
  private var suspects: Set<Int> = []

  /// The roles of single records, before any join.
  init(_ evidence: Evidence) {
    for assertion in evidence.assertions {
      guard let role = assertion.role, evidence.records[assertion.from].kind == .nominal else {
        continue
      }
      if role.shields {
        victims.insert(assertion.from)
      } else if role == .suspect || role == .convicted {
        suspects.insert(assertion.from)
      }
    }
  }

  /// Whether joining the clusters at `roots` would bring a possible victim of one together with a
  /// suspect of another.
  func mixesVictimAndSuspect(_ roots: Set<Int>) -> Bool {
    roots.contains { victim in
      victims.contains(victim) && roots.contains { $0 != victim && suspects.contains($0) }
    }
  }

  /// Notes that the clusters at `roots` are now the one at their least member.
  mutating func join(_ roots: Set<Int>) {
    guard let kept = roots.min() else { return }
    if !roots.isDisjoint(with: victims) { victims.insert(kept) }
    if !roots.isDisjoint(with: suspects) { suspects.insert(kept) }
  }
}
