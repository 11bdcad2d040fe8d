import Foundation
package import Records

/// The account of one file of an import: what the reading of its rows gave, and what the case did
/// with them.
///
/// The members of the reading's receipt can be asked for directly: `receipt.rowsStored`.
@dynamicMemberLookup
package struct ImportReceipt: Sendable, Equatable, Codable {
  /// What the reading gave. For a file that was already there, the account of its first import.
  package var account: IngestReceipt
  /// True where the same bytes, or the same rows in another order, were in the case before. Nothing
  /// was stored again.
  package var alreadyImported = false
  /// How many rows gave a record another kind than an earlier row did; the kind that comes first
  /// in the alphabet is kept, and the rows' features and links are stored.
  package var kindConflicts = 0
  /// The first of them, such as `SYSTEM/7: nominal or vehicle`.
  package var kindConflictExample: String?

  package init(account: IngestReceipt) {
    self.account = account
  }

  package subscript<Value>(dynamicMember path: KeyPath<IngestReceipt, Value>) -> Value {
    account[keyPath: path]
  }

  /// One line for a reader where the case has something to add to the account; nil where not.
  package var note: String? {
    if alreadyImported { return "already imported; nothing was stored again" }
    guard kindConflicts > 0, let kindConflictExample else { return nil }
    return "\(kindConflicts) rows disagree on what a record is, such as \(kindConflictExample)"
  }
}

extension ImportReceipt {
  init(stored text: String, path: String) throws {
    do {
      self = try JSONDecoder().decode(ImportReceipt.self, from: Data(text.utf8))
    } catch {
      throw CaseError.damaged(path: path, detail: "receipt of an import")
    }
  }

  func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }
}
