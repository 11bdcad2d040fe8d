import CaseStore

extension PeriodOption {
  /// Shows what a decision would change, of which nothing is stored.
  ///
  /// - Parameter effect: Assesses the case with the decision and without it.
  func preview(
    by person: String, of session: CaseSession, at path: String, workers: Int,
    on terminal: Terminal,
    effect: (CaseSession.AssessmentRequest, ProgressHandler?) throws -> DecisionEffect
  ) throws {
    let request = CaseSession.AssessmentRequest(
      period: try period(of: session, at: path), policyPath: nil, recipient: person,
      title: "preview", charts: 0, workers: workers)
    let found = try terminal.stage(
      "preview", summary: { counted($0.moves.count, "position") + " would change" }
    ) { progress in try effect(request, progress) }
    try terminal.say(effectText(found))
    try terminal.result(found)
  }
}

/// Returns what would change, and that nothing was stored.
private func effectText(_ effect: DecisionEffect) -> String {
  var table = TextTable(["Id", "Title", ">Rank", ">Would be", ">Members", ">Would be"])
  for move in effect.moves {
    table.add([
      move.id, move.title, move.rankBefore.map(grouped) ?? "", move.rankAfter.map(grouped) ?? "",
      grouped(move.membersBefore), grouped(move.membersAfter),
    ])
  }
  let head =
    "\(effect.period): \(grouped(effect.entitiesBefore)) entities would be "
    + "\(grouped(effect.entitiesAfter)), \(grouped(effect.positionsBefore)) positions "
    + grouped(effect.positionsAfter)
  let body = effect.moves.isEmpty ? "no position would change" : table.text
  return "\(head)\n\(body)\nnothing was stored; leave out --preview to decide"
}
