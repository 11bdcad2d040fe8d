import CaseStore
import Foundation

/// What a command says: results on standard output; progress and complaints on standard error.
///
/// Standard output depends on the input alone, so that two runs can be compared byte by byte;
/// elapsed times are progress. The only clock of the program's reports is read here.
final class Terminal {
  private let json: Bool
  /// A bar is drawn on a terminal, and plain lines are written into a pipe or a file.
  private let drawsBar: Bool
  private let clock = ContinuousClock()
  private var lastDrawn: ContinuousClock.Instant
  private var readerLeft = false

  init(json: Bool) {
    self.json = json
    drawsBar = isatty(STDERR_FILENO) == 1
    lastDrawn = clock.now
  }

  /// Writes `line` for a human; nothing where a machine asked for JSON.
  func say(_ line: String = "") throws(CommandError) {
    if !json { try write(line + "\n") }
  }

  /// Writes `value` as the one JSON object of the run, where it was asked for.
  func result(_ value: @autoclosure () -> some Encodable) throws {
    guard json else { return }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    try write(String(decoding: try encoder.encode(value()), as: UTF8.self) + "\n")
  }

  /// Writes `data` as it is to standard output.
  func write(_ data: Data) throws(CommandError) {
    guard !readerLeft else { return }
    do {
      try FileHandle.standardOutput.write(contentsOf: data)
    } catch {
      readerLeft = posixCode(of: error) == .EPIPE
      if !readerLeft {
        throw CommandError.cannotWrite(path: "standard output", reason: reason(for: error))
      }
    }
  }

  private func write(_ text: String) throws(CommandError) { try write(Data(text.utf8)) }

  /// Runs `work` as one stage: a bar while it runs, and one line with its time at its end.
  func stage<Value>(
    _ name: String, summary: (Value) -> String, work: (ProgressHandler?) throws -> Value
  ) throws -> Value {
    let start = clock.now
    lastDrawn = start
    defer { if drawsBar { Terminal.note("\r\u{1B}[K", end: "") } }
    let value = try work { self.draw($0, of: name, since: start) }
    let line = "\(padded(name, 8)) \(padded(summary(value), 48)) \(seconds(since: start))"
    Terminal.note((drawsBar ? "\r\u{1B}[K" : "") + line)
    return value
  }

  /// At most ten times a second on a terminal, and every ten seconds elsewhere.
  private func draw(
    _ progress: StageProgress, of name: String, since start: ContinuousClock.Instant
  ) {
    let now = clock.now
    guard now - lastDrawn >= (drawsBar ? .milliseconds(100) : .seconds(10)) else { return }
    lastDrawn = now
    let share = progress.total > 0 ? min(1, Double(progress.done) / Double(progress.total)) : 0
    var words = progress.stage
    if progress.total > 0 {
      words += ": \(Int(share * 100)) %"
    } else if progress.done > 0 {
      words += ": \(grouped(progress.done))"
    }
    guard drawsBar else {
      return Terminal.note("\(padded(name, 8)) \(padded(words, 48)) \(seconds(since: start))")
    }
    let filled = Int(share * 20)
    let bar = String(repeating: "#", count: filled) + String(repeating: "-", count: 20 - filled)
    Terminal.note(
      "\r\u{1B}[K\(padded(name, 8)) [\(bar)] \(words) \(seconds(since: start))",
      end: "")
  }

  private func seconds(since start: ContinuousClock.Instant) -> String {
    let tenths = Int((clock.now - start) / .milliseconds(100))
    return "\(tenths / 10).\(tenths % 10) s"
  }

  /// Writes a line to standard error; a reader that has left is not an error there.
  static func note(_ line: String, end: String = "\n") {
    try? FileHandle.standardError.write(contentsOf: Data((line + end).utf8))
  }

  /// Writes an error, whose line says place, problem and next step.
  static func complain(_ line: String) { note(line) }
}
