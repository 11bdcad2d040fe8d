import Records

/// What is read through the table of bodies.
extension BodyNames {
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
