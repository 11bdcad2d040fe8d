internal import Synchronization

/// A hand on a computation from outside: how far it has come, and a way to stop it.
///
/// Give one control to one call, or to several in a row whose progress is to be read as one.
/// Reading and cancelling are safe from any thread.
///
///     let control = WorkControl { print("\(Int($0 * 100)) %") }
///     let scores = try graph.betweenness(control: control)
///
/// A cancelled call throws `GraphError.cancelled` once the pieces in hand are done; it never
/// returns half an answer. A control stays cancelled.
public final class WorkControl: Sendable {
  private let expected = Atomic<Int>(0)
  private let finished = Atomic<Int>(0)
  private let reported = Atomic<Int>(0)
  private let cancelled = Atomic<Bool>(false)
  private let onProgress: (@Sendable (Double) -> Void)?

  /// Makes a control.
  ///
  /// - Parameter onProgress: Called with the finished part, above 0 and at most 1, whenever it
  ///   has grown by a hundredth or more; from whichever thread did the work, so keep it short.
  public init(onProgress: (@Sendable (Double) -> Void)? = nil) {
    self.onProgress = onProgress
  }

  /// Asks the computation to stop.
  public func cancel() {
    cancelled.store(true, ordering: .relaxed)
  }

  /// Whether `cancel()` was called.
  public var isCancelled: Bool {
    cancelled.load(ordering: .relaxed)
  }

  /// The finished part of the work announced so far, from 0 to 1; 0 before there is any.
  public var fraction: Double {
    let expected = expected.load(ordering: .relaxed)
    return expected == 0 ? 0 : Double(finished.load(ordering: .relaxed)) / Double(expected)
  }

  /// Stops here where the computation was cancelled.
  func check() throws(GraphError) {
    if isCancelled { throw .cancelled }
  }

  /// Announces pieces of work to come.
  func expect(_ pieces: Int) {
    expected.add(pieces, ordering: .relaxed)
  }

  /// Enters pieces as finished and tells of it.
  func finish(_ pieces: Int = 1) {
    let finished = finished.add(pieces, ordering: .relaxed).newValue
    let expected = expected.load(ordering: .relaxed)
    guard let onProgress, expected > 0 else { return }
    let hundredths = 100 * finished / expected
    var before = reported.load(ordering: .relaxed)
    while hundredths > before {
      let swap = reported.compareExchange(
        expected: before, desired: hundredths, ordering: .relaxed)
      if swap.exchanged { return onProgress(Double(finished) / Double(expected)) }
      before = swap.original
    }
  }
}
