import Foundation
import Records

/// The weights of a scoring matrix: which facts count for harm, likelihood, capability and
/// vulnerability, and for how much. A versioned JSON5 file that a force signs off.
///
/// The weights that ship are an example and labelled so; they are nobody's official scheme. Points are
/// thousandths, so that contributions sum exactly.
public struct MatrixWeights: Codable, Sendable, Equatable {
  /// A part of the matrix.
  public enum Section: String, Codable, Sendable, CaseIterable {
    case harm, likelihood, capability, vulnerability
  }

  /// A fact that a criterion counts.
  public enum Measure: String, Codable, Sendable, CaseIterable {
    /// Reports and crime records that name members, in thousandths of a fully reliable and fresh one.
    case intelligence
    /// How often reports and crime records tie members to one another, beyond what holds any chain of as
    /// many people together, for each tie of such a chain; in thousandths.
    case actingTogether
    /// People under the victim shield who are listed as members, or tied to members or to what they
    /// control.
    case shieldedPeople
    /// Of these, the ones tied in two or more ways: where they live, work, are paid or are called.
    case dependentPeople
    /// Kinds of control that prompts speak of: housing, labour and money.
    case controlKinds
    /// Statements about members dated in the period.
    case activity
    /// Places, vehicles, accounts and other things that members control or share.
    case things
  }

  /// One line of the matrix.
  public struct Criterion: Codable, Sendable, Equatable {
    /// As the list shows it; no two criteria bear the same, and none that of another part of a score.
    public var name: String
    public var section: Section
    public var measure: Measure
    /// The most points it can give.
    public var most: Int
    /// The amount that gives half of `most`, which no amount reaches; nil where `full` is stated.
    public var half: Int?
    /// The amount from which on `most` is given, in proportion below it.
    public var full: Int?

    init(
      _ name: String, _ section: Section, _ measure: Measure, most: Int, half: Int? = nil,
      full: Int? = nil
    ) {
      self.name = name
      self.section = section
      self.measure = measure
      self.most = most
      self.half = half
      self.full = full
    }

    /// Points for `amount`, from 0 to `most`, rounded down; never fewer for more.
    func points(for amount: Int) -> Int {
      guard amount > 0 else { return 0 }
      if let full { return most * min(amount, full) / full }
      return most * amount / (amount + (half ?? 1))
    }
  }

  public var name: String
  public var version: Int
  /// In the order in which the list shows them.
  public var criteria: [Criterion]

  /// The example that ships with the engine.
  public static let example = MatrixWeights(
    name: "example weights (not an official scheme)", version: 2,
    criteria: [
      Criterion("Graded intelligence", .likelihood, .intelligence, most: 25_000, half: 4_000),
      Criterion("Acting together", .likelihood, .actingTogether, most: 15_000, full: 1_500),
      Criterion("Activity in the period", .likelihood, .activity, most: 10_000, half: 10),
      Criterion("Possible exploitation", .harm, .shieldedPeople, most: 20_000, half: 5),
      Criterion(
        "People tied in several ways", .vulnerability, .dependentPeople, most: 5_000, half: 5),
      Criterion(
        "Control of housing, labour, money", .capability, .controlKinds, most: 15_000, full: 3),
    ])

  /// Reads a weights file from JSON5. Nothing is filled in: weights that nobody wrote count for nothing.
  ///
  /// - Throws: `AssessmentError.weightsUnreadable` naming the file, the criterion and what to do.
  public static func load(_ path: String) throws(AssessmentError) -> MatrixWeights {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw .weightsUnreadable(file: path, problem: "the file cannot be read")
    }
    let weights: MatrixWeights
    do {
      try JSON5Document.decode(KnownMembers.self, from: data).check()
      weights = try JSON5Document.decode(from: data)
    } catch let error as DecodingError {
      throw .weightsUnreadable(file: path, problem: error.placeAndReason)
    } catch {
      throw .weightsUnreadable(file: path, problem: "\(error)")
    }
    if let problem = weights.problem { throw .weightsUnreadable(file: path, problem: problem) }
    return weights
  }

  /// What the parts of a score are called that are no criteria.
  static let takenNames = ["Force reach", "Brokerage", "Review need"]

  /// What is wrong with the weights; nil where nothing is.
  var problem: String? {
    if criteria.isEmpty || criteria.count > 40 {
      return "\(criteria.count) criteria are stated, but there must be 1 to 40"
    }
    var names = Set<String>()
    for (place, criterion) in criteria.enumerated() {
      let at = "criteria[\(place)]"
      if criterion.name.isEmpty || !names.insert(criterion.name).inserted {
        return "\(at).name is \"\(criterion.name)\", but names must be stated and differ"
      }
      if MatrixWeights.takenNames.contains(where: { $0.lowercased() == criterion.name.lowercased() }
      ) {
        return "\(at).name is \"\(criterion.name)\", but the list calls another part so; "
          + "choose another name"
      }
      guard (0...1_000_000).contains(criterion.most) else {
        return "\(at).most is \(criterion.most), but must lie between 0 and 1,000,000"
      }
      let amounts = [criterion.half, criterion.full].compactMap { $0 }
      guard amounts.count == 1, (1...1_000_000).contains(amounts[0]) else {
        return "\(at) must state either half or full, from 1 to 1,000,000"
      }
    }
    return nil
  }
}

/// The members of a weights file by name, to refuse what nothing reads.
private struct KnownMembers: Decodable {
  struct Unknown: Error, CustomStringConvertible {
    let description: String
  }

  private struct Member: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  private struct Names: Decodable {
    let names: [String]

    init(from decoder: any Decoder) throws {
      names = try decoder.container(keyedBy: Member.self).allKeys.map(\.stringValue).sorted()
    }
  }

  private let members: [String]
  private let criteria: [Names]

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Member.self)
    members = container.allKeys.map(\.stringValue).sorted()
    criteria =
      try container.decodeIfPresent([Names].self, forKey: Member(stringValue: "criteria")) ?? []
  }

  func check() throws(Unknown) {
    let known: Set = ["name", "version", "criteria"]
    let knownOfOne: Set = ["name", "section", "measure", "most", "half", "full"]
    for name in members where !known.contains(name) {
      throw Unknown(description: "unknown member \(name); known are \(KnownMembers.list(known))")
    }
    for (place, criterion) in criteria.enumerated() {
      for name in criterion.names where !knownOfOne.contains(name) {
        throw Unknown(
          description: "unknown member criteria[\(place)].\(name); known are "
            + KnownMembers.list(knownOfOne))
      }
    }
  }

  private static func list(_ names: Set<String>) -> String {
    names.sorted().joined(separator: ", ")
  }
}

extension DecodingError {
  /// Such as `criteria[2].measure: ...`, in one line.
  var placeAndReason: String {
    let context: Context? =
      switch self {
      case .dataCorrupted(let context), .typeMismatch(_, let context),
        .valueNotFound(_, let context):
        context
      case .keyNotFound(let key, let context):
        Context(
          codingPath: context.codingPath, debugDescription: "member \(key.stringValue) is missing")
      @unknown default: nil
      }
    guard let context else { return "it is no such file" }
    let place = context.codingPath.reduce(into: "") { text, key in
      text += key.intValue.map { "[\($0)]" } ?? (text.isEmpty ? "" : ".") + key.stringValue
    }
    let reason = context.debugDescription.split(separator: "\n").first.map(String.init) ?? ""
    return (place.isEmpty ? "" : "\(place): ") + reason.prefix(160)
  }
}
