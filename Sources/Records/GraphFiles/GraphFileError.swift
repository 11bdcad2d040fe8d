/// Why a graph file could not be read. Only the file can cause these; each says where, what, and
/// what to do next, on one line.
public enum GraphFileError: Error, Sendable, Equatable {
  /// The file is missing, a directory, closed to us or too large to hold.
  case unreadable(file: String, problem: String, nextStep: String)
  /// The file is readable and its format is unknown or cannot be used.
  case unknownFormat(file: String, problem: String, nextStep: String)
  /// Line `line`, counted from 1, does not follow the format.
  case malformed(file: String, line: Int, problem: String, nextStep: String)
  /// A strength is not a finite number above 0.
  case strength(file: String, line: Int, value: String)
  /// A table whose rows and columns are different things, such as persons and events.
  case twoMode(file: String, rows: Int, columns: Int)
}

extension GraphFileError: CustomStringConvertible {
  /// Place, problem and next step, on one line, whatever names the file holds.
  public var description: String {
    func shown(_ text: String) -> String { CSVRow.printable(text, limit: 4_096) }
    return switch self {
    case .unreadable(let file, let problem, let nextStep),
      .unknownFormat(let file, let problem, let nextStep):
      "\(shown(file)): \(shown(problem)); \(shown(nextStep))"
    case .malformed(let file, let line, let problem, let nextStep):
      "\(shown(file)), line \(line): \(shown(problem)); \(shown(nextStep))"
    case .strength(let file, let line, let value):
      "\(shown(file)), line \(line): strength \(value) is not a finite number above 0; "
        + "correct it, or leave the link out"
    case .twoMode(let file, let rows, let columns):
      "\(shown(file)): the table has \(rows) rows and \(columns) columns of different names, so it links "
        + "two kinds of thing; write it as a list with one line for each pair that is linked"
    }
  }
}
