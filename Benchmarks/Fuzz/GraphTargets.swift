@testable import Records

/// Reads a graph file; nil to recognise the format. What is read must be a graph, whichever way it is
/// looked at.
func readGraph(_ bytes: [UInt8], as format: GraphFile.Format?) {
  for directed in [nil, true] {
    do throws(GraphFileError) {
      let text = GraphText(path: "graph", bytes: bytes)
      let file = try GraphFile.read(text, format: format, directed: directed)
      let labels = Set(file.labels.map { Array($0.utf8) })
      require(labels.count == file.labels.count, "two nodes of one name")
      for link in file.links {
        require(file.labels.indices ~= link.source, "a link from no node")
        require(file.labels.indices ~= link.target, "a link to no node")
        require(link.strength.isFinite && link.strength > 0, "strength \(link.strength)")
        require(file.isDirected || link.source <= link.target, "an undirected link the wrong way")
      }
      require(!file.notes.contains { $0.contains(where: \.isNewline) }, "a note of several lines")
    } catch {
      requireMessage(error)
    }
  }
}
