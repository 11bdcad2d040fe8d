package import Assessment
import GRDB

/// What somebody decided about groups, as the journal keeps it: an assessment follows it as it follows a
/// file of decisions.
struct GroupVerdict: Codable {
  let verdict: GroupDecision.Verdict
  /// Keys of records: of one group, of the parts of one, or of the groups that are joined.
  let groups: [[String]]
  /// When it was decided, where that was before it was entered.
  var time: String?
}

extension Decision {
  /// What was decided, as a reader of the journal sees it: of groups without their records.
  package var words: String {
    let group: GroupVerdict? = kind == .group ? CanonicalJSON.value(of: payload) : nil
    return group?.verdict.past ?? payload
  }
}

extension DecisionKind {
  /// An action against a position: the subject is the position's id, the pillar and the words.
  package static let action = DecisionKind(rawValue: "action")
}

/// What entering a file of decisions came to.
package struct EnteredDecisions: Sendable, Equatable, Codable {
  /// What was entered.
  package fileprivate(set) var decisions: [Decision] = []
  /// How many the journal held already, word for word; nothing of these was entered.
  package fileprivate(set) var held = 0
  /// How many of these are no longer in force, replaced or withdrawn since.
  package fileprivate(set) var lapsed = 0
}

/// What makes a decision of a file the same as one of the journal. An action is the same whoever enters it.
private struct JournalWords: Hashable {
  let key: Journal.Key
  let payload: String
  private let person: String?
  private let reason: String?

  init(_ key: Journal.Key, _ payload: String, _ said: (person: String, reason: String)?) {
    self.key = key
    self.payload = payload
    person = said?.person
    reason = said?.reason
  }

  init(_ decision: Decision) {
    self.init(
      Journal.Key(kind: decision.kind, subject: decision.subject), decision.payload,
      decision.kind == .action ? nil : (decision.person, decision.reason))
  }
}

extension CaseSession {
  /// Enters what somebody decided about groups. It takes the place of an earlier decision on the same
  /// people.
  ///
  /// - Parameter groups: Record keys of people, or ids of positions of the last list, which stand for
  ///   their members: of one group to accept or reject, of several parts or groups to split or join.
  /// - Throws: `CaseError.unknownRecord` or `.unknownSubject` for what is neither, `.notAPerson`,
  ///   `.badDecision` for too few or too many groups.
  package func decide(
    _ verdict: GroupDecision.Verdict, groups: [[String]], person: String, reason: String,
    workers: Int = 0, progress: ProgressHandler? = nil
  ) throws -> Decision {
    let people = try members(of: groups, workers: workers, progress: progress)
    return try file.write { db in
      let decision = GroupDecision(
        verdict, groups: people, analyst: person, reason: reason, time: AuditLog.now())
      return try enter(decision, statedTime: false, in: db)
    }
  }

  /// Enters the decisions and actions of a file, each under its own analyst, reason and time. What the
  /// journal holds already, word for word, is not entered again, also where something later took its
  /// place or it was withdrawn: a file that is given once more must not reverse what was decided since.
  /// All are entered or none.
  ///
  /// - Parameters:
  ///   - person: Who enters them, and on whose behalf actions are entered.
  /// - Throws: As `decide` does, and what reading the file throws.
  package func enterDecisions(
    ofFile path: String, person: String, reason: String
  ) throws -> EnteredDecisions {
    let decisions = try AnalystDecisions.load(path)
    return try file.write { db in
      let journal = try Journal(db)
      var known = Set(
        journal.entries.filter { $0.act == .decide }.map { JournalWords($0.decision) })
      let standing = Set(journal.inForce.map { JournalWords($0) })
      var entered = EnteredDecisions()
      func enterOnce(_ words: JournalWords, _ enter: () throws -> Decision) throws {
        guard known.insert(words).inserted else {
          entered.held += 1
          if !standing.contains(words) { entered.lapsed += 1 }
          return
        }
        entered.decisions.append(try enter())
      }
      for decision in decisions.groups {
        let words = JournalWords(
          try Journal.Key(decision), try decision.payload(statedTime: true),
          (decision.analyst, decision.reason))
        try enterOnce(words) { try enter(decision, statedTime: true, in: db) }
      }
      for action in decisions.actions {
        let words = JournalWords(Journal.Key(action), try CanonicalJSON.text(action), nil)
        try enterOnce(words) {
          try enter(
            words.key, words.payload, person: person, reason: reason,
            words: "\(person) entered a \(action.pillar.rawValue) action against \(action.subject)",
            in: db)
        }
      }
      for override in decisions.overrides {
        let words = JournalWords(
          Journal.Key(kind: .override, subject: [override.position]),
          try CanonicalJSON.text(OtherReading(words: override.words, time: override.time)),
          (override.analyst, override.words))
        try enterOnce(words) {
          try enter(
            words.key, words.payload, person: override.analyst, reason: override.words,
            words: "\(override.analyst) reads position \(override.position) otherwise", in: db)
        }
      }
      return entered
    }
  }

