package import Foundation

/// Reads JSON5: the one way in for mappings, policies and whatever else people write by hand.
package enum JSON5Document {
  /// Returns what `data` says.
  ///
  /// - Throws: `DecodingError`, or what the type's own decoding throws. Text that is not UTF-8 is refused
  ///   first: Foundation's reader ends the program at some bytes that no UTF-8 has.
  package static func decode<Document: Decodable>(
    _: Document.Type = Document.self, from data: Data
  ) throws -> Document {
    guard String(validating: data, as: UTF8.self) != nil else {
      throw DecodingError.dataCorrupted(
        DecodingError.Context(codingPath: [], debugDescription: "is not UTF-8"))
    }
    let decoder = JSONDecoder()
    decoder.allowsJSON5 = true
    do {
      return try decoder.decode(Document.self, from: data)
    } catch DecodingError.dataCorrupted(let context) where context.codingPath.isEmpty {
      throw DecodingError.dataCorrupted(
        DecodingError.Context(
          codingPath: [], debugDescription: reason(data) ?? context.debugDescription))
    }
  }

  /// Where the text is broken or, where it is not, which numbers are not whole: whatever people write by
  /// hand counts in whole numbers nearly everywhere.
  private static func reason(_ data: Data) -> String? {
    let fault = JSON5Fault(data)
    if let problem = fault.problem { return problem }
    guard !fault.fractions.isEmpty else { return nil }
    return "a number is not of the kind wanted, such as a whole one: "
      + fault.fractions.prefix(3).joined(separator: ", ")
  }
}
