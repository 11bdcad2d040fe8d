import Foundation
import Records

/// All that people decided and plan, which an assessment follows: decisions on groups, and actions.
public struct AnalystDecisions: Sendable, Equatable, Codable {
  /// In the order in which they were made.
  public var groups: [GroupDecision]
  public var actions: [PlannedAction]

  public init(groups: [GroupDecision] = [], actions: [PlannedAction] = []) {
    self.groups = groups
    self.actions = actions
  }

  public static let none = AnalystDecisions()

  public var isEmpty: Bool { groups.isEmpty && actions.isEmpty }

  /// Reads decisions from a JSON5 file with the members `groups` and `actions`, either of which may be
  /// absent.
  ///
  /// - Throws: `AssessmentError.decisionsUnreadable` naming the file, the entry and what to do.
  public static func load(_ path: String) throws(AssessmentError) -> AnalystDecisions {
    let decisions: AnalystDecisions = try JSONPart.read(path) {
      .decisionsUnreadable(file: $0, problem: $1)
    }
    for (place, decision) in decisions.groups.enumerated() {
      if let problem = decision.problem {
        throw .decisionsUnreadable(file: path, problem: "groups[\(place)]: \(problem)")
      }
    }
    for (place, action) in decisions.actions.enumerated() {
      if let problem = action.problem {
        throw .decisionsUnreadable(file: path, problem: "actions[\(place)]: \(problem)")
      }
    }
    return decisions
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    groups = try container.decodeIfPresent([GroupDecision].self, forKey: .groups) ?? []
    actions = try container.decodeIfPresent([PlannedAction].self, forKey: .actions) ?? []
  }

  /// One line of JSON with sorted members: what digests are taken from.
  public var canonicalText: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }
}
