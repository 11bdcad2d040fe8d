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
    guard let data = FileManager.default.contents(atPath: path) else {
      throw .decisionsUnreadable(file: path, problem: "the file cannot be read")
    }
    let decisions: AnalystDecisions
    do {
      decisions = try JSON5Document.decode(from: data)
      let read = try JSONDecoder().decode(JSONPart.self, from: JSONEncoder().encode(decisions))
      if let name = try JSON5Document.decode(JSONPart.self, from: data).member(unknownTo: read) {
        throw AssessmentError.decisionsUnreadable(file: path, problem: "unknown member \(name)")
      }
    } catch let error as AssessmentError {
      throw error
    } catch let error as DecodingError {
      throw .decisionsUnreadable(file: path, problem: error.placeAndReason)
    } catch {
      throw .decisionsUnreadable(file: path, problem: "\(error)")
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
