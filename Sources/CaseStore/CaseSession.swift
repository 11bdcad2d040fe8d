import GRDB
package import Records

/// How far a command has come. A total of 0 means that it is not known.
package struct StageProgress: Sendable {
  package let stage: String
  package let done: Int
  package let total: Int

  package init(stage: String, done: Int, total: Int) {
    self.stage = stage
    self.done = done
    self.total = total
  }
}

package typealias ProgressHandler = (StageProgress) -> Void

/// The one way to act on a case. Each act is entered in the log of operations in the same
/// transaction as its effect, so that neither can exist without the other.
package final class CaseSession {
  /// The version that runs and products are marked with.
  package static let engineVersion = "0.1.0"

  let file: CaseFile
  /// How many records an import keeps in memory at most, to know them again.
  var cacheCapacity = 200_000

  private init(_ file: CaseFile) {
    self.file = file
  }

  /// Makes an empty case that only its owner may open.
  package static func create(at path: String) throws(CaseError) -> CaseSession {
    CaseSession(try CaseFile.create(at: path))
  }

  /// Opens a case after checking that it agrees with itself; one of an earlier format is upgraded
  /// after a copy was made beside it.
  ///
  /// - Parameter waiting: For how many seconds an act waits for another program's writing to end.
  package static func open(
    at path: String, waiting: Double = 5
  ) throws(CaseError) -> CaseSession {
    CaseSession(try CaseFile.open(at: path, waiting: waiting))
  }

  /// Opens a case in another format than the program's own.
  static func open(
    at path: String, schema: Schema, waiting: Double
  ) throws(CaseError) -> CaseSession {
    CaseSession(try CaseFile.open(at: path, schema: schema, waiting: waiting))
  }

  /// Returns all that the case holds, in canonical order: the same for any order of rows and files.
  package func evidence(progress: ProgressHandler? = nil) throws -> Evidence {
    try evidenceAndIDs(progress: progress).evidence
  }

  /// Returns the log of operations, oldest entry first.
  package func log() throws -> [LogEntry] {
    try file.read { try AuditLog.entries(in: $0) }
  }

  /// Whether every entry of the log is as it was written and none is missing.
  package func verifyLog() throws -> Bool {
    try file.read { try AuditLog.faults(in: $0).isEmpty }
  }

  func evidenceAndIDs(
    progress: ProgressHandler?, moment: CaseMoment = .now
  ) throws -> EvidenceReader.Outcome {
    try file.read { db in
      let total =
        try Int.fetchOne(
          db,
          sql: """
            SELECT (SELECT count(*) FROM record) + (SELECT count(*) FROM anyFeature)
              + (SELECT count(*) FROM report) + (SELECT count(*) FROM assertion)
            """) ?? 0
      var reader = try EvidenceReader(db, path: file.path, moment: moment) { done in
        progress?(StageProgress(stage: "reading the case", done: done, total: total))
      }
      return try reader.read()
    }
  }
}
