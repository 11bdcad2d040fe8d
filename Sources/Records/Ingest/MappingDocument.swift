import Foundation

/// Reads mappings from JSON5, with the place of whatever is wrong.
enum MappingDocument {
  static func bytes(of path: String) throws(MappingError) -> Data {
    do {
      return try Data(contentsOf: URL(fileURLWithPath: path))
    } catch {
      throw .unreadable(file: path, problem: error.localizedDescription)
    }
  }

  /// - Parameter file: What errors call the document.
  static func read<Document: Decodable>(
    _ data: Data, file: String
  ) throws(MappingError) -> Document {
    do {
      return try JSON5Document.decode(from: data)
    } catch let fault as MappingFault {
      throw fault.error(in: file)
    } catch let DecodingError.typeMismatch(_, context) {
      throw .invalid(
        file: file, place: context.codingPath.place, problem: "has the wrong type",
        next: "compare it with the mapping reference")
    } catch let DecodingError.valueNotFound(_, context) {
      throw .invalid(
        file: file, place: context.codingPath.place, problem: "is null",
        next: "give a value or leave the member out")
    } catch let DecodingError.dataCorrupted(context) {
      let cause = context.underlyingError.map {
        "\(($0 as NSError).userInfo[NSDebugDescriptionErrorKey] ?? $0)"
      }
      throw .syntax(file: file, problem: cause ?? context.debugDescription)
    } catch {
      throw .syntax(file: file, problem: "\(error)")
    }
  }
}

/// The members of one object of the document, of which none may be unknown.
struct Members<Key: CodingKey & CaseIterable> {
  private let container: KeyedDecodingContainer<Key>
  private let path: [any CodingKey]

  init(of decoder: any Decoder, _: Key.Type) throws {
    path = decoder.codingPath
    container = try decoder.container(keyedBy: Key.self)
    let known = Key.allCases.map(\.stringValue)
    let given = try decoder.container(keyedBy: AnyName.self).allKeys.map(\.stringValue)
    if let unknown = given.filter({ !known.contains($0) }).min() {
      let nearest = Spelling.nearest(to: unknown, in: known).map { "did you mean `\($0)`? " } ?? ""
      throw fault(
        "unknown member `\(unknown)`",
        next: "\(nearest)known are \(known.joined(separator: ", "))")
    }
  }

  func required<Value: Decodable>(_ key: Key) throws -> Value {
    guard container.contains(key) else {
      throw fault("`\(key.stringValue)` is missing", next: "add it")
    }
    return try container.decode(Value.self, forKey: key)
  }

  func optional<Value: Decodable>(_ key: Key) throws -> Value? {
    try container.decodeIfPresent(Value.self, forKey: key)
  }

  func choice<Value: RawRepresentable & CaseIterable>(_ key: Key) throws -> Value?
  where Value.RawValue == String {
    guard let text = try container.decodeIfPresent(String.self, forKey: key) else { return nil }
    guard let value = Value(rawValue: text) else {
      let choices = Value.allCases.map(\.rawValue)
      throw MappingFault(
        place: (path + [key]).place, problem: "'\(text)' is not known",
        next: "choose one of \(choices.joined(separator: ", "))")
    }
    return value
  }

  func fault(_ problem: String, next: String) -> MappingFault {
    MappingFault(place: path.place, problem: problem, next: next)
  }
}

private struct AnyName: CodingKey {
  let stringValue: String
  var intValue: Int? { nil }
  init?(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { nil }
}

extension [any CodingKey] {
  /// Such as `files[2].entities.vehicle`.
  var place: String {
    reduce(into: "") { text, key in
      if let index = key.intValue {
        text += "[\(index)]"
      } else {
        text += (text.isEmpty ? "" : ".") + key.stringValue
      }
    }
  }
}
