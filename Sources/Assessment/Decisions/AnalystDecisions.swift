import Foundation
import Records

/// All that people decided and plan, which an assessment follows or shows: decisions on groups,
/// actions, and positions that are to be read otherwise.
public struct AnalystDecisions: Sendable, Equatable, Codable {
  /// In the order in which they were made.
  public var groups: [GroupDecision]
  public var actions: [PlannedAction]
  public var overrides: [PositionOverride]

  public init(
    groups: [GroupDecision] = [], actions: [PlannedAction] = [],
    overrides: [PositionOverride] = []
  ) {
    self.groups = groups
    self.actions = actions
    self.overrides = overrides
  }

  public static let none = AnalystDecisions()

  public var isEmpty: Bool { groups.isEmpty && actions.isEmpty && overrides.isEmpty }

  /// Reads decisions from a JSON5 file with the members `groups`, `actions` and `overrides`, each of
  /// which may be absent.
  ///
  /// - Throws: `AssessmentError.decisionsUnreadable` naming the file, the entry and what to do.
  public static func load(_ path: String) throws(AssessmentError) -> AnalystDecisions {
    let decisions: AnalystDecisions = try JSONPart.read(path) {
      .decisionsUnreadable(file: $0, problem: $1)
    }
    let problems = [
      "groups": decisions.groups.map(\.problem), "actions": decisions.actions.map(\.problem),
      "overrides": decisions.overrides.map(\.problem),
    ]
    for (member, problems) in problems.sorted(by: { $0.key < $1.key }) {
      for (place, problem) in problems.enumerated() {
        guard let problem else { continue }
        throw .decisionsUnreadable(file: path, problem: "\(member)[\(place)]: \(problem)")
      }
    }
    return decisions
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    groups = try container.decodeIfPresent([GroupDecision].self, forKey: .groups) ?? []
    actions = try container.decodeIfPresent([PlannedAction].self, forKey: .actions) ?? []
    overrides = try container.decodeIfPresent([PositionOverride].self, forKey: .overrides) ?? []
  }

  /// Without overrides as it was before there were any, so that digests of older runs hold.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(groups, forKey: .groups)
    try container.encode(actions, forKey: .actions)
    if !overrides.isEmpty { try container.encode(overrides, forKey: .overrides) }
  }

  private enum CodingKeys: String, CodingKey {
    case groups, actions, overrides
  }

  /// One line of JSON with sorted members: what digests are taken from.
  public var canonicalText: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }
}
