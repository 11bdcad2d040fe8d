import Foundation

/// What a run of the real binary left behind.
struct Run {
  let status: Int32
  /// Whether a signal ended it: a crash.
  let wasKilled: Bool
  let output: Data
  let complaint: String

  var text: String { String(decoding: output, as: UTF8.self) }
  var complaintLines: [Substring] { complaint.split(separator: "\n") }

  /// The one JSON object on standard output.
  func json() throws -> [String: Any] {
    try JSONSerialization.jsonObject(with: output) as? [String: Any] ?? [:]
  }
}

/// The binary that the package builds beside its tests.
enum Binary {
  static let url: URL = {
    let tests = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    var folder = tests.deletingLastPathComponent()
    // The bundle is a file on Linux; where the runner is another program, the arguments tell it.
    let candidates =
      [folder]
      + CommandLine.arguments.filter { $0.contains(".build") || $0.contains(".xctest") }
      .map { URL(fileURLWithPath: $0).deletingLastPathComponent() }
    for candidate in candidates {
      folder = candidate
      for _ in 0..<4 {
        let binary = folder.appendingPathComponent("ocg")
        if FileManager.default.isExecutableFile(atPath: binary.path), !isFolder(binary) {
          return binary
        }
        folder = folder.deletingLastPathComponent()
      }
    }
    return URL(fileURLWithPath: "ocg-was-not-found")
  }()

  private static func isFolder(_ url: URL) -> Bool {
    (try? url.resourceValues(forKeys: [.isDirectoryKey]))?.isDirectory ?? false
  }

  /// Runs `ocg` to its end. Output goes through files, so that no pipe can fill up.
  static func run(
    _ arguments: String..., to outputPath: String? = nil, in folder: TemporaryFolder? = nil
  ) throws -> Run {
    try run(arguments, to: outputPath, in: folder)
  }

  /// - Parameter input: What it reads from standard input.
  static func run(
    _ arguments: [String], to outputPath: String? = nil, in folder: TemporaryFolder? = nil,
    input: String? = nil
  ) throws -> Run {
    let scratch = TemporaryFolder()
    let process = try start(
      arguments, scratch: scratch, to: outputPath, in: folder, input: input)
    process.waitUntilExit()
    return Run(
      status: process.terminationStatus,
      wasKilled: process.terminationReason == .uncaughtSignal,
      output: outputPath == nil ? try Data(contentsOf: scratch.url("out")) : Data(),
      complaint: String(decoding: try Data(contentsOf: scratch.url("err")), as: UTF8.self))
  }

  /// Starts `ocg`; what it writes goes to the files `out` and `err` of `scratch`.
  static func start(
    _ arguments: [String], scratch: TemporaryFolder, to outputPath: String? = nil,
    in folder: TemporaryFolder? = nil, input: String? = nil
  ) throws -> Process {
    let process = Process()
    process.executableURL = url
    process.arguments = arguments
    process.standardInput =
      try input.map {
        try FileHandle(forReadingFrom: URL(fileURLWithPath: scratch.write($0, to: "in")))
      } ?? FileHandle.nullDevice
    try Data().write(to: scratch.url("out"))
    try Data().write(to: scratch.url("err"))
    process.standardOutput = try FileHandle(
      forWritingTo: outputPath.map { URL(fileURLWithPath: $0) } ?? scratch.url("out"))
    process.standardError = try FileHandle(forWritingTo: scratch.url("err"))
    if let folder { process.currentDirectoryURL = folder.root }
    try process.run()
    return process
  }
}

/// A folder that lives as long as its owner.
final class TemporaryFolder: Sendable {
  let root: URL

  init() {
    root = FileManager.default.temporaryDirectory
      .appendingPathComponent("ocg-test-\(ProcessInfo.processInfo.globallyUniqueString)")
    try? FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: root) }

  func url(_ name: String) -> URL { root.appendingPathComponent(name) }
  func path(_ name: String) -> String { url(name).path }

  func write(_ bytes: some Sequence<UInt8>, to name: String) throws -> String {
    try Data(bytes).write(to: url(name))
    return path(name)
  }

  func write(_ text: String, to name: String) throws -> String {
    try write(text.utf8, to: name)
  }
}
