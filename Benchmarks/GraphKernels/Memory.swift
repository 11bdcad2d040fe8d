import Foundation

/// The memory of this process, in bytes, as Linux counts it.
enum Memory {
  /// What is held now.
  static var resident: Int { status("VmRSS:") }

  /// The most held since the last reset.
  static var peak: Int { status("VmHWM:") }

  /// Lets the peak start again from what is held now.
  static func resetPeak() {
    try? "5".write(toFile: "/proc/self/clear_refs", atomically: false, encoding: .utf8)
  }

  private static func status(_ name: String) -> Int {
    let text = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    for line in text.split(separator: "\n") where line.hasPrefix(name) {
      let words = line.split(whereSeparator: \.isWhitespace)
      return 1_024 * (words.dropFirst().first.flatMap { Int($0) } ?? 0)
    }
    return 0
  }
}
