import GRDB

/// What a decision is about. The journal keeps any kind; those named here have an effect or a command.
package struct DecisionKind: RawRepresentable, Sendable, Hashable, Codable {
  package let rawValue: String

  package init(rawValue: String) { self.rawValue = rawValue }

  /// Whether two records describe one entity: the subject is their keys.
  package static let link = DecisionKind(rawValue: "link")
  /// What a human makes of a computed group: the subject is its id.
  package static let group = DecisionKind(rawValue: "group")
  /// That the person of a record stands under the victim shield: the subject is its key.
  package static let shield = DecisionKind(rawValue: "shield")
  /// That the review of a subject of the master list is closed: the subject is its id.
  package static let review = DecisionKind(rawValue: "review")
  /// That a position is to be read otherwise than computed: the subject is its id.
  package static let override = DecisionKind(rawValue: "override")
}

/// A decision of an analyst that is in force, or was.
package struct Decision: Sendable, Equatable, Codable {
  /// Its place in the journal, from 1.
  package let number: Int
  package let kind: DecisionKind
  /// Names of what it is about, in a fixed order.
  package let subject: [String]
  /// What was decided: one JSON object with sorted members.
  package let payload: String
  package let person: String
  package let reason: String
  /// Universal time, such as `2026-07-01T09:30:00Z`.
  package let time: String
}

/// Every act on decisions, in the order in which they were done; nothing is ever changed or removed.
///
/// An act decides, withdraws what is in force on a subject, or undoes the last act that was not
/// undone yet. What is in force follows from the acts alone.
struct Journal {
  enum Act: String { case decide, withdraw, undo }

  /// One line of the journal.
  struct Entry {
    let act: Act
    /// What was decided; of a withdrawal or an undoing who did it, why and when.
    let decision: Decision
  }

  /// What holds on one subject, as a pile of states of which the last one counts.
  struct Pile {
    private var states: [Decision?] = []

    /// What is in force, nil for nothing.
    var top: Decision? { states.last ?? nil }
    /// Whether anything is left to undo.
    var isEmpty: Bool { states.isEmpty }

    mutating func apply(_ entry: Entry) {
      switch entry.act {
      case .decide: states.append(entry.decision)
      case .withdraw: states.append(nil)
      case .undo: _ = states.popLast()
      }
    }
  }

  struct Key: Hashable {
    let kind: DecisionKind
    let subject: [String]
  }

  let entries: [Entry]
  /// By number.
  let inForce: [Decision]

  init(_ entries: [Entry]) {
    self.entries = entries
    var piles: [Key: Pile] = [:]
    for entry in entries { piles[entry.key, default: Pile()].apply(entry) }
    inForce = piles.values.compactMap(\.top).sorted { $0.number < $1.number }
  }

  /// Reads the whole journal, or its first `last` numbers.
  init(_ db: Database, upTo last: Int64 = .max) throws {
    self.init(try Journal.entries(in: db, where: "id <= ?", [last]))
  }

  /// Returns what holds on one subject.
  static func pile(on key: Key, in db: Database) throws -> Pile {
    let subject = try CanonicalJSON.text(key.subject)
    var pile = Pile()
    for entry in try entries(
      in: db, where: "kind = ? AND subject = ?", [key.kind.rawValue, subject])
    {
      pile.apply(entry)
    }
    return pile
  }

  private static func entries(
    in db: Database, where condition: String, _ arguments: StatementArguments
  ) throws -> [Entry] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT id, kind, subject, act, payload, person, reason, time
        FROM decision WHERE \(condition) ORDER BY id
        """, arguments: arguments
    ).map { row in
      guard let act = Act(rawValue: row[3]), let subject: [String] = CanonicalJSON.value(of: row[2])
      else {
        throw CaseError.damaged(path: "decision \(row[0] as Int)", detail: "cannot be read")
      }
      return Entry(
        act: act,
        decision: Decision(
          number: row[0], kind: DecisionKind(rawValue: row[1]), subject: subject, payload: row[4],
          person: row[5], reason: row[6], time: row[7]))
    }
  }
}

extension Journal.Entry {
  var key: Journal.Key { Journal.Key(kind: decision.kind, subject: decision.subject) }
}
