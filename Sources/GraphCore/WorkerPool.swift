import Glibc
internal import Synchronization

/// A team of threads that share out the numbered pieces of a job.
///
/// The caller works too, so a job is never stuck behind another, and it returns when every
/// piece is done. A call from inside a piece runs on the thread it is on.
///
///     let squares = WorkerPool.shared.map(4) { $0 * $0 }  // [0, 1, 4, 9]
///
/// - Note: Results must not depend on the number of workers. Let the pieces depend on the
///   size of the input only, and join their results in the order of their numbers, as `map` does.
public final class WorkerPool: Sendable {
  /// The pool of this process. Its threads start when first needed and then wait for work.
  public static let shared = WorkerPool()

  private let monitor = PoolMonitor()

  private init() {}

  /// The number of processors in service when first asked for, the meaning of 0 workers.
  ///
  /// Asking the system opens a file: jobs of many short phases would do little else.
  public static let coreCount = max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))

  /// Calls `body` once for each number from 0 to `count` − 1.
  ///
  /// - Parameters:
  ///   - count: The number of pieces.
  ///   - workers: The most threads to use, the caller among them; 0 means one per processor.
  ///   - body: The work of one piece. Called from several threads at once.
  public func forEach(_ count: Int, workers: Int = 0, _ body: @Sendable (Int) -> Void) {
    let wanted = min(count, workers > 0 ? workers : Self.coreCount)
    guard wanted > 1, !monitor.isInsideJob else {
      for piece in 0..<max(0, count) { body(piece) }
      return
    }
    withoutActuallyEscaping(body) { body in
      monitor.run(PoolJob(count: count, helpers: min(wanted, 256) - 1, body: body))
    }
  }

  /// Returns the results of `body` for 0 to `count` − 1, in that order.
  public func map<Result: Sendable>(
    _ count: Int, workers: Int = 0, _ body: @Sendable (Int) -> Result
  ) -> [Result] {
    let results = PoolResults<Result>(count: count)
    forEach(count, workers: workers) { piece in
      results.store(body(piece), at: piece)
    }
    return results.take()
  }

  /// Calls `body` once for each number from 0 to `count` − 1, reports each piece as finished and
  /// stops when the control is cancelled.
  ///
  /// - Parameters:
  ///   - count: The number of pieces, which the control is told to expect.
  ///   - workers: The most threads to use, the caller among them; 0 means one per processor.
  ///   - control: Where progress goes and cancellation comes from; nil for neither.
  ///   - body: The work of one piece. Called from several threads at once.
  /// - Throws: `GraphError.cancelled`; some pieces may not have been done then.
  public func forEach(
    _ count: Int, workers: Int = 0, control: WorkControl?, _ body: @Sendable (Int) -> Void
  ) throws(GraphError) {
    guard let control else { return forEach(count, workers: workers, body) }
    control.expect(count)
    forEach(count, workers: workers) { piece in
      guard !control.isCancelled else { return }
      body(piece)
      control.finish()
    }
    try control.check()
  }

  /// Returns the results of `body` for 0 to `count` − 1, in that order, under a control.
  ///
  /// - Parameters: As for `forEach(_:workers:control:_:)`.
  /// - Throws: `GraphError.cancelled`.
  public func map<Result: Sendable>(
    _ count: Int, workers: Int = 0, control: WorkControl?, _ body: @Sendable (Int) -> Result
  ) throws(GraphError) -> [Result] {
    let results = PoolResults<Result>(count: count)
    try forEach(count, workers: workers, control: control) { piece in
      results.store(body(piece), at: piece)
    }
    return results.take()
  }
}

/// The results of a job's pieces, each written once by whichever thread did the piece.
///
/// SAFETY: piece *i* alone writes cell *i*, and `forEach` hands out each number once; the pool's
/// lock orders every write before the return of `forEach`, after which only the caller reads.
@safe private final class PoolResults<Result: Sendable>: @unchecked Sendable {
  private let cells: UnsafeMutableBufferPointer<Result?>

  init(count: Int) {
    unsafe cells = .allocate(capacity: count)
    unsafe cells.initialize(repeating: nil)
  }

  func store(_ result: Result, at piece: Int) {
    unsafe cells[piece] = result
  }

  func take() -> [Result] {
    unsafe cells.compactMap { $0 }
  }

  deinit {
    unsafe cells.deinitialize()
    unsafe cells.deallocate()
  }
}

/// One job: how many pieces, how many were handed out, who is inside.
///
/// SAFETY: `next` is atomic; `helpers` and `body` are written only while the monitor's lock is
/// held or, `body` at the end, when nobody is inside; `inside` changes under the lock, and whoever
/// reads 0 from it with acquiring order sees all that the helpers wrote.
private final class PoolJob: @unchecked Sendable {
  let count: Int
  let next = Atomic<Int>(0)
  let inside = Atomic<Int>(0)
  var helpers: Int
  private var body: (@Sendable (Int) -> Void)?

  init(count: Int, helpers: Int, body: @escaping @Sendable (Int) -> Void) {
    self.count = count
    self.helpers = helpers
    self.body = body
  }

