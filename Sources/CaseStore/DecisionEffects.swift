package import Records

/// How a position is to be read in place of what was computed: the payload of an override.
package struct OtherReading: Sendable, Equatable, Codable {
  package let words: String
  /// When it was decided, where a file says so.
  package let time: String?

  package init(words: String, time: String? = nil) {
    self.words = words
    self.time = time
  }
}

/// What closes the review of a subject of the master list.
package struct ClosedReview: Sendable, Equatable, Codable {
  /// The day of the review, as `yyyy-MM-dd`.
  package let day: String
  /// When the next one is due; nil where the policy's interval decides.
  package let due: String?

  package init(day: Day, due: Day?) {
    self.day = day.description
    self.due = due?.description
  }
}

extension Evidence {
  /// Returns the evidence as it is under the decisions in force: who was marked as shielded is stated to
  /// be a potential victim, and a subject whose review was closed was assessed that day.
  ///
  /// A decision on what the evidence does not hold has no effect.
  func under(_ decisions: [Decision]) -> Evidence {
    var evidence = self
    let marked = decisions.filter { $0.kind == .shield }.flatMap(\.subject)
    if !marked.isEmpty { evidence.shield(marked) }
    for decision in decisions where decision.kind == .review {
      guard let id = decision.subject.first,
        let review: ClosedReview = CanonicalJSON.value(of: decision.payload),
        let day = Day(iso: review.day),
        let index = evidence.subjects.firstIndex(where: { $0.id == id })
      else { continue }
      let subject = evidence.subjects[index]
      guard subject.lastAssessed.map({ $0 <= day }) ?? true else { continue }
      evidence.subjects[index] = Subject(
        id: subject.id, kind: subject.kind, title: subject.title, status: subject.status,
        owner: subject.owner, lastAssessed: day, due: review.due.flatMap { Day(iso: $0) },
        members: subject.members)
    }
    return evidence
  }

  /// States of each record that it is of a potential victim. The statement joins the record to itself,
  /// which makes no link, and comes from the first source: there is none without one.
  mutating func shield(_ keys: [String]) {
    let wanted = Set(keys)
    let found = records.indices.filter { wanted.contains(records[$0].key) }
    assertions.insert(
      contentsOf: found.map { record in
        Assertion(
          key: 0, from: record, to: record, type: .associate, role: .potentialVictim,
          interval: .unknown, report: nil, source: 0, row: 0)
      }, at: 0)
  }
}
