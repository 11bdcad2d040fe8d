import Foundation
import GRDB

/// The SQLite file of a case: how it comes into being, is opened, checked and brought up to date.
///
/// The file, its log and its copies can be read and written by their owner alone, from their first
/// byte. A commit is on the disk before it is reported (WAL with `synchronous = FULL`).
struct CaseFile {
  /// As the user named it; used in messages.
  let path: String
  let queue: DatabaseQueue

  /// Makes an empty case. It appears under its name only once it is whole.
  static func create(
    at path: String, schema: Schema = .current, waiting: TimeInterval = 5
  ) throws(CaseError) -> CaseFile {
    let place = absolute(path)
    let unfinished = place + ".new"
    try refuseTaken(place, naming: path)
    remove(unfinished)
    try makePrivateFile(at: unfinished, naming: path)
    do {
      let queue = try DatabaseQueue(path: unfinished, configuration: configuration(waiting))
      try schema.migrate(queue)
      try queue.close()
      try FileManager.default.moveItem(atPath: unfinished, toPath: place)
      sync(folderOf: place)
    } catch {
      remove(unfinished)
      throw CaseError(error, path: path)
    }
    return try open(at: path, schema: schema, waiting: waiting)
  }

  /// Opens a case, checks it, and upgrades it after a backup where an earlier version wrote it.
  ///
  /// - Parameter waiting: How many seconds to wait for another program's writing to end.
  static func open(
    at path: String, schema: Schema = .current, waiting: TimeInterval = 5
  ) throws(CaseError) -> CaseFile {
    let place = absolute(path)
    try checkHeader(of: place, naming: path)
    try checkPermissions(of: place, naming: path)
    do {
      let queue = try DatabaseQueue(path: place, configuration: configuration(waiting))
      let file = CaseFile(path: path, queue: queue)
      let version = try file.integer("PRAGMA user_version")
      guard version <= schema.version else {
        throw CaseError.newerVersion(path: path, version: version, known: schema.version)
      }
      let finding = try queue.read { try String.fetchOne($0, sql: "PRAGMA quick_check(1)") }
      guard finding == "ok" else {
        throw CaseError.damaged(path: path, detail: (finding ?? "no answer").firstLine)
      }
      if version < schema.version {
        let copy = unusedName("\(place)\(upgradeMark)\(version).backup")
        try file.copy(to: copy)
        try schema.migrate(queue)
        try file.noteUpgrade(copiedTo: copy)
      }
      try file.execute("PRAGMA journal_mode = WAL")
      try file.execute("PRAGMA synchronous = FULL")
      // Left behind by a disposal that was stopped; another program that reads may put it off again.
      try? file.finishErasing()
      return file
    } catch {
      throw CaseError(error, path: path)
    }
  }

  /// Runs `body` in one transaction that is either kept as a whole or leaves nothing behind.
  func write<Value>(_ body: (Database) throws -> Value) throws -> Value {
    try translating {
      try queue.writeWithoutTransaction { db in
        var value: Value?
        try db.inTransaction(.immediate) {
          value = try body(db)
          return .commit
        }
        guard let value else { throw CaseError.inputOutput(path: path, detail: "no result") }
        return value
      }
    }
  }

  /// Runs `body` on one unchanging state of the case.
  func read<Value>(_ body: (Database) throws -> Value) throws -> Value {
    try translating { try queue.read(body) }
  }

  /// Runs one statement outside any transaction.
  func execute(_ sql: String) throws {
    try translating { try queue.writeWithoutTransaction { try $0.execute(sql: sql) } }
  }

  /// Returns the number that `sql` selects, or 0 where it selects none.
  func integer(_ sql: String) throws -> Int {
    try read { try Int.fetchOne($0, sql: sql) ?? 0 }
  }

  /// Empties the write-ahead log into the file. Readers may prevent it, which does no harm.
  func checkpoint() {
    _ = try? queue.writeWithoutTransaction { try $0.checkpoint(.truncate) }
  }

  /// Copies one unchanging state of the case to `place`, where nothing may be. The copy appears whole
  /// and on the disk, or not at all; programs that write to the case are not disturbed.
  func copy(to place: String) throws {
    try CaseFile.refuseTaken(place, naming: place)
    let unfinished = place + ".new"
    CaseFile.remove(unfinished)
    try CaseFile.makePrivateFile(at: unfinished, naming: place)
    do {
      try queue.vacuum(into: unfinished)
      try CaseFile.settle(unfinished, as: place)
    } catch {
      CaseFile.remove(unfinished)
      throw CaseError(error, path: place)
    }
  }

  /// What stands in the name of a copy between the name of the case and the format that it is in.
  private static let upgradeMark = ".format-"

  /// The copies that upgrades of the case made beside it, in order; one that was stopped has no entry in
  /// the log.
  static func upgradeBackups(of path: String) -> [String] {
    let place = URL(fileURLWithPath: absolute(path))
    let folder = place.deletingLastPathComponent()
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasPrefix(place.lastPathComponent + upgradeMark) }.sorted()
      .map { folder.appendingPathComponent($0).path }
  }

  /// Enters the copy that an upgrade made into the log, where the format reached has one for that.
  private func noteUpgrade(copiedTo copy: String) throws {
    try write { db in
      guard try db.tableExists("logContent") else { return }
      try AuditLog.append(
        .consultation, BackupSummary.words(for: copy), purpose: BackupSummary.purpose, to: db)
    }
  }

  /// Writes the file anew without what was deleted, where a disposal still asks for it, and empties the
  /// write-ahead log.
  ///
  /// - Throws: `CaseError.busy` while another program reads the case; opening it tries again.
  func finishErasing() throws {
    guard try integer("SELECT count(*) FROM unfinished") > 0 else { return }
    try translating {
      try queue.vacuum()
      try queue.writeWithoutTransaction { db in
        _ = try db.checkpoint(.truncate)
        try db.execute(sql: "DELETE FROM unfinished")
        _ = try db.checkpoint(.truncate)
      }
    }
  }

  /// The files of the case that others than its owner may open.
  var openToOthers: [String] {
    let place = CaseFile.absolute(path)
    return ["", "-wal", "-shm"].map { place + $0 }.filter { file in
      let attributes = try? FileManager.default.attributesOfItem(atPath: file)
      return (attributes?[.posixPermissions] as? Int ?? 0) & 0o077 != 0
    }
  }

  /// The files that hold what the case holds.
  var contentFiles: [String] {
    let place = CaseFile.absolute(path)
    return [place, place + "-wal"].filter { FileManager.default.fileExists(atPath: $0) }
  }

  private func translating<Value>(_ body: () throws -> Value) throws -> Value {
    do {
      return try body()
    } catch let error as DatabaseError {
      throw CaseError(error, path: path)
    }
  }
}