  func work() {
    guard let body else { return }
    while true {
      let piece = next.add(1, ordering: .relaxed).oldValue
      guard piece < count else { return }
      body(piece)
    }
  }

  /// Lets go of the caller's closure, which must not outlive the call.
  func close() {
    body = nil
  }
}

/// The lock, the two signals and the list of open jobs behind the pool.
///
/// A kernel that works in thousands of short phases would spend its time falling asleep and
/// waking. So a helper without work, and a caller whose helpers are not done, first look again
/// some ten thousand times (tens of microseconds) before they sleep; not where there are more
/// threads than processors.
///
/// SAFETY: the POSIX objects are allocated once, never moved and never freed, because the pool
/// lives as long as the process; `open`, `threads` and `asleep` are touched only under `mutex`.
@safe private final class PoolMonitor: @unchecked Sendable {
  private static let looks = 30_000

  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let workAdded = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private let helperLeft = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private let jobsAdded = Atomic<Int>(0)
  private let coreCount = WorkerPool.coreCount
  private var insideKey: pthread_key_t = 0
  private var open: [PoolJob] = []
  private var threads = 0
  private var asleep = 0

  init() {
    unsafe pthread_mutex_init(mutex, nil)
    unsafe pthread_cond_init(workAdded, nil)
    unsafe pthread_cond_init(helperLeft, nil)
    unsafe pthread_key_create(&insideKey, nil)
  }

  /// Whether this thread is working on a piece of some job.
  var isInsideJob: Bool {
    unsafe pthread_getspecific(insideKey) != nil
  }

  /// Shares out the job, works on it and returns when the last helper has left it.
  func run(_ job: PoolJob) {
    unsafe pthread_mutex_lock(mutex)
    open.append(job)
    startThreads(upTo: job.helpers)
    jobsAdded.add(1, ordering: .releasing)
    if asleep > 0 {
      unsafe pthread_cond_broadcast(workAdded)
    }
    let maySpin = threads < coreCount
    unsafe pthread_mutex_unlock(mutex)

    work(on: job)

    unsafe pthread_mutex_lock(mutex)
    open.removeAll { $0 === job }
    unsafe pthread_mutex_unlock(mutex)
    if !maySpin || !spin(until: { job.inside.load(ordering: .acquiring) == 0 }) {
      unsafe pthread_mutex_lock(mutex)
      while job.inside.load(ordering: .acquiring) > 0 {
        unsafe pthread_cond_wait(helperLeft, mutex)
      }
      unsafe pthread_mutex_unlock(mutex)
    }
    job.close()
  }

  /// Looks again and again, within bounds; returns whether it came true.
  @inline(__always)
  private func spin(until isTrue: () -> Bool) -> Bool {
    for _ in 0..<Self.looks where isTrue() { return true }
    return false
  }

  private func work(on job: PoolJob) {
    unsafe pthread_setspecific(insideKey, UnsafeRawPointer(mutex))
    job.work()
    pthread_setspecific(insideKey, nil)
  }

  /// Starts threads until there are `count`. A thread that cannot be had is done without.
  ///
  /// SAFETY: called with the mutex held. The thread takes the retained reference it is given; where
  /// no thread starts it is given back here.
  private func startThreads(upTo count: Int) {
    while threads < count {
      var thread = pthread_t()
      let context = unsafe Unmanaged.passRetained(self)
      let status = unsafe pthread_create(
        &thread, nil,
        { context in
          guard let context = unsafe context else { return nil }
          unsafe Unmanaged<PoolMonitor>.fromOpaque(context).takeRetainedValue().serve()
          return nil
        }, context.toOpaque())
      guard status == 0 else {
        unsafe context.release()
        return
      }
      pthread_detach(thread)
      threads += 1
    }
  }

  /// The life of a helper: wait for a job that wants one, work on it, leave it.
  ///
  /// SAFETY: the POSIX objects live as long as the pool, which is never freed; the mutex is held
  /// wherever `open` or a job's counts are touched.
  private func serve() {
    unsafe pthread_mutex_lock(mutex)
    while true {
      guard let job = open.first(where: { $0.helpers > 0 }) else {
        waitForWork()
        continue
      }
      job.helpers -= 1
      job.inside.add(1, ordering: .relaxed)
      unsafe pthread_mutex_unlock(mutex)
      work(on: job)
      unsafe pthread_mutex_lock(mutex)
      if job.inside.subtract(1, ordering: .releasing).newValue == 0 {
        unsafe pthread_cond_broadcast(helperLeft)
      }
    }
  }

  /// Returns, with the mutex held as before, when there may be a new job.
  ///
  /// SAFETY: called with the mutex held; a job added after `before` was read changes `jobsAdded`,
  /// and one added before the wait is seen because both happen under the mutex.
  private func waitForWork() {
    let before = jobsAdded.load(ordering: .relaxed)
    if threads < coreCount {
      unsafe pthread_mutex_unlock(mutex)
      let isNew = spin { jobsAdded.load(ordering: .acquiring) != before }
      unsafe pthread_mutex_lock(mutex)
      if isNew || jobsAdded.load(ordering: .relaxed) != before { return }
    }
    asleep += 1
    unsafe pthread_cond_wait(workAdded, mutex)
    asleep -= 1
  }
}
