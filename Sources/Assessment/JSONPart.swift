/// A JSON value of unknown shape.
enum JSONPart: Codable {
  case object([String: JSONPart])
  case list([JSONPart])
  case text(String)
  case number(Double)

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let object = try? container.decode([String: JSONPart].self) {
      self = .object(object)
    } else if let list = try? container.decode([JSONPart].self) {
      self = .list(list)
    } else if let number = try? container.decode(Double.self) {
      self = .number(number)
    } else {
      self = .text(try container.decode(String.self))
    }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .object(let object): try container.encode(object)
    case .list(let list): try container.encode(list)
    case .text(let text): try container.encode(text)
    case .number(let number): try container.encode(number)
    }
  }

  static func merge(
    _ base: [String: JSONPart], with given: [String: JSONPart], path: String
  ) throws -> [String: JSONPart] {
    var result = base
    for (name, value) in given.sorted(by: { $0.key < $1.key }) {
      guard let old = base[name] else {
        throw AssessmentError.policyUnreadable(
          file: "policy",
          problem: "unknown member \(path)\(name); known are "
            + base.keys.sorted().joined(separator: ", "))
      }
      if case .object(let inner) = old, case .object(let new) = value {
        result[name] = .object(try merge(inner, with: new, path: "\(path)\(name)."))
      } else {
        result[name] = value
      }
    }
    return result
  }

  /// The path of the first member, by name, that `self` has and `known` has not: what a file states and
  /// nobody reads. Nil where there is none.
  func member(unknownTo known: JSONPart, path: String = "") -> String? {
    switch (self, known) {
    case (.object(let given), .object(let read)):
      for (name, value) in given.sorted(by: { $0.key < $1.key }) {
        let place = path.isEmpty ? name : "\(path).\(name)"
        guard let other = read[name] else { return place }
        if let found = value.member(unknownTo: other, path: place) { return found }
      }
      return nil
    case (.list(let given), .list(let read)):
      return zip(given, read).enumerated().lazy.compactMap { place, pair in
        pair.0.member(unknownTo: pair.1, path: "\(path)[\(place)]")
      }.first
    default:
      return nil
    }
  }
}
