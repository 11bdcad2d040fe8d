import GRDB

/// What stops work on a case. Each case prints as one line: place, problem, next step.
package enum CaseError: Error, Sendable, Equatable, CustomStringConvertible {
  /// There is no file at `path`.
  case notFound(path: String)
  /// A new case was to be made where something already is.
  case alreadyExists(path: String)
  /// The file is something else, or is damaged from its first byte.
  case notACase(path: String)
  /// The file was written by a later version of the engine than this one.
  case newerVersion(path: String, version: Int, known: Int)
  /// The file does not agree with itself; `detail` is what the check found first.
  case damaged(path: String, detail: String)
  /// The file or its folder may not be written, or not be read.
  case notPermitted(path: String, detail: String)
  /// Another program held the case for longer than the waiting time.
  case busy(path: String)
  /// No room was left. The case is as it was before the command.
  case diskFull(path: String)
  /// The system could not read or write; the case is as it was before the command.
  case inputOutput(path: String, detail: String)
  /// What was to be stored breaks a rule of the case.
  case ruleBroken(path: String, detail: String)
  /// An input file could not be read.
  case unreadable(file: String, detail: String)
  /// An input file was written to while it was read.
  case changedWhileRead(file: String)
  /// The question needs data, and the case holds none.
  case empty(path: String)
  /// No record has the key; `similar` are keys that end alike.
  case unknownRecord(key: String, similar: [String])
  /// Two records were to be named, and one was named twice.
  case sameRecord(key: String)
  /// A person cannot be a vehicle.
  case differentKinds(first: String, second: String, kinds: [String])
  /// No decision on the two records is in force.
  case noDecision(first: String, second: String)
  /// The journal holds no decision of this number that is in force.
  case notInForce(decision: Int)
  /// Nothing on the subject is left to undo.
  case nothingToUndo(subject: [String])
  /// The case has no subject of the master list with this id.
  case unknownSubject(id: String)
  /// The list that was made last has no position with this id.
  case unknownPosition(id: String)
  /// A decision on groups that cannot be followed.
  case badDecision(problem: String)
  /// A file of decisions was given beside those of the journal.
  case decisionsInJournal(file: String, path: String)
  /// No report of the case has the key.
  case unknownReport(key: String)
  /// A person was to be named, and the record is of something else.
  case notAPerson(key: String, kind: String)
  /// The words that the log was to keep of a disposal name who is removed.
  case reasonNamesPerson(key: String)
  /// No file of this name and system counts in the case.
  case unknownSource(name: String, system: String, known: [String])
  /// A file was to take the place of another and cannot.
  case nothingToReplace(file: String, problem: String)
  /// A file that the case holds was given again with another mapping, which would protect it more.
  case otherMapping(file: String, name: String, marking: String, wanted: String)
  /// The case holds no run of this number.
  case unknownRun(number: Int, last: Int)
  /// A recipient's profile cannot be used.
  case badProfile(name: String, problem: String)
  /// The recipient may be given something only under an agreement.
  case noAgreement(profile: String)
  /// A file of codes or periods cannot be used.
  case badSchedule(file: String, problem: String)
  /// What was removed can still be found in the file.
  case residue(path: String, count: Int)
  /// A file of labels cannot be read from this row on.
  case badLabel(file: String, row: Int, problem: String)
  /// A file of labels has no row.
  case noLabels(file: String)
  /// None of the labels in a file is of a record of the case; `example` is one of them.
  case noLabelledRecord(file: String, example: String)
  /// The question needs a linking, and the case has none.
  case notLinked(path: String)

  package var description: String {
    switch self {
    case .notFound(let path):
      "\(path): no such case; check the name, or make one with `ocg new`"
    case .alreadyExists(let path):
      "\(path): already exists; choose another name, or go on with the case that is there"
    case .notACase(let path):
      "\(path): not a case file; give the path that `ocg new` was given"
    case .newerVersion(let path, let version, let known):
      "\(path): written in format \(version), this program knows up to \(known); "
        + "open it with a newer version"
    case .damaged(let path, let detail):
      "\(path): damaged (\(detail)); keep it for examination and go back to a backup"
    case .notPermitted(let path, let detail):
      "\(path): \(detail); every act on a case is logged in it, so give yourself leave to write"
    case .busy(let path):
      "\(path): another program is writing to the case; try again when it has finished"
    case .diskFull(let path):
      "\(path): no room left on the disk; the case is as it was, free some space and try again"
    case .inputOutput(let path, let detail):
      "\(path): could not be read or written (\(detail)); the case is as it was, "
        + "check the disk and try again"
    case .ruleBroken(let path, let detail):
      "\(path): refused by a rule of the case (\(detail)); the case is as it was, report this"
    case .unreadable(let file, let detail):
      "\(file): cannot be read (\(detail)); check the path and your permission"
    case .changedWhileRead(let file):
      "\(file): changed while it was read; the case is as it was, try again once it is complete"
    case .empty(let path):
      "\(path): holds no records yet; import some first with `ocg import`"
    case .unknownRecord(let key, let similar):
      "\(key): no record of the case has this key; "
        + (similar.isEmpty
          ? "a key is SYSTEM/kind/id, as `ocg link review` shows it"
          : "did you mean \(similar.joined(separator: " or "))?")
    case .sameRecord(let key):
      "\(key): named twice; give two different records"
    case .differentKinds(let first, let second, let kinds):
      "\(first) and \(second): of different kinds (\(kinds.joined(separator: ", "))); "
        + "give two records of one kind"
    case .noDecision(let first, let second):
      "\(first) and \(second): no decision is in force; `ocg link review` lists what can be decided"
    case .notInForce(let decision):
      "decision \(decision): none of this number is in force; `ocg journal` lists them"
    case .nothingToUndo(let subject):
      "\(subject.joined(separator: " and ")): no act is left to undo; `ocg journal` lists them"
    case .unknownSubject(let id):
      "\(id.isEmpty ? "subject" : id): not on the master list of the case; "
        + "the review list of `ocg assess` shows the ids"
    case .unknownPosition(let id):
      "\(id): neither a record of the case nor a position of the list made last; a key is "
        + "SYSTEM/kind/id, and `ocg assess` shows ids"
    case .badDecision(let problem):
      "decision on groups: \(problem); nothing was entered, see `ocg decide --help`"
    case .decisionsInJournal(let file, let path):
      "\(file): \(path) holds decisions of its own, and a list follows one account of them; enter "
        + "the file's with `ocg decide CASE file`, or leave --decisions out"
    case .unknownReport(let key):
      "\(key): no report of the case has this key; a key is SYSTEM/reference"
    case .notAPerson(let key, let kind):
      "\(key): is not a person (\(kind)); give the key of a nominal, SYSTEM/nominal/id"
    case .reasonNamesPerson(let key):
      "\(key): named by the reason, which the log keeps; the case is as it was, give a reason without names, "
        + "numbers and ids of the person"
    case .unknownSource(let name, let system, let known):
      "\(name): no file of this name from \(system.isEmpty ? "the system" : system) counts in the case; "
        + (known.isEmpty
          ? "import without --replaces"
          : "give one of \(known.prefix(5).joined(separator: ", ")), and one file to take its place")
    case .nothingToReplace(let file, let problem):
      "\(file): cannot take the place of the file named with --replaces, since it \(problem); the case is "
        + "as it was, `ocg status` lists its files"
    case .otherMapping(let file, let name, let marking, let wanted):
      "\(file): in the case by another mapping, marked \(marking), and this mapping says \(wanted); the "
        + "case is as it was, have it read anew with --replaces \(name)"
    case .unknownRun(let number, let last):
      "run \(number): the case holds none of this number; "
        + (last > 0 ? "give one from 1 to \(last)" : "nothing was linked or assessed yet")
    case .badProfile(let name, let problem):
      "\(name): \(problem); correct the file, or name a profile that ships"
    case .noAgreement(let profile):
      "\(profile): may be given nothing without a sharing agreement; name it with --agreement"
    case .badSchedule(let file, let problem):
      "\(file): \(problem); correct the file, or leave it out to use the example"
    case .residue(let path, let count):
      "\(path): \(count) of the removed names can still be found in it; end every other program that "
        + "has the case open and run `ocg check`"
    case .badLabel(let file, let row, let problem):
      "\(file) row \(row): \(problem); correct the file, nothing was evaluated"
    case .noLabels(let file):
      "\(file): no row below the header, so nothing to compare with; give one with a record key and a "
        + "label in each row"
    case .noLabelledRecord(let file, let example):
      "\(file): no label is of a record of the case, such as '\(example)'; name the column of record "
        + "keys with --record-column, a key is SYSTEM/kind/id"
    case .notLinked(let path):
      "\(path): not linked yet; run `ocg link` first"
    }
  }

  /// Translates what the database reported about the case at `path`.
  init(_ error: any Error, path: String) {
    if let known = error as? CaseError {
      self = known
      return
    }
    guard let error = error as? DatabaseError else {
      self = .inputOutput(path: path, detail: String(describing: error).firstLine)
      return
    }
    let detail = (error.message ?? "code \(error.resultCode.rawValue)").firstLine
    switch error.resultCode.primaryResultCode {
    case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy(path: path)
    case .SQLITE_FULL: self = .diskFull(path: path)
    case .SQLITE_NOTADB: self = .notACase(path: path)
    case .SQLITE_CORRUPT: self = .damaged(path: path, detail: detail)
    case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH, .SQLITE_CANTOPEN:
      self = .notPermitted(path: path, detail: detail)
    case .SQLITE_CONSTRAINT: self = .ruleBroken(path: path, detail: detail)
    default: self = .inputOutput(path: path, detail: detail)
    }
  }
}

extension String {
  /// The text up to its first line end, at most 200 characters: errors are one line.
  var firstLine: String {
    String(prefix { !$0.isNewline }.prefix(200))
  }
}
