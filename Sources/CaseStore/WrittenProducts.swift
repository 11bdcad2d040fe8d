package import Foundation
import GRDB

extension CaseSession {
  /// Enters into the log which files a release is about to be written to, with the digest of each, so that
  /// every byte that leaves has an entry and a disposal finds what to remove.
  ///
  /// - Parameters:
  ///   - products: Absolute paths, and what will stand there.
  ///   - recipient: To whom the release is given.
  package func note(products: [(path: String, data: Data)], for recipient: String) throws {
    guard !products.isEmpty else { return }
    let digests = Dictionary(
      products.map { ($0.path, FileDigest.hexadecimal(of: $0.data)) }, uniquingKeysWith: { $1 })
    let words = "wrote \(products.count) \(products.count == 1 ? "file" : "files")"
    try file.write { db in
      try AuditLog.append(
        .disclosure, words + "\n" + CanonicalJSON.text(digests), recipient: recipient,
        purpose: WrittenProducts.purpose, to: db)
    }
  }
}

/// The files that releases of a case were written to, as its log has them.
struct WrittenProducts {
  fileprivate static let purpose = "products"

  /// What was written to each path, each time.
  private var digests: [String: Set<String>] = [:]

  init(_ db: Database) throws {
    let texts = try String.fetchAll(
      db, sql: "SELECT detail FROM logContent WHERE purpose = ? ORDER BY entry",
      arguments: [WrittenProducts.purpose])
    for text in texts {
      guard let end = text.firstIndex(of: "\n") else { continue }
      let entry: [String: String]? = CanonicalJSON.value(of: String(text[end...].dropFirst()))
      for (path, digest) in entry ?? [:] { digests[path, default: []].insert(digest) }
    }
  }

  /// Removes every file that is still as it was written.
  ///
  /// - Returns: Paths of the files removed, and of those that are still there with the reason why.
  func remove() -> (removed: [String], remaining: [String]) {
    var (removed, remaining): ([String], [String]) = ([], [])
    for (path, written) in digests.sorted(by: { $0.key < $1.key })
    where FileManager.default.fileExists(atPath: path) {
      guard let data = FileManager.default.contents(atPath: path) else {
        remaining.append("\(path): cannot be read")
        continue
      }
      guard written.contains(FileDigest.hexadecimal(of: data)) else {
        remaining.append("\(path): was changed by another hand since it was written")
        continue
      }
      do {
        try FileManager.default.removeItem(atPath: path)
        removed.append(path)
      } catch {
        remaining.append("\(path): cannot be removed")
      }
    }
    return (removed, remaining)
  }
}
