import Foundation
import GRDB

/// A copy of a case as it is at one moment.
package struct BackupSummary: Sendable, Equatable, Codable {
  package let path: String
  package let bytes: Int
  /// How many entries the log of the copy has, and its last hash in digits.
  package let entries: Int
  package let head: String?

  /// What the log says of a copy; a disposal finds the copies of a case by it.
  static let purpose = "backup"
  static let words = "copied the case to "

  static func words(for place: String) -> String { words + place }
}

extension CaseSession {
  /// Copies the case, as it is at one moment, to a new file that only its owner may open.
  ///
  /// The copy is checked as a whole before it appears under its name. Another program may write
  /// meanwhile; the entry in the log of the case waits for its end.
  ///
  /// - Throws: `CaseError.alreadyExists`, `.busy` where the other program writes for longer than the
  ///   session waits, `.damaged` where the copy does not pass its check.
  package func backUp(
    to path: String, progress: ProgressHandler? = nil
  ) throws -> BackupSummary {
    let place = CaseFile.absolute(path)
    try CaseFile.refuseTaken(place, naming: path)
    let unchecked = place + ".unchecked"
    CaseFile.remove(unchecked)
    defer { CaseFile.remove(unchecked) }
    progress?(StageProgress(stage: "copying", done: 0, total: 0))
    try file.copy(to: unchecked)
    progress?(StageProgress(stage: "checking the copy", done: 0, total: 0))
    let copy = try CaseSession.open(at: unchecked)
    let report = try copy.check()
    try copy.file.queue.close()
    if let fault = report.faults.first { throw CaseError.damaged(path: path, detail: fault) }
    try file.write { db in
      try AuditLog.append(
        .consultation, BackupSummary.words(for: place), purpose: BackupSummary.purpose, to: db)
    }
    do {
      try CaseFile.settle(unchecked, as: place)
    } catch {
      throw CaseError(error, path: path)
    }
    let attributes = try? FileManager.default.attributesOfItem(atPath: place)
    return BackupSummary(
      path: path, bytes: attributes?[.size] as? Int ?? 0, entries: report.entries,
      head: report.head)
  }
}

extension CaseFile {
  /// Removes a case file that was never finished, with its logs: left behind, they would be taken for
  /// those of the next file of this name.
  static func remove(_ place: String) {
    for ending in ["", "-wal", "-shm", "-journal"] {
      try? FileManager.default.removeItem(atPath: place + ending)
    }
  }
}