  private func enter(
    _ decision: GroupDecision, statedTime: Bool, in db: Database
  ) throws -> Decision {
    let key = try checked(decision, in: db)
    return try enter(
      key, decision.payload(statedTime: statedTime), person: decision.analyst,
      reason: decision.reason,
      words: "\(decision.analyst) \(decision.verdict.past) a group of \(key.subject.count) records",
      in: db)
  }

  /// Returns what `decision` is about, and refuses one that cannot be followed.
  func checked(_ decision: GroupDecision, in db: Database) throws -> Journal.Key {
    if let problem = decision.problem { throw CaseError.badDecision(problem: problem) }
    let key = try Journal.Key(decision)
    for record in key.subject {
      let found = try kind(ofRecord: record, in: db)
      guard found == "nominal" else {
        throw CaseError.notAPerson(key: record, kind: found ?? "not described")
      }
    }
    return key
  }

  /// Replaces each id of a position by one record of each of its members.
  func members(
    of groups: [[String]], workers: Int, progress: ProgressHandler?
  ) throws -> [[String]] {
    let named = Set(groups.joined())
    let unknown = try file.read { db in
      try named.filter { name in
        try Int.fetchOne(db, sql: "SELECT 1 FROM record WHERE key = ?", arguments: [name]) == nil
      }
    }
    guard !unknown.isEmpty else { return groups }
    let list = try lastList(workers: workers, progress: progress)
    return try groups.map { group in
      try group.flatMap { name -> [String] in
        guard unknown.contains(name) else { return [name] }
        guard let position = list.first(where: { $0.id == name }) else {
          // A key that is misspelt looks like a key; what else there is, is an id.
          guard name.contains("/") else { throw CaseError.unknownPosition(id: name) }
          _ = try file.read { try kind(ofRecord: name, in: $0) }
          return []
        }
        return position.members.compactMap(\.records.first)
      }
    }
  }

  /// Returns the positions of the list that was made last, as they are now; empty where none was made.
  private func lastList(workers: Int, progress: ProgressHandler?) throws -> [Position] {
    let texts = try file.read { db in
      try String.fetchAll(
        db, sql: "SELECT parameters FROM run WHERE kind = 'assessment' ORDER BY id DESC")
    }
    let made = texts.lazy.compactMap { CanonicalJSON.value(RunParameters.self, of: $0) }
      .first { $0.profile == nil }
    guard let made, var plan = AssessmentPlan(kind: "assessment", parameters: made) else {
      return []
    }
    // How firm its ranks are is not asked.
    plan.purpose = .export("graphml")
    let outcome = try evidenceAndIDs(progress: progress)
    progress?(StageProgress(stage: "linking", done: 0, total: 0))
    let resolution = try resolution(of: outcome, workers: workers)
    let (release, _) = try plan.release(
      of: outcome, resolution: resolution, digest: "", workers: workers, progress: progress)
    try file.write { db in
      try AuditLog.append(
        .consultation, "looked up who is in positions of the list", purpose: "decision", to: db)
    }
    return release.positions
  }
}

extension Journal.Key {
  /// Of a decision on groups: the records it names, ascending, whatever the verdict.
  fileprivate init(_ decision: GroupDecision) throws {
    let keys = decision.groups.joined()
    let people = Set(keys)
    guard people.count == keys.count else {
      throw CaseError.badDecision(problem: "a record is named twice")
    }
    self.init(kind: .group, subject: people.sorted())
  }

  fileprivate init(_ action: PlannedAction) {
    self.init(kind: .action, subject: [action.subject, action.pillar.rawValue, action.words])
  }
}

extension GroupDecision {
  /// As the journal keeps it: records in order, since the order in which they are named means nothing.
  fileprivate func payload(statedTime: Bool) throws -> String {
    try CanonicalJSON.text(
      GroupVerdict(
        verdict: verdict, groups: groups.map { $0.sorted() }, time: statedTime ? time : nil))
  }
}

extension AnalystDecisions {
  /// Those among `decisions` that an assessment follows, in the order in which they were entered.
  init(journal decisions: [Decision]) {
    self.init(
      groups: decisions.filter { $0.kind == .group }.compactMap { decision in
        let decided: GroupVerdict? = CanonicalJSON.value(of: decision.payload)
        return decided.map {
          GroupDecision(
            $0.verdict, groups: $0.groups, analyst: decision.person, reason: decision.reason,
            time: $0.time ?? decision.time)
        }
      },
      actions: decisions.filter { $0.kind == .action }.compactMap {
        CanonicalJSON.value(of: $0.payload)
      },
      overrides: decisions.filter { $0.kind == .override }.flatMap { decision in
        let reading: OtherReading? = CanonicalJSON.value(of: decision.payload)
        return decision.subject.map {
          PositionOverride(
            position: $0, analyst: decision.person, words: reading?.words ?? decision.reason,
            time: reading?.time ?? decision.time)
        }
      })
  }
}
