package import Assessment
package import Linkage
import Records

/// What a decision on two records or on groups would change, before it is made.
package struct DecisionEffect: Sendable, Equatable, Codable {
  /// A position that would stand elsewhere, or have other members.
  package struct Move: Sendable, Equatable, Codable {
    package let id: String
    package let title: String
    /// Nil where the position is not on the list before, or after.
    package let rankBefore: Int?
    package let rankAfter: Int?
    package let membersBefore: Int
    package let membersAfter: Int
  }

  package let period: String
  package let entitiesBefore: Int
  package let entitiesAfter: Int
  package let positionsBefore: Int
  package let positionsAfter: Int
  /// In the order of the list as it would be, then what would leave it.
  package let moves: [Move]
}

extension CaseSession {
  /// Returns what a decision on two records would change in entities, groups and the review list. Nothing
  /// is stored but an entry of consultation.
  ///
  /// - Throws: As `decide(_:_:analyst:reason:)` does.
  package func effect(
    of verdict: Judgement.Verdict, on keys: (String, String), analyst: String, reason: String,
    request: AssessmentRequest, progress: ProgressHandler? = nil
  ) throws -> DecisionEffect {
    let judgement = Judgement(
      keys.0, keys.1, verdict, analyst: analyst, reason: reason, time: AuditLog.now())
    try file.write { db in
      try check(keys, in: db)
      try AuditLog.append(
        .consultation,
        "showed what judging \(judgement.first) and \(judgement.second) \(verdict.rawValue) would change",
        purpose: "linkage", to: db)
    }
    let plan = try AssessmentPlan(request, .export("graphml"))
    let outcome = try evidenceAndIDs(progress: progress)
    let linking = outcome.linking
    let others = linking.judgements.filter {
      ($0.first, $0.second) != (judgement.first, judgement.second)
    }
    progress?(StageProgress(stage: "linking", done: 0, total: 0))
    let resolutions = [linking.judgements, others + [judgement]].map {
      Linker.resolve(
        outcome.evidence, judgements: $0, ages: linking.ages, policy: linking.policy,
        workers: request.workers)
    }
    return try effect(
      from: (plan, resolutions[0]), to: (plan, resolutions[1]), over: outcome,
      workers: request.workers, progress: progress)
  }

  /// Returns what a decision on groups would change in the review list. Nothing is stored but an entry of
  /// consultation.
  ///
  /// - Throws: As `decide(_:groups:person:reason:)` does.
  package func effect(
    of verdict: GroupDecision.Verdict, groups: [[String]], person: String, reason: String,
    request: AssessmentRequest, progress: ProgressHandler? = nil
  ) throws -> DecisionEffect {
    let people = try members(of: groups, workers: request.workers, progress: progress)
    let decision = GroupDecision(
      verdict, groups: people, analyst: person, reason: reason, time: AuditLog.now())
    let key = try file.write { db in
      let key = try checked(decision, in: db)
      try AuditLog.append(
        .consultation,
        "showed what \(verdict.rawValue) of a group of \(key.subject.count) records would change",
        purpose: "decision", to: db)
      return key
    }
    let plan = try AssessmentPlan(request, .export("graphml"))
    let outcome = try evidenceAndIDs(progress: progress)
    let resolution = try resolution(of: outcome, workers: request.workers)
    var changed = plan
    // A decision on the same people would no longer be in force.
    changed.decisions = AnalystDecisions(
      journal: outcome.linking.laterDecisions.filter {
        $0.kind != key.kind || $0.subject != key.subject
      })
    changed.decisions.groups.append(decision)
    return try effect(
      from: (plan, resolution), to: (changed, resolution), over: outcome,
      workers: request.workers, progress: progress)
  }

  private func effect(
    from before: (plan: AssessmentPlan, resolution: Resolution),
    to after: (plan: AssessmentPlan, resolution: Resolution), over outcome: EvidenceReader.Outcome,
    workers: Int, progress: ProgressHandler?
  ) throws -> DecisionEffect {
    let lists = try [before, after].map {
      try $0.plan.release(
        of: outcome, resolution: $0.resolution, digest: "", workers: workers, progress: progress
      ).0.positions
    }
    return DecisionEffect(
      period: before.plan.period.name, entitiesBefore: before.resolution.entities.count,
      entitiesAfter: after.resolution.entities.count, positionsBefore: lists[0].count,
      positionsAfter: lists[1].count, moves: DecisionEffect.moves(from: lists[0], to: lists[1]))
  }
}

extension DecisionEffect {
  fileprivate static func moves(from before: [Position], to after: [Position]) -> [Move] {
    let earlier = Dictionary(before.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let later = Set(after.map(\.id))
    let moved = after.compactMap { position -> Move? in
      let was = earlier[position.id]
      guard was?.rank != position.rank || was?.members != position.members else { return nil }
      return Move(
        id: position.id, title: position.title, rankBefore: was?.rank, rankAfter: position.rank,
        membersBefore: was?.members.count ?? 0, membersAfter: position.members.count)
    }
    let left = before.filter { !later.contains($0.id) }.map {
      Move(
        id: $0.id, title: $0.title, rankBefore: $0.rank, rankAfter: nil,
        membersBefore: $0.members.count, membersAfter: 0)
    }
    return moved + left
  }
}
