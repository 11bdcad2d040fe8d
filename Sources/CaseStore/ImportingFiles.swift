import Foundation
import Records

extension CaseSession {
  /// Imports `paths` as the mapping file says: all of them, or, where one cannot be read or the
  /// program is stopped, nothing.
  ///
  /// - Parameter replacing: The name of an earlier file of the same system that the one of `paths`
  ///   corrects. Its rows count no longer from now on; both are kept.
  /// - Returns: One receipt for each path, in the order given. A file that the case already holds is
  ///   not stored again, and its receipt says so.
  /// - Throws: `CaseError`, `IngestError` or `MappingError`.
  package func importFiles(
    _ paths: [String], mapping mappingPath: String, replacing: String? = nil,
    progress: ProgressHandler? = nil
  ) throws -> [ImportReceipt] {
    let ingest = try Ingest(mapping: .load(mappingPath))
    let mapping = ingest.mapping
    let mappingDigest = try FileIdentity(file: mappingPath).digest
    let files = try paths.map { path in
      let identity = try FileIdentity(file: path)
      let name = URL(fileURLWithPath: path).lastPathComponent
      return SourceFile(
        name: name, system: mapping.system, profile: mapping.profile,
        marking: mapping.marking ?? .officialSensitive, fileDigest: identity.digest,
        mappingDigest: mappingDigest
      ) { row in
        let report = { (done: Int, total: Int) -> Void in
          progress?(StageProgress(stage: "importing \(name)", done: done, total: total))
        }
        let receipt = try ingest.read(path, progress: report, row: row)
        guard identity.isCurrent(file: path) else {
          throw CaseError.changedWhileRead(file: path)
        }
        return receipt
      }
    }
    return try store(files, replacing: replacing)
  }
}
