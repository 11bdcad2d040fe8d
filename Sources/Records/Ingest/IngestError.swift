/// Why a file could not be imported at all. A bad row is no error but an entry of the receipt.
public enum IngestError: Error, Sendable, Equatable, CustomStringConvertible {
  /// No such file.
  case missing(path: String)
  /// A directory, device or pipe.
  case notAFile(path: String, isDirectory: Bool)
  /// The system refuses to open or read the file.
  case unreadable(path: String, problem: String)
  /// The file holds no header line.
  case empty(path: String)
  /// The header line cannot be trusted.
  case badHeader(path: String, problem: String)
  /// The mapping names a column that the file does not have.
  case missingColumn(path: String, column: String, found: [String])
  /// The mapping names a column that the file has twice.
  case ambiguousColumn(path: String, column: String)
  /// No `match` of the mapping fits the file's name.
  case noMapping(path: String, profile: String, patterns: [String])
  /// Size or modification time changed while rows were read: the rows delivered must be discarded.
  case changedWhileRead(path: String)
  /// A file that its mapping declares anonymous has a column that could tell who gave its rows.
  case identityColumn(path: String, column: String, why: String)

  /// One line: place, problem, next step.
  public var description: String {
    switch self {
    case .missing(let path):
      return "\(path): no such file; check the path"
    case .notAFile(let path, let isDirectory):
      return isDirectory
        ? "\(path): is a directory; name the files in it"
        : "\(path): is not a regular file; save the export to a file first"
    case .unreadable(let path, let problem):
      return "\(path): cannot be read (\(problem)); check its permissions and the disk"
    case .empty(let path):
      return "\(path): the file is empty; export it again"
    case .badHeader(let path, let problem):
      return "\(path) line 1: header not readable (\(problem)); "
        + "save the file as UTF-8, or state `encoding` and `delimiter` in the mapping"
    case .missingColumn(let path, let column, let found):
      let nearest = Spelling.nearest(to: column, in: found).map { "did you mean '\($0)'? " } ?? ""
      let list = found.map { "'\($0)'" }.joined(separator: ", ")
      return "\(path) line 1: no column '\(column)'; \(nearest)the file has \(list)"
    case .ambiguousColumn(let path, let column):
      return "\(path) line 1: two columns are called '\(column)'; rename one in the export"
    case .noMapping(let path, let profile, let patterns):
      let list = patterns.map { "'\($0)'" }.joined(separator: ", ")
      return "\(path): no file of mapping '\(profile)' has this name; rename it to match one of "
        + "\(list), or choose another mapping"
    case .identityColumn(let path, let column, let why):
      return "\(path) line 1: column '\(column)' in an anonymous file (\(why)); "
        + "have the sender leave it out and export again"
    case .changedWhileRead(let path):
      return
        "\(path): changed while it was read; wait until the export is complete, then import again"
    }
  }
}
