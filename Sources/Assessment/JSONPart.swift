import Foundation
import Records

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

  /// Reads a JSON5 document that may have no member that nobody reads.
  ///
  /// - Parameter fault: The error for a file and what is wrong with it.
  static func read<Document: Codable>(
    _ path: String, fault: (_ file: String, _ problem: String) -> AssessmentError
  ) throws(AssessmentError) -> Document {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw fault(path, "the file cannot be read")
    }
    do {
      let document: Document = try JSON5Document.decode(from: data)
      let read = try JSONDecoder().decode(JSONPart.self, from: JSONEncoder().encode(document))
      if let name = try JSON5Document.decode(JSONPart.self, from: data).member(unknownTo: read) {
        throw fault(path, "unknown member \(name)")
      }
      return document
    } catch let error as AssessmentError {
      throw error
    } catch let error as DecodingError {
      throw fault(path, error.placeAndReason)
    } catch {
      throw fault(path, "\(error)")
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
