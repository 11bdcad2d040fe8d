import Foundation

/// A folder of its own for one test, which removes it at its end.
struct TemporaryFolder {
  let path: String

  init() throws {
    path =
      FileManager.default.temporaryDirectory
      .appendingPathComponent("records-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  func remove() { try? FileManager.default.removeItem(atPath: path) }

  func file(_ name: String) -> String { "\(path)/\(name)" }

  /// Writes `bytes` and returns the path.
  func write(_ bytes: some Sequence<UInt8>, to name: String = "rows.csv") throws -> String {
    try Data(bytes).write(to: URL(fileURLWithPath: file(name)))
    return file(name)
  }

  func write(_ text: String, to name: String = "rows.csv") throws -> String {
    try write(text.utf8, to: name)
  }
}