extension CaseFile {
  private static func configuration(_ waiting: TimeInterval) -> Configuration {
    var configuration = Configuration()
    configuration.busyMode = .timeout(waiting)
    configuration.prepareDatabase { db in
      try db.execute(
        sql: """
          PRAGMA cache_size = -32768;
          PRAGMA temp_store = MEMORY;
          PRAGMA recursive_triggers = ON;
          """)
    }
    return configuration
  }

  /// A name such as `:memory:` means a file, never one of SQLite's special places.
  static func absolute(_ path: String) -> String {
    URL(fileURLWithPath: path).standardizedFileURL.resolvingSymlinksInPath().path
  }

  /// Returns `name`, or with the first number behind it that makes a name that nothing has.
  private static func unusedName(_ name: String) -> String {
    var candidate = name
    var number = 1
    while FileManager.default.fileExists(atPath: candidate) {
      number += 1
      candidate = "\(name)-\(number)"
    }
    return candidate
  }

  /// Gives a finished file its name; both are on the disk when this returns.
  static func settle(_ file: String, as place: String) throws {
    let handle = try FileHandle(forUpdating: URL(fileURLWithPath: file))
    try handle.synchronize()
    try handle.close()
    try FileManager.default.moveItem(atPath: file, toPath: place)
    sync(folderOf: place)
  }

  /// Makes the name of a file in its folder last through a power cut.
  private static func sync(folderOf place: String) {
    let folder = URL(fileURLWithPath: place).deletingLastPathComponent().path
    try? FileHandle(forReadingAtPath: folder)?.synchronize()
  }

  /// Refuses a name under which something is, be it only the log of a case that is gone: the database
  /// would take it for the log of the new one.
  static func refuseTaken(_ place: String, naming path: String) throws(CaseError) {
    for ending in ["", "-wal", "-journal"]
    where FileManager.default.fileExists(atPath: place + ending) {
      throw .alreadyExists(path: path + ending)
    }
  }

  /// Makes an empty file that only its owner may open, and that did not exist before.
  private static func makePrivateFile(at place: String, naming path: String) throws(CaseError) {
    let others = umask(0o077)
    defer { umask(others) }
    do {
      try Data().write(to: URL(fileURLWithPath: place), options: .withoutOverwriting)
    } catch {
      switch (error as? CocoaError)?.code {
      case .fileWriteFileExists: throw CaseError.alreadyExists(path: path)
      case .fileWriteOutOfSpace: throw CaseError.diskFull(path: path)
      case .fileNoSuchFile:
        throw CaseError.inputOutput(path: path, detail: "the folder does not exist")
      default: throw CaseError.notPermitted(path: path, detail: "the folder may not be written")
      }
    }
  }

  /// Reads the first bytes of the file, so that a file of another kind is never touched.
  ///
  /// > Source: "Database File Format", sqlite.org/fileformat2.html, section 1.3.
  private static func checkHeader(of place: String, naming path: String) throws(CaseError) {
    let attributes = try? FileManager.default.attributesOfItem(atPath: place)
    guard let attributes else { throw CaseError.notFound(path: path) }
    guard attributes[.type] as? FileAttributeType == .typeRegular else {
      throw CaseError.notACase(path: path)
    }
    let header: Data?
    do {
      let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: place))
      defer { try? handle.close() }
      header = try handle.read(upToCount: 72)
    } catch {
      throw CaseError.notPermitted(path: path, detail: "may not be read")
    }
    let bytes = [UInt8](header ?? Data())
    guard bytes.count == 72, Array(bytes[0..<16]) == Array("SQLite format 3\0".utf8),
      bytes[68..<72].reduce(0, { $0 << 8 | Int($1) }) == Schema.applicationID
    else { throw CaseError.notACase(path: path) }
  }

  /// Refuses a file that its owner may not write, and takes away the rights of everyone else.
  private static func checkPermissions(of place: String, naming path: String) throws(CaseError) {
    let manager = FileManager.default
    let mode = (try? manager.attributesOfItem(atPath: place))?[.posixPermissions] as? Int ?? 0
    guard mode & 0o200 != 0, manager.isWritableFile(atPath: place) else {
      throw CaseError.notPermitted(path: path, detail: "is read-only")
    }
    let folder = URL(fileURLWithPath: place).deletingLastPathComponent().path
    guard manager.isWritableFile(atPath: folder) else {
      throw CaseError.notPermitted(path: path, detail: "its folder is read-only")
    }
    guard mode & 0o177 != 0 else { return }
    do {
      try manager.setAttributes([.posixPermissions: 0o600], ofItemAtPath: place)
    } catch {
      throw CaseError.notPermitted(path: path, detail: "others may read it, and it is not yours")
    }
  }
}
