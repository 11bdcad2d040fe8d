import Foundation
import Records

/// A value of a JSON file: text is sanitised, names are sorted and numbers are exact, so equal values give
/// equal bytes.
indirect enum JSONValue: Encodable {
  case text(String)
  case number(Int)
  case truth(Bool)
  /// Degrees, from whole microdegrees.
  case degrees(Int)
  case list([JSONValue])
  case object([String: JSONValue])

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .text(let text): try container.encode(SafeText(text).text)
    case .number(let number): try container.encode(number)
    case .truth(let truth): try container.encode(truth)
    case .degrees(let microdegrees): try container.encode(Double(microdegrees) / 1_000_000)
    case .list(let items): try container.encode(items)
    case .object(let members): try container.encode(members)
    }
  }

  /// The members of `facts` as text.
  static func facts(_ facts: [(name: String, value: String)]) -> [String: JSONValue] {
    Dictionary(facts.map { ($0.name, .text($0.value)) }, uniquingKeysWith: { first, _ in first })
  }

  /// One line of JSON.
  ///
  /// - Throws: `ReportingError.notWritten` where the encoder refuses a value, which no release can hold.
  func line(of format: String) throws(ReportingError) -> [UInt8] {
    try bytes(of: format, [.sortedKeys, .withoutEscapingSlashes])
  }

  /// JSON on many lines, for people to read and change.
  ///
  /// - Throws: Like `line(of:)`.
  func document(of format: String) throws(ReportingError) -> [UInt8] {
    try bytes(of: format, [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted])
  }

  private func bytes(
    of format: String, _ form: JSONEncoder.OutputFormatting
  ) throws(ReportingError) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = form
    do {
      return Array(try encoder.encode(self)) + [0x0A]
    } catch {
      throw .notWritten(format: format, reason: "\(error)")
    }
  }
}
