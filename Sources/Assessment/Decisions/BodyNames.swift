import Records

/// An alias table of bodies: forces, agencies, councils and partners abroad that sources call by several
/// names. It follows the policy file, so it can be changed without importing anything again; what was
/// imported stays as it was written.
///
///     bodies: { "Cambridgeshire Constabulary": ["Cambs", "Cambridgeshire Police"] }
///
/// Owners of entries and actions, judges of disruptions and the sources of stated figures are read through
/// it. A text, or any part of it between commas, that is an alias is taken for the name; case, accents,
/// spaces and punctuation do not matter.
struct BodyNames: Sendable {
  /// By folded alias or name. Empty where the policy has no table.
  private let names: [String: String]

  init(_ table: [String: [String]]?) {
    var names: [String: String] = [:]
    for (name, aliases) in (table ?? [:]).sorted(by: { $0.key < $1.key }) {
      for text in [name] + aliases { names[BodyNames.fold(text)] = name }
    }
    self.names = names
  }

  var isEmpty: Bool { names.isEmpty }

  /// What two bodies are both called, or an alias that says nothing; nil where the table is sound.
  static func problem(of table: [String: [String]]) -> String? {
    var owner: [String: String] = [:]
    for (name, aliases) in table.sorted(by: { $0.key < $1.key }) {
      for text in [name] + aliases {
        let folded = fold(text)
        if folded.isEmpty { return "bodies.\(name): \"\(text)\" has no letter or digit" }
        if let other = owner[folded], other != name {
          return "bodies: \"\(text)\" stands for \(other) and for \(name); give it to one of them"
        }
        owner[folded] = name
      }
    }
    return nil
  }

  /// `text` with each part that is an alias in its place given its name.
  func named(_ text: String) -> String {
    if isEmpty { return text }
    if let name = names[BodyNames.fold(text)] { return name }
    return text.split(separator: ",", omittingEmptySubsequences: false).map { part in
      names[BodyNames.fold(String(part))].map { (part.first == " " ? " " : "") + $0 }
        ?? String(part)
    }.joined(separator: ",")
  }

  /// Whether `text` or a part of it between commas names a body of the table.
  func knows(_ text: String) -> Bool {
    names[BodyNames.fold(text)] != nil
      || text.split(separator: ",").contains { names[BodyNames.fold(String($0))] != nil }
  }

  private static func fold(_ text: String) -> String {
    PersonName.normalise(text) ?? ""
  }

  // MARK: What is read through the table

  func named(_ evidence: Evidence) -> Evidence {
    guard !isEmpty else { return evidence }
    var evidence = evidence
    for index in evidence.subjects.indices {
      let subject = evidence.subjects[index]
      evidence.subjects[index] = Subject(
        id: subject.id, kind: subject.kind, title: subject.title, status: subject.status,
        owner: subject.owner.map(named), lastAssessed: subject.lastAssessed, due: subject.due,
        members: subject.members)
    }
    evidence.disruptions = evidence.disruptions.map {
      Disruption(
        subject: $0.subject, day: $0.day, level: $0.level, judge: named($0.judge), note: $0.note)
    }
    return evidence
  }

  func named(_ actions: [PlannedAction]) -> [PlannedAction] {
    actions.map { action in
      var action = action
      action.owner = action.owner.map(named)
      return action
    }
  }

  func named(_ statements: AnalystStatements) -> AnalystStatements {
    var named = statements
    named.figures = statements.figures.map {
      AnalystStatements.Figure(
        figure: $0.figure, source: self.named($0.source), value: $0.value, parts: $0.parts)
    }
    return named
  }

  /// What is stated as an owner, a judge or a source and names no body of the table: by field and text,
  /// each with the entries of the register that state it, of those that are on the list.
  func unknown(
    in evidence: Evidence, actions: [PlannedAction], statements: AnalystStatements,
    listed: Set<String>, open: (String) -> String
  ) -> [Release.UnknownBody] {
    guard !isEmpty else { return [] }
    struct Key: Hashable {
      let field: String
      let text: String
    }
    var found: [Key: [String]] = [:]
    func look(_ field: String, _ text: String?, _ entry: String) {
      guard let text, !text.isEmpty, !knows(text) else { return }
      found[Key(field: field, text: text), default: []].append(entry)
    }
    for subject in evidence.subjects { look("owner", subject.owner, subject.id) }
    for disruption in evidence.disruptions {
      look("judge of a disruption", disruption.judge, disruption.subject)
    }
    for action in actions { look("owner of an action", action.owner, action.subject) }
    for figure in statements.figures { look("source of a figure", figure.source, "") }
    return found.sorted { ($0.key.field, $0.key.text) < ($1.key.field, $1.key.text) }.compactMap {
      key, entries in
      let shown = Set(entries).filter { listed.contains($0) || $0.isEmpty }
      guard !shown.isEmpty else { return nil }
      return Release.UnknownBody(
        field: key.field, text: open(key.text), entries: shown.filter { !$0.isEmpty }.sorted())
    }
  }
}
