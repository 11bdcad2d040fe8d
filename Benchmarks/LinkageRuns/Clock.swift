import Foundation

/// Wall and processor time of this process.
struct Clock {
  private let wall = ContinuousClock.now
  private let cpu = Clock.processorSeconds

  func since(_ start: Clock) -> (wall: Double, cpu: Double) {
    let span = wall - start.wall
    let seconds =
      Double(span.components.seconds) + Double(span.components.attoseconds) * 1e-18
    return (seconds, cpu - start.cpu)
  }

  private static var usage: rusage {
    var usage = rusage()
    _ = unsafe getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return usage
  }

  private static var processorSeconds: Double {
    let usage = usage
    return Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
      + Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) * 1e-6
  }

  static var peakMiB: Double { Double(usage.ru_maxrss) / 1_024 }
}
