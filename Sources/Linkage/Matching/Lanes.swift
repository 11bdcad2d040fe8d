internal import GraphCore

/// Shares out pieces of work among threads, each of which has a memory of its own.
enum Lanes {
  /// Returns the results of `body`, in the order of the pieces whatever the number of threads.
  ///
  /// - Parameters:
  ///   - workers: The most threads; 0 for one per processor.
  ///   - memory: Makes what one thread keeps from piece to piece. No result may depend on it.
  static func map<Piece: Sendable, Memory, Result: Sendable>(
    _ pieces: [Piece], workers: Int, memory: @Sendable () -> Memory,
    _ body: @Sendable (inout Memory, Piece) -> Result
  ) -> [Result] {
    let lanes = max(1, min(pieces.count, workers > 0 ? workers : WorkerPool.coreCount))
    let byLane = WorkerPool.shared.map(lanes, workers: lanes) { lane in
      var kept = memory()
      return stride(from: lane, to: pieces.count, by: lanes).map { body(&kept, pieces[$0]) }
    }
    return pieces.indices.map { byLane[$0 % lanes][$0 / lanes] }
  }
}
