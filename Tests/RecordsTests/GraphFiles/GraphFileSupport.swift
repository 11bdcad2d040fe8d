import Foundation
import Records

/// Writes `bytes` to a file of its own, hands its path to `body` and removes it.
func withGraphFile<Result>(
  _ bytes: some Sequence<UInt8>, named name: String = "graph.csv",
  _ body: (String) throws -> Result
) throws -> Result {
  let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("graph-files-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  let file = folder.appendingPathComponent(name)
  try Data(bytes).write(to: file)
  return try body(file.path)
}

/// Reads the graph written in `text`.
func readGraph(
  _ text: String, named name: String = "graph.csv", format: GraphFile.Format? = nil,
  directed: Bool? = nil
) throws -> GraphFile {
  try withGraphFile(text.utf8, named: name) {
    try GraphFile.read($0, format: format, directed: directed)
  }
}

/// Returns the message of the error that reading `bytes` throws, without the folder; nil if it
/// throws none.
func readingProblem(
  _ bytes: some Sequence<UInt8>, named name: String = "graph.csv", format: GraphFile.Format? = nil
) throws -> String? {
  try withGraphFile(bytes, named: name) { path in
    do {
      _ = try GraphFile.read(path, format: format)
      return nil
    } catch {
      return "\(error)".replacingOccurrences(of: path, with: name)
    }
  }
}

extension GraphFile {
  /// The links by name, such as "Ann>Ben*2": `>` if directed, else `-`; no factor for 1.
  var written: [String] {
    links.map { link in
      let factor = link.strength == 1 ? "" : "*\(link.strength)"
      return "\(labels[link.source])\(isDirected ? ">" : "-")\(labels[link.target])\(factor)"
    }
  }

  /// Whether some note contains `words`.
  func notes(_ words: String) -> Bool { notes.contains { $0.contains(words) } }
}
