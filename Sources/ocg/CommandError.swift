import Foundation
import Linkage

/// What stops a command before the libraries are asked, or while products are written.
enum CommandError: Error, CustomStringConvertible {
  /// `path` could not be written for `reason`.
  case cannotWrite(path: String, reason: String)
  /// The output folder has something in it.
  case folderNotEmpty(path: String)
  /// The output is an existing file where a folder is needed.
  case notAFolder(path: String)
  /// The output is an existing folder where a file is needed.
  case isAFolder(path: String)
  /// The ending of `path` names no format of the command.
  case unknownEnding(path: String, known: String)
  /// No position of the review list has the id.
  case unknownSubject(id: String, known: [String])
  /// The terms of reference in `path` are about something that is on no list.
  case unknownTermsSubject(path: String, id: String)
  /// No single entity that may be shown has one of the ids.
  case unknownEntity(ids: [String])
  /// The position has too few people for a chart of `kind`.
  case tooSmall(id: String, kind: String)
  /// No data lie at `path`, or none that a mapping there matches.
  case noData(path: String, problem: String)
  /// A row of a file to link has no id, or one that an earlier row has.
  case badRowID(file: String, row: Int, id: String)
  /// Rows cannot be compared by the features of a mapping.
  case cannotMatch(mapping: String, error: MatchingError)
  /// A file of statements has no terms of reference.
  case noTerms(path: String)
  /// The case holds nothing from which a period can be taken.
  case noPeriod(path: String)

  var description: String {
    switch self {
    case .cannotWrite(let path, let reason):
      "\(path): \(reason); free space or choose another place"
    case .folderNotEmpty(let path):
      "\(path): the folder is not empty; choose another, or give --force to replace products in it"
    case .notAFolder(let path):
      "\(path): is a file where a folder is needed; choose another name"
    case .isAFolder(let path):
      "\(path): is a folder where a file is needed; add a file name"
    case .unknownEnding(let path, let known):
      "\(path): the ending names no known format; end it in \(known)"
    case .unknownSubject(let id, let known):
      known.isEmpty
        ? "--subject \(id): no such position; the review list of the case is empty"
        : "--subject \(id): no such position; ids on it begin \(known.joined(separator: ", "))"
    case .unknownTermsSubject(let path, let id):
      "\(path): terms.subject \(id): no such position; give an id of the master list, or of a group "
        + "as the review list has it"
    case .unknownEntity(let ids):
      "--entity \(ids.joined(separator: " ")): not all are entities that may be shown; take ids "
        + "from a chart, from explain or from an export"
    case .tooSmall(let id, let kind):
      "--subject \(id): has too few people for a \(kind) chart; draw its association chart instead"
    case .noData(let path, let problem):
      "\(path): \(problem); give --data a folder with exports in its folder data and their mappings in its folder mappings"
    case .badRowID(let file, let row, let id):
      "\(file) row \(row): "
        + (id.isEmpty ? "no id" : "'\(id)' is the id of an earlier row too")
        + "; give every row one of its own, or leave `id` out of the mapping"
    case .cannotMatch(let mapping, let error):
      "\(mapping): \(error)"
    case .noTerms(let path):
      "\(path): has no terms of reference; add a member terms that names the position"
    case .noPeriod(let path):
      "\(path): nothing in the case is dated; give --period, such as 2026-Q3"
    }
  }
}

/// Returns `error` as the one line that a user reads: place, problem, next step.
func errorLine(_ error: any Error) -> String {
  if let cocoa = error as? CocoaError {
    return oneLine("\(cocoa.filePath ?? "file"): \(reason(for: cocoa)); check the path")
  }
  return oneLine(String(describing: error))
}

/// Returns why Foundation could not write or read, in words without a path.
func reason(for error: any Error) -> String {
  guard let cocoa = error as? CocoaError else { return oneLine(String(describing: error)) }
  switch cocoa.code {
  case .fileWriteOutOfSpace: return "no space left on the device"
  case .fileWriteNoPermission, .fileReadNoPermission: return "permission denied"
  case .fileNoSuchFile, .fileReadNoSuchFile: return "no such file or folder"
  case .fileWriteFileExists: return "exists already"
  case .fileWriteVolumeReadOnly: return "the file system is read-only"
  default:
    return posixCode(of: cocoa).map(words) ?? oneLine(cocoa.localizedDescription)
  }
}

/// Returns the system's code behind an error of Foundation, which on Linux is no `POSIXError`.
func posixCode(of error: any Error) -> POSIXErrorCode? {
  guard let underlying = (error as? CocoaError)?.underlying as NSError?,
    underlying.domain == NSPOSIXErrorDomain
  else { return nil }
  return POSIXErrorCode(rawValue: Int32(underlying.code))
}

private func words(for code: POSIXErrorCode) -> String {
  switch code {
  case .ENOSPC: "no space left on the device"
  case .EACCES, .EPERM: "permission denied"
  case .ENOENT: "no such file or folder"
  case .ENOTDIR: "part of the path is not a folder"
  case .EROFS: "the file system is read-only"
  case .ENAMETOOLONG: "the name is too long"
  default: oneLine(POSIXError(code).localizedDescription)
  }
}

/// Returns `text` with every run of white space made one space.
func oneLine(_ text: String) -> String {
  text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
}

/// Returns `text` as the middle of a line: on one line, without the full stop at its end.
func clause(_ text: String) -> String {
  let line = oneLine(text)
  return line.hasSuffix(".") ? String(line.dropLast()) : line
}
