/// Why a mapping cannot be used.
public enum MappingError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The file cannot be read.
  case unreadable(file: String, problem: String)
  /// The file is not JSON5.
  case syntax(file: String, problem: String)
  /// The document says something that has no meaning. `place` is a path such as
  /// `files[2].entities.vehicle.kind`.
  case invalid(file: String, place: String, problem: String, next: String)

  /// One line: place, problem, next step, whatever the document says.
  public var description: String {
    func shown(_ text: String) -> String { CSVRow.printable(text, limit: 4_096) }
    return switch self {
    case .unreadable(let file, let problem):
      "\(shown(file)): cannot be read (\(shown(problem))); check the path"
    case .syntax(let file, let problem):
      "\(shown(file)): not valid JSON5 (\(shown(problem))); check brackets, commas and quotation marks there"
    case .invalid(let file, let place, let problem, let next):
      "\(shown(file)) \(place.isEmpty ? "top level" : shown(place)): \(shown(problem)); \(shown(next))"
    }
  }
}

/// A fault of a mapping before it is known which file it stands in.
struct MappingFault: Error {
  let place: String
  let problem: String
  let next: String

  func error(in file: String) -> MappingError {
    .invalid(file: file, place: place, problem: problem, next: next)
  }
}
