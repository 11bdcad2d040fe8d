/// What stands on the command line: words, and options with or without a value.
struct Options {
  enum Fault: Error, CustomStringConvertible {
    case unknown(String)
    case missing(String)
    case invalid(String, String)

    var description: String {
      switch self {
      case .unknown(let name): "\(name): not known; `graph-kernels help` lists all"
      case .missing(let name): "\(name) is missing; see `graph-kernels help`"
      case .invalid(let name, let value): "\(name): \(value) is not possible"
      }
    }
  }

  private(set) var words: [String] = []
  private var values: [String: String] = [:]

  init(_ arguments: [String], values names: Set<String>, flags: Set<String> = []) throws {
    var rest = arguments[...]
    while let word = rest.popFirst() {
      if flags.contains(word) {
        values[word] = ""
      } else if names.contains(word) {
        guard let value = rest.popFirst() else { throw Fault.missing("value of \(word)") }
        values[word] = value
      } else if word.hasPrefix("--") {
        throw Fault.unknown(word)
      } else {
        words.append(word)
      }
    }
  }

  func has(_ name: String) -> Bool { values[name] != nil }
  func text(_ name: String) -> String? { values[name] }

  func value<Value: LosslessStringConvertible>(_ name: String, or standard: Value) throws -> Value {
    try optional(name) ?? standard
  }

  func optional<Value: LosslessStringConvertible>(_ name: String) throws -> Value? {
    guard let text = values[name] else { return nil }
    guard let value = Value(text) else { throw Fault.invalid(name, text) }
    return value
  }

  func required(_ name: String) throws -> String {
    guard let text = values[name] else { throw Fault.missing(name) }
    return text
  }

  /// The word at a place.
  func word(_ place: Int, _ name: String) throws -> String {
    guard place < words.count else { throw Fault.missing(name) }
    return words[place]
  }
}
