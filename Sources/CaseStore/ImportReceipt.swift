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
  /// The name of the file that counts in place of this one, which was there before; nil for none.
  package var replacedBy: String?
  /// True where the file that was there before was read by another mapping; nil where not.
  package var isOfOtherMapping: Bool?
  /// The name of the file that this one corrects; its rows count no longer and are kept.
  package var replaces: String?
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
    if let replacedBy {
      return "imported before and replaced by \(replacedBy); nothing was stored again"
    }
    if let replaces {
      return (alreadyImported ? "already imported; " : "")
        + "counts in place of \(replaces), which is kept for the record"
    }
    if isOfOtherMapping == true {
      return
        "already imported by another mapping; nothing was stored again, to have it read by this one "
        + "give --replaces"
    }
    if alreadyImported { return "already imported; nothing was stored again" }
    guard kindConflicts > 0, let kindConflictExample else { return nil }
    return "\(kindConflicts) rows disagree on what a record is, such as \(kindConflictExample)"
  }
}

extension ImportReceipt {
  init(stored text: String, path: String) throws {
    guard let own = CanonicalJSON.value(ImportReceipt.self, of: text),
      own.counts.allSatisfy((0...Int(Positions.limit)).contains)
    else {
      throw CaseError.damaged(path: path, detail: "receipt of an import")
    }
    self = own
  }

  /// Every number of the account that is shown or added up.
  private var counts: [Int] {
    [account.rowsRead, account.rowsStored, account.rowsRejected, account.assertions, kindConflicts]
      + account.rejectedByReason.values + account.unvalidated.map(\.count)
  }
}
