/// Returns the first link of which an end is no node, and the end.
///
/// SAFETY: `targets` is as long as `sources` (the caller's); a piece reads its own links.
func firstUnknownNode(
  _ sources: [Int32], _ targets: [Int32], below nodeCount: Int, workers: Int
) -> (link: Int, node: Int)? {
  let size = 262_144
  let links = sources.count
  let limit = UInt32(truncatingIfNeeded: nodeCount)
  let firsts = unsafe sources.withUnsafeBufferPointer { sources in
    unsafe targets.withUnsafeBufferPointer { targets in
      nonisolated(unsafe) let (sources, targets) = unsafe (sources, targets)
      return WorkerPool.shared.map((links + size - 1) / size, workers: workers) { piece in
        for i in (piece * size)..<min(links, (piece + 1) * size) {
          let (s, t) = unsafe (UInt32(bitPattern: sources[i]), UInt32(bitPattern: targets[i]))
          if s >= limit || t >= limit { return i }
        }
        return links
      }
    }
  }
  guard let link = firsts.first(where: { $0 < links }) else { return nil }
  let source = Int(sources[link])
  return (link, (0..<nodeCount).contains(source) ? Int(targets[link]) : source)
}

/// Returns the links that join a node to itself, in their order.
///
/// SAFETY: `targets` is as long as `sources` (the caller's); a piece reads its own links.
func loopLinks(_ sources: [Int32], _ targets: [Int32], workers: Int) -> [Int] {
  let size = 262_144
  let links = sources.count
  return unsafe sources.withUnsafeBufferPointer { sources in
    unsafe targets.withUnsafeBufferPointer { targets in
      nonisolated(unsafe) let (sources, targets) = unsafe (sources, targets)
      return WorkerPool.shared.map((links + size - 1) / size, workers: workers) { piece in
        var loops: [Int] = []
        for i in (piece * size)..<min(links, (piece + 1) * size)
        where unsafe sources[i] == targets[i] {
          loops.append(i)
        }
        return loops
      }.flatMap { $0 }
    }
  }
}
