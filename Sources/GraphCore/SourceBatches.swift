internal import Synchronization

/// The division of the nodes into batches of sources whose results are added up in order.
///
/// The batches depend on the number of nodes only, never on the number of workers.
struct SourceBatches {
  let sourceCount: Int
  let size: Int

  /// At most 128 batches of a multiple of `smallest` sources.
  init(sourceCount: Int, smallest: Int) {
    self.sourceCount = sourceCount
    let units = (sourceCount + smallest - 1) / smallest
    size = max(1, (units + 127) / 128) * smallest
  }

  var count: Int { (sourceCount + size - 1) / size }

  func sources(_ batch: Int) -> Range<Int> {
    (batch * size)..<min(sourceCount, (batch + 1) * size)
  }

  /// Returns the sum of the batches' vectors, added in batch order; nil where the control was
  /// cancelled.
  func sum(
    width: Int, workers: Int, control: WorkControl?, _ vector: @Sendable (Range<Int>) -> [Double]
  ) -> [Double]? {
    let sum = OrderedSum([Double](repeating: 0, count: width)) { total, part in
      for (i, value) in part.enumerated() { total[i] += value }
    }
    do {
      try WorkerPool.shared.forEach(count, workers: workers, control: control) { batch in
        sum.add(vector(sources(batch)), number: batch)
      }
    } catch {
      return nil
    }
    return sum.total
  }
}

/// A sum of numbered parts that come in any order and are added in that of their numbers.
///
/// A part waits only until those before it have come. A pool hands out numbers in order, so that
/// hardly more parts wait than there are threads.
final class OrderedSum<Value: Sendable>: Sendable {
  private struct State {
    var total: Value
    var next = 0
    var waiting: [Int: Value] = [:]
  }

  private let state: Mutex<State>
  private let add: @Sendable (inout Value, Value) -> Void

  init(_ zero: Value, _ add: @escaping @Sendable (inout Value, Value) -> Void) {
    state = Mutex(State(total: zero))
    self.add = add
  }

  /// The sum of the parts so far of which none before is missing.
  var total: Value { state.withLock { $0.total } }

  func add(_ part: Value, number: Int) {
    state.withLock { state in
      state.waiting[number] = part
      while let next = state.waiting.removeValue(forKey: state.next) {
        add(&state.total, next)
        state.next += 1
      }
    }
  }
}
