import ArgumentParser
import CaseStore
import Foundation

/// Writes products so that a reader never meets half a file.
enum OutputFiles {
  /// Refuses a product on standard output beside `--json`, which is written there too.
  static func validate(_ path: String, _ common: CommonOptions) throws(ValidationError) {
    guard path == "-", common.json else { return }
    throw ValidationError("--json and -o -: both want standard output; name a file")
  }

  /// Writes products of a release to `recipient`, each whole or not at all, after the log of the case has
  /// an entry for every file.
  static func write(
    _ products: [(path: String, data: Data)], of session: CaseSession, for recipient: String,
    terminal: Terminal
  ) throws {
    let files = products.filter { product in
      let type = type(of: place(of: product.path))
      return product.path != "-" && (type == nil || type == .typeRegular)
    }
    try session.note(
      products: files.map { (place(of: $0.path).path, $0.data) }, for: recipient)
    for product in products { try write(product.data, to: product.path, terminal: terminal) }
  }

  private static func place(of path: String) -> URL {
    URL(fileURLWithPath: path).resolvingSymlinksInPath()
  }

  /// Writes `data` to `path`, whole or not at all; to standard output where `path` is `-`.
  static func write(_ data: Data, to path: String, terminal: Terminal) throws(CommandError) {
    if path == "-" { return try terminal.write(data) }
    let url = place(of: path)
    let type = type(of: url)
    if type == .typeDirectory { throw .isAFolder(path: path) }
    do {
      if type == nil || type == .typeRegular {
        try data.write(to: url, options: .atomic)
      } else {
        // A pipe or a device is written to and never replaced.
        let handle = try FileHandle(forWritingTo: url)
        try handle.write(contentsOf: data)
        try handle.close()
      }
    } catch {
      throw .cannotWrite(path: path, reason: reason(for: error))
    }
  }

  /// Returns what lies at `url`, or nil where nothing does.
  private static func type(of url: URL) -> FileAttributeType? {
    let attributes = try? FileManager.default.attributesOfItem(atPath: url.path)
    return attributes?[.type] as? FileAttributeType
  }

  /// Makes sure that `path` is a folder that may be filled: new, empty, or `force` is set.
  ///
  /// A new folder can be read by its owner alone.
  static func prepareFolder(_ path: String, force: Bool) throws(CommandError) {
    if let type = type(of: URL(fileURLWithPath: path).resolvingSymlinksInPath()) {
      guard type == .typeDirectory else { throw .notAFolder(path: path) }
      let content = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
      if !content.isEmpty && !force { throw .folderNotEmpty(path: path) }
      return
    }
    do {
      try FileManager.default.createDirectory(
        atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw .cannotWrite(path: path, reason: reason(for: error))
    }
  }

  /// Removes `path` and everything in it, where it exists.
  static func remove(_ path: String) throws(CommandError) {
    guard FileManager.default.fileExists(atPath: path) else { return }
    do {
      try FileManager.default.removeItem(atPath: path)
    } catch {
      throw .cannotWrite(path: path, reason: reason(for: error))
    }
  }

  /// Returns where the tables of a picture that could not be drawn go: `map.table.html` for `map.svg`.
  static func tablePath(beside path: String) -> String {
    let ending = ending(of: path)
    return (ending.isEmpty ? path : String(path.dropLast(ending.count + 1))) + ".table.html"
  }

  /// Returns the parts joined by a slash.
  static func join(_ folder: String, _ name: String) -> String {
    folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
  }

  /// Returns the ending of `path` in lower case, without the dot.
  static func ending(of path: String) -> String {
    URL(fileURLWithPath: path).pathExtension.lowercased()
  }
}
