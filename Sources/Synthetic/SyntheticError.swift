/// Why a synthetic world could not be written.
public enum SyntheticError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The folder `path` does not exist and could not be made.
  case folderNotMade(path: String, reason: String)
  /// The file `path` could not be opened or written to its end.
  case notWritten(path: String, reason: String)

  public var description: String {
    switch self {
    case .folderNotMade(let path, let reason):
      "\(path): folder could not be made (\(reason)); choose a folder you may write to"
    case .notWritten(let path, let reason):
      "\(path): could not be written (\(reason)); free some space or choose another folder"
    }
  }
}
